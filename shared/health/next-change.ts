/**
 * When a customer's band, the shown cap or a signal will next flip, if nothing but time passes.
 *
 * Every term is monotone between its factor's edges, so the terms at both ends of a stretch bound the score inside it: stretches that
 * cannot cross are skipped whole, the others halved down to the millisecond: a look at any instant before the answer sees no change.
 */
import { DAY, dayOf } from '../event';
import type { Facts } from '../facts/facts';
import { type OpenSignal, openSignals, SIGNALS } from '../signals/registry';
import { standing } from '../signals/rule/flip';
import type { Factor, FactorReading } from './factor';
import type { Band } from './health';
import type { Model } from './model';
import { FACTORS } from './registry';
import { bandOf, lowestCap, shareOf, shownOf, weightsOf } from './score';
import { boundsOf } from './term-bounds';

/** How far ahead it looks, in days. */
export const LOOKAHEAD = 400;
/** Room for arithmetic noise at a half-point, in points. */
const NOISE = 1e-9;
const NO_CAP = 101;

/**
 * What counts as a change, as text: the band, the signal whose cap is shown, and each open signal's standing and whether it is snoozed.
 */
export function statusOf(facts: Facts, model: Model, now: number): string {
  const open = openSignals(facts, model, now);
  return JSON.stringify([shownWith(searchOf(facts, model), now, open), signalsStatus(open)]);
}

/**
 * The first instant after `now` at which the status differs, to the millisecond, whether it steps (due dates, window edges, signals) or
 * drifts. Null when nothing flips within 400 days. `open` are the signals open at `now`, for callers that have them already.
 */
export function nextChange(
  facts: Facts,
  model: Model,
  now: number,
  open: readonly OpenSignal[] = openSignals(facts, model, now),
): number | null {
  return changesAhead(facts, model)(now, open);
}

/** The same for a caller that goes on from one change to the next, ever later: what was read on the way is not read again. */
export function changesAhead(facts: Facts, model: Model): (now: number, open: readonly OpenSignal[]) => number | null {
  const search = searchOf(facts, model);
  const predicted: Predicted = [];
  return (now, atFirst) => {
    let open = atFirst;
    const end = now + LOOKAHEAD * DAY;
    const today = shownWith(search, now, open);
    for (let from = now; from < end; ) {
      const to = Math.min(end, firstSignalInstant(facts, model, from, predicted) ?? end);
      const crossing = firstCrossing({ ...search, cap: lowestCap(open)?.cap ?? NO_CAP }, from, to);
      if (crossing !== null) return crossing;
      const then = openSignals(facts, model, to);
      if (shownWith(search, to, then) !== today || !isSameStanding(open, then)) return to;
      from = to;
      open = then;
    }
    return null;
  };
}

const signalsStatus = (open: readonly OpenSignal[]): string => open.map(signalStatus).sort().join();

const signalStatus = ({ signal, reading, snoozedUntil }: OpenSignal): string =>
  `${signal.id} ${standing(reading)}${snoozedUntil === null ? '' : ' snoozed'}`;

/** Whether the same signals stand open in the same way. Mostly they do so in the same order too, which is seen without wording it. */
function isSameStanding(before: readonly OpenSignal[], after: readonly OpenSignal[]): boolean {
  if (before.length !== after.length) return false;
  const alike = (a: OpenSignal, b: OpenSignal | undefined) =>
    a.signal === b?.signal &&
    a.reading.severity === b.reading.severity &&
    a.reading.cap === b.reading.cap &&
    a.reading.variant === b.reading.variant &&
    (a.snoozedUntil === null) === (b.snoozedUntil === null);
  return before.every((open, i) => alike(open, after[i])) || signalsStatus(before) === signalsStatus(after);
}

/** What each signal said last of its next change, in the order of the registry. */
type Predicted = (number | null | undefined)[];

/** The first instant after `now` at which a signal may change. What a signal predicted holds until then: only a past one, and "never", is asked anew. */
function firstSignalInstant(facts: Facts, model: Model, now: number, predicted: Predicted): number | null {
  let first: number | null = null;
  const see = (at: number | null) => {
    if (at !== null && at > now && (first === null || at < first)) first = at;
  };
  SIGNALS.forEach((signal, i) => {
    const known = predicted[i] ?? null;
    const next = known !== null && known > now ? known : signal.nextChange(facts, model, now);
    predicted[i] = next;
    see(next);
  });
  for (const { until } of Object.values(facts.snoozed)) see(until);
  return first;
}

/** Whose change is looked for. */
interface Search {
  facts: Facts;
  model: Model;
  factors: Weighed[];
}
interface Weighed {
  weight: number;
  edges(from: number): number[];
  read(at: number): FactorReading;
}
/** A stretch of time in which no signal changes: its lowest cap holds in all of it. */
interface Stretch extends Search {
  cap: number;
}
type Readings = FactorReading[];

function searchOf(facts: Facts, model: Model): Search {
  const weights = weightsOf(facts, model);
  const factors = FACTORS.filter((factor) => model.fed.includes(factor.id)).map((factor) => ({
    weight: weights[factor.id],
    edges: (from: number) => factor.edges(facts, model, from),
    read: readerOf(factor, facts, model),
  }));
  return { facts, model, factors };
}

/** Reads a factor; one that stands still all day is read once a day, as the search comes back to the same days again and again. */
function readerOf(factor: Factor, facts: Facts, model: Model): Weighed['read'] {
  if (!factor.daily) return (at) => factor.read(facts, model, at);
  const known = new Map<number, FactorReading>();
  return (at) => {
    const day = dayOf(at);
    const reading = known.get(day) ?? factor.read(facts, model, at);
    known.set(day, reading);
    return reading;
  };
}

/** The band, and the signal whose cap is shown, as text. */
function shownWith(search: Search, at: number, open: readonly OpenSignal[]): string {
  const cap = lowestCap(open);
  const { band, held } = outcomeOf({ ...search, cap: cap?.cap ?? NO_CAP }, readAll(search, at));
  return held ? `${band} ${cap?.id}` : band;
}

/** The first instant in (from, to) at which band or shown cap differ from `from`, while no signal changes. */
function firstCrossing(stretch: Stretch, from: number, to: number): number | null {
  const edgesOf = stretch.factors.map((factor) => new Set(factor.edges(from)));
  const edges = edgesOf.flatMap((own) => [...own]).filter((at) => at > from && at < to);
  let start = from;
  let first = readAll(stretch, from);
  const today = outcome(stretch, first);
  for (const end of [...new Set(edges.sort((a, b) => a - b)), to]) {
    const next = readAll(stretch, end);
    // A factor without an edge here runs on through it, so its reading here bounds it as well as one a moment before.
    const last = stretch.factors.map((factor, i) =>
      end === to || edgesOf[i]?.has(end) ? factor.read(end - 1) : (next[i] as FactorReading),
    );
    const found = searchBetweenEdges(stretch, today, start, end - 1, first, last);
    if (found !== null) return found;
    if (end < to && outcome(stretch, next) !== today) return end;
    start = end;
    first = next;
  }
  return null;
}

/** Halves [start, last], in which every term is monotone, down to the very millisecond of the first instant that differs from `today`. */
function searchBetweenEdges(stretch: Stretch, today: string, start: number, last: number, first: Readings, final: Readings): number | null {
  if (last <= start) return null;
  const search = (from: number, left: Readings, to: number, right: Readings): number | null => {
    const range = rangeOf(stretch, left, right);
    if (!canDiffer(stretch, today, left, range)) return null;
    const differs = outcome(stretch, right) !== today;
    if (to - from <= 1) return differs ? to : null;
    // A score that stands still at a half-point: nothing but noise could cross it.
    if (!differs && range.most - range.least <= NOISE) return null;
    const middle = from + Math.floor((to - from) / 2);
    const readings = readAll(stretch, middle);
    return search(from, left, middle, readings) ?? search(middle, readings, to, right);
  };
  return search(start, first, last, final);
}

function readAll({ factors }: Search, at: number): Readings {
  return factors.map((factor) => factor.read(at));
}

/** Band and shown cap that these readings lead to, as text. */
function outcome(stretch: Stretch, readings: Readings): string {
  const { band, held } = outcomeOf(stretch, readings);
  return held ? `${band} held` : band;
}

function outcomeOf(stretch: Stretch, readings: Readings): { band: Band; held: boolean } {
  let lost = 0;
  for (let i = 0; i < readings.length; i++) lost += weightAt(stretch, i) * shareOf(readings[i]?.terms ?? []);
  return outcomeAt(stretch, readings, 100 - lost);
}

const weightAt = ({ factors }: Search, i: number): number => factors[i]?.weight ?? 0;

function outcomeAt({ model, cap, factors }: Stretch, readings: Readings, uncapped: number): { band: Band; held: boolean } {
  let fed = 0;
  let known = 0;
  for (let i = 0; i < factors.length; i++) {
    const weight = factors[i]?.weight ?? 0;
    fed += weight;
    if (readings[i]?.fresh) known += weight;
  }
  const shown = shownOf(uncapped);
  const held = shown > cap;
  const band = fed === 0 || known / fed < model.minCoverage ? 'unknown' : bandOf(held ? cap : shown, model);
  return { band, held };
}

/** The least and the most points that may be lost between two readings without an edge between them. */
function rangeOf(stretch: Stretch, left: Readings, right: Readings): { least: number; most: number } {
  let least = 0;
  let most = 0;
  for (let i = 0; i < stretch.factors.length; i++) {
    const weight = weightAt(stretch, i);
    const { low, high } = boundsOf(left[i]?.terms ?? [], right[i]?.terms ?? []);
    least += weight * Math.min(1, low);
    most += weight * Math.min(1, high);
  }
  return { least, most };
}

/** Whether a loss within the range may have another outcome than `today`. */
function canDiffer(stretch: Stretch, today: string, left: Readings, { least, most }: { least: number; most: number }): boolean {
  const differs = (uncapped: number) => {
    const { band, held } = outcomeAt(stretch, left, uncapped);
    return (held ? `${band} held` : band) !== today;
  };
  return differs(100 - least + NOISE) || differs(100 - most - NOISE);
}
