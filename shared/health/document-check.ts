/** Whether a model document says what a model can hold: every fault by its place and name, with the nearest name that is known. */
import { FEEDS } from '../event-entry';
import type { Args } from '../i18n/message';
import { SIGNALS } from '../signals/registry';
import { competitorNames } from './competitor-names';
import { checkExamples } from './document-examples';
import { EVERYONE, type ModelDocument, type ModelExample } from './model-document';
import { nearest } from './nearest';
import { type NumberRange, rangeOf } from './threshold-range';

export type ProblemCode =
  | 'unreadable'
  | 'missing'
  | 'unknown-name'
  | 'shape'
  | 'not-a-number'
  | 'not-whole'
  | 'out-of-range'
  | 'weights-sum'
  | 'no-default-row'
  | 'order'
  | 'example';
/** One fault. `path` leads to it, from the top of the document; the words stand under `model.problem.<code>`. */
export interface DocumentProblem {
  code: ProblemCode;
  path: string[];
  args: Args;
}
export type Checked = { document: ModelDocument } | { problems: DocumentProblem[] };

/** The parts of a document, in the order in which it is written. */
export const PARTS = [
  'note',
  'weights',
  'bands',
  'minCoverage',
  'horizon',
  'money',
  'knots',
  'cadence',
  'restDays',
  'competitors',
  'thresholds',
  'examples',
] as const satisfies readonly (keyof ModelDocument)[];

/** Documents written before there was such a part, and those of workspaces without one, do without. */
const MAY_BE_ABSENT: readonly string[] = ['competitors'];

const NOTE_MOST = 2000;
const NAME_MOST = 60;
const DAYS = { least: 1, most: 730, whole: true };
/** The caps of signals are 74 and 49: between these a cap of 74 is watch and one of 49 is at risk. */
const HEALTHY = { least: 75, most: 100, whole: true };
const WATCH = { least: 50, most: 74, whole: true };
const SHARE = { least: 0, most: 1, whole: false };
const KNOTS_MOST = 12;
const COMPETITORS_MOST = 200;

type Bag = Record<string, unknown>;
type Problems = Generator<DocumentProblem, void>;
const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads what may be a document. A sound one is in canonical order; else all that is wrong with it, in the order of the document. */
export function checkDocument(given: unknown): Checked {
  if (!isBag(given)) return { problems: [fault('unreadable', [])] };
  const problems = [...faultsOf(given)];
  if (problems.length > 0) return { problems };
  const document = inOrder(given as unknown as ModelDocument);
  const failing = checkExamples(given.examples, document);
  return failing.length > 0 ? { problems: failing } : { document };
}

const fault = (code: ProblemCode, path: string[], args: Args = {}): DocumentProblem => ({ code, path, args });
const unknownName = (path: string[], names: readonly string[]): DocumentProblem => {
  const name = path.at(-1) ?? '';
  return fault('unknown-name', path, { name: { id: name }, nearest: { id: nearest(name, names) } });
};

function* faultsOf(given: Bag): Problems {
  for (const name of Object.keys(given)) if (!(PARTS as readonly string[]).includes(name)) yield unknownName([name], PARTS);
  for (const part of PARTS) {
    if (given[part] !== undefined) yield* CHECKS[part](given[part]);
    else if (!MAY_BE_ABSENT.includes(part)) yield fault('missing', [part], { name: { id: part } });
  }
}

const CHECKS: Record<keyof ModelDocument, (value: unknown) => Problems> = {
  *note(value) {
    if (typeof value !== 'string' || value.length > NOTE_MOST) yield fault('shape', ['note']);
  },
  weights,
  bands: (value) => members(value, ['bands'], { healthy: HEALTHY, watch: WATCH }),
  minCoverage: (value) => number(value, ['minCoverage'], SHARE),
  horizon: (value) => members(value, ['horizon'], { purchases: DAYS, usage: DAYS }),
  *money(value) {
    if (typeof value !== 'boolean') yield fault('shape', ['money']);
  },
  knots,
  *cadence(value) {
    if (!isBag(value)) return yield fault('shape', ['cadence']);
    if (value[EVERYONE] === undefined) yield fault('no-default-row', ['cadence'], { name: { id: EVERYONE } });
    for (const [segment, days] of Object.entries(value))
      if (isSegment(segment)) yield* number(days, ['cadence', segment], DAYS);
      else yield fault('shape', ['cadence', segment]);
  },
  *restDays(value) {
    const days: unknown[] = Array.isArray(value) ? value : [-1];
    const sound = days.every((day) => typeof day === 'number' && Number.isInteger(day) && day >= 0 && day <= 6);
    if (!sound || new Set(days).size !== days.length || days.length > 6) yield fault('shape', ['restDays']);
  },
  *competitors(value) {
    if (!Array.isArray(value)) return yield fault('shape', ['competitors']);
    if (value.length > COMPETITORS_MOST)
      yield fault('out-of-range', ['competitors'], { n: value.length, least: 0, most: COMPETITORS_MOST });
    for (const [i, name] of value.entries())
      if (typeof name !== 'string' || name.trim() === '' || name.trim().length > NAME_MOST)
        yield fault('shape', ['competitors', String(i)]);
  },
  thresholds,
  // Held against the document once all else is sound.
  *examples() {},
};

function* number(value: unknown, path: string[], { least, most, whole }: NumberRange): Problems {
  if (typeof value !== 'number' || !Number.isFinite(value)) yield fault('not-a-number', path);
  else if (whole && !Number.isInteger(value)) yield fault('not-whole', path, { n: value });
  else if (value < least || value > most) yield fault('out-of-range', path, { n: value, least, most });
}

/** The name of a segment as profiles can have it. */
const isSegment = (name: string): boolean => name !== '' && name.trim() === name && name.length <= NAME_MOST;

/** Exactly these names, each a number in its range. */
function* members(value: unknown, path: string[], names: Record<string, NumberRange>): Problems {
  if (!isBag(value)) return yield fault('shape', path);
  for (const name of Object.keys(value)) if (!(name in names)) yield unknownName([...path, name], Object.keys(names));
  for (const [name, range] of Object.entries(names)) yield* number(value[name], [...path, name], range);
}

function* weights(value: unknown): Problems {
  if (!isBag(value)) return yield fault('shape', ['weights']);
  if (value[EVERYONE] === undefined) yield fault('no-default-row', ['weights'], { name: { id: EVERYONE } });
  for (const [segment, row] of Object.entries(value)) {
    const path = ['weights', segment];
    if (!isBag(row) || !isSegment(segment)) {
      yield fault('shape', path);
      continue;
    }
    const wrong = Object.entries(row).flatMap(([name, points]) =>
      (FEEDS as readonly string[]).includes(name)
        ? [...number(points, [...path, name], { least: 0, most: 100, whole: true })]
        : [unknownName([...path, name], FEEDS)],
    );
    yield* wrong;
    const sum = Object.values(row).reduce((total: number, points) => total + Number(points), 0);
    if (wrong.length === 0 && sum !== 100) yield fault('weights-sum', path, { segment: { id: segment }, sum });
  }
}

function* knots(value: unknown): Problems {
  if (!Array.isArray(value) || value.length < 2 || value.length > KNOTS_MOST) return yield fault('shape', ['knots']);
  const wrong = value.flatMap((knot: unknown, i) => {
    const path = ['knots', String(i)];
    if (!Array.isArray(knot) || knot.length !== 2) return [fault('shape', path)];
    return knot.flatMap((end, j) => [...number(end, [...path, String(j)], SHARE)]);
  });
  yield* wrong;
  if (wrong.length > 0) return;
  const known = value as [number, number][];
  const rising = known.every(([place, share], i) => {
    const last = known[i - 1];
    return last === undefined || (place > last[0] && share >= last[1]);
  });
  if (!rising || known[0]?.[0] !== 0 || known.at(-1)?.[0] !== 1) yield fault('order', ['knots']);
}

function* thresholds(value: unknown): Problems {
  if (!isBag(value)) return yield fault('shape', ['thresholds']);
  for (const [id, own] of Object.entries(value)) {
    const signal = SIGNALS.find((known) => known.id === id);
    if (!signal) {
      const ids = SIGNALS.map((known) => known.id);
      yield unknownName(['thresholds', id], ids);
    } else if (!isBag(own)) yield fault('shape', ['thresholds', id]);
    else {
      for (const [name, n] of Object.entries(own)) {
        const path = ['thresholds', id, name];
        const usual = signal.thresholds[name];
        if (usual === undefined) yield unknownName(path, Object.keys(signal.thresholds));
        else yield* number(n, path, rangeOf(name, usual));
      }
    }
  }
}

/** Everything in the one order of the document, so that equal documents are equal text. */
function inOrder(given: ModelDocument): ModelDocument {
  const rows = Object.entries(given.weights).sort(byDefaultThenName);
  const competitors = competitorNames(given.competitors ?? []);
  return {
    note: given.note.trim(),
    weights: Object.fromEntries(
      rows.map(([segment, row]) => [segment, Object.fromEntries(FEEDS.map((feed) => [feed, row[feed] ?? 0]))]),
    ) as ModelDocument['weights'],
    bands: { healthy: given.bands.healthy, watch: given.bands.watch },
    minCoverage: given.minCoverage,
    horizon: { purchases: given.horizon.purchases, usage: given.horizon.usage },
    money: given.money,
    knots: given.knots,
    cadence: Object.fromEntries(Object.entries(given.cadence).sort(byDefaultThenName)),
    restDays: [...given.restDays].sort((a, b) => a - b),
    ...(competitors.length > 0 ? { competitors } : {}),
    thresholds: Object.fromEntries(
      SIGNALS.filter(({ thresholds }) => Object.keys(thresholds).length > 0).map(({ id, thresholds }) => [
        id,
        Object.fromEntries(Object.entries(thresholds).map(([name, usual]) => [name, given.thresholds[id]?.[name] ?? usual])),
      ]),
    ),
    examples: given.examples as ModelExample[],
  };
}
const byDefaultThenName = ([a]: [string, unknown], [b]: [string, unknown]): number =>
  Number(b === EVERYONE) - Number(a === EVERYONE) || (a < b ? -1 : 1);
