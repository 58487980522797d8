/**
 * What people edit of the model: one document, complete and in a fixed order, that can be read, compared and tried. The picture of the
 * book and the calibration are taken by jobs and are no part of it.
 */
import { FEEDS, type Feed } from '../event-entry';
import { SIGNALS } from '../signals/registry';
import { FIRST_EXAMPLES } from './first-examples';
import type { Band } from './health';
import type { Model } from './model';

/** The row that holds for every customer whose segment has none of its own. */
export const EVERYONE = '*';
/** Saturday and Sunday. */
const USUAL_REST: readonly number[] = [0, 6];

/** A customer described in the document, and how the model must find them. */
export interface ModelExample {
  title: string;
  /** Facts by name, such as `{ "ticket_waiting": 15 }`: see example-customer.ts for the names. */
  facts?: Record<string, unknown>;
  /** Events as the API takes them; every instant may be written as days from the example's today: "-20d", "+30d". */
  events?: { type: string; at: string; data: Record<string, unknown> }[];
  /** The band, the least and the highest score, or both. */
  expect: { band?: Band; score?: [least: number, highest: number] };
}

export interface ModelDocument {
  /** What is to be known about this model, for whoever reads it next. */
  note: string;
  /** Most points each factor can take away, per segment; each row is of whole numbers that add up to 100. */
  weights: Record<string, Record<Feed, number>>;
  /** The least score of each band. */
  bands: { healthy: number; watch: number };
  /** Share 0..1 of the weight that needs fresh evidence for a score to be shown. */
  minCoverage: number;
  /** Half-life and horizon of activity, in days. */
  horizon: { purchases: number; usage: number };
  /** Whether amounts are money, so that spend counts. */
  money: boolean;
  /** Place among the active book → loss share. */
  knots: [number, number][];
  /** Days without contact that are usual, per segment, as in the weights. */
  cadence: Record<string, number>;
  /** Weekdays on which nobody works, 0 Sunday … 6 Saturday. */
  restDays: number[];
  /** Names of competitors, in the order of their folded text; absent where there are none. */
  competitors?: string[];
  /** Every threshold of every signal, also where it stands as usual. */
  thresholds: Record<string, Record<string, number>>;
  examples: ModelExample[];
}

/** The document of a published model, complete: thresholds that the model leaves alone stand in it with their usual number. */
export function toDocument(model: Model): ModelDocument {
  return {
    note: model.note ?? '',
    weights: mapKeys(model.baseWeights ?? model.weights, outside, (row) => inFeedOrder(row)),
    bands: { healthy: model.bands.healthy, watch: model.bands.watch },
    minCoverage: model.minCoverage,
    horizon: { purchases: model.horizon.purchases, usage: model.horizon.usage },
    money: model.money,
    knots: model.knots.map(([place, share]) => [place, share]),
    cadence: mapKeys(model.cadence, outside, (days) => days),
    restDays: [...(model.restDays ?? USUAL_REST)],
    ...(model.competitors ? { competitors: [...model.competitors] } : {}),
    thresholds: Object.fromEntries(
      SIGNALS.filter(({ thresholds }) => Object.keys(thresholds).length > 0).map(({ id, thresholds }) => [
        id,
        { ...thresholds, ...known(model.thresholds[id] ?? {}, thresholds) },
      ]),
    ),
    examples: model.examples ?? FIRST_EXAMPLES,
  };
}

/**
 * A model with the document's numbers in place of its own; the rest (population, calibration, what is fed) stays. Only thresholds that
 * differ from the usual are kept, so that the others follow their signal. The weights are still to be fitted by publishModel.
 */
export function withDocument(model: Model, document: ModelDocument): Model {
  const { note, weights, thresholds, cadence, examples, competitors = [], ...numbers } = document;
  const { competitors: _former, ...kept } = model;
  const changed = SIGNALS.flatMap(({ id, thresholds: usual }) => {
    const own = Object.entries(thresholds[id] ?? {}).filter(([name, value]) => usual[name] !== undefined && usual[name] !== value);
    return own.length === 0 ? [] : [[id, Object.fromEntries(own)] as const];
  });
  return {
    ...kept,
    ...numbers,
    ...(competitors.length > 0 ? { competitors } : {}),
    note,
    examples,
    baseWeights: mapKeys(weights, inside, (row) => inFeedOrder(row)),
    cadence: mapKeys(cadence, inside, (days) => days),
    thresholds: Object.fromEntries(changed),
  };
}

const outside = (segment: string): string => (segment === '' ? EVERYONE : segment);
const inside = (segment: string): string => (segment === EVERYONE ? '' : segment);
const inFeedOrder = (row: Record<string, number>) =>
  Object.fromEntries(FEEDS.map((feed) => [feed, row[feed] ?? 0])) as Record<Feed, number>;

/** The default row first, then by name, so that the same numbers always read the same. */
function mapKeys<T>(of: Record<string, T>, name: (key: string) => string, value: (one: T) => T): Record<string, T> {
  const entries = Object.entries(of).map(([key, one]) => [name(key), value(one)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}
const rank = (key: string): number => (key === EVERYONE || key === '' ? 0 : 1);

const known = (own: Record<string, number>, usual: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(own).filter(([name]) => name in usual));
