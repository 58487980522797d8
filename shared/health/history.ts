/** The score's past, from the log: what it was at an instant, and how it came from there to here. */
import type { LiveEvent } from '../event';
import type { Facts } from '../facts/facts';
import { fold, inOrder } from '../facts/fold';
import { type ChangeStep, explainChange, lookAt } from './explain';
import type { Band } from './health';
import { FORMULA, type Model } from './model';
import { health, scoreAt } from './score';

export interface HistoryPoint {
  at: number;
  /** null while there was not enough data for a number. */
  score: number | null;
  band: Band;
  /** Version of the model it is computed under. */
  model: number;
}
export interface History {
  /** One point per instant asked for, in their order. */
  series: HistoryPoint[];
  /** From the first instant to the last: steps add up to `to − from`; one of them is what later models changed. */
  change: { from: number; to: number; steps: ChangeStep[] };
}

/**
 * The model in force at an instant: the newest one published by then. Before the first, and where its arithmetic is no longer known,
 * today's stands in, since nothing else was ever shown. `models` by rising version; the last is today's.
 */
export function modelAt(models: readonly Model[], at: number): Model {
  const today = models.at(-1);
  if (!today) throw new RangeError('no model');
  const inForce = models.findLast(({ publishedAt }) => publishedAt <= at);
  return inForce && inForce.formula === FORMULA ? inForce : today;
}

/**
 * The history at rising instants, the last of which is now. `then` are the facts as of the first instant, `later` every live event
 * after it, in any order. What happened counts from when it happened, even where we heard of it later.
 */
export function historyOf(then: Facts, later: readonly LiveEvent[], instants: readonly number[], models: readonly Model[]): History {
  const [first, now] = [instants[0], instants.at(-1)];
  if (first === undefined || now === undefined) throw new RangeError('no instants');
  const ordered = inOrder(later);
  const series: HistoryPoint[] = [];
  let facts = then;
  let next = 0;
  for (const at of instants) {
    const from = next;
    // What runs ahead of the clock by hours stands in today's facts, so in the last point too.
    while (next < ordered.length && (at === now || (ordered[next] as LiveEvent).at <= at)) next++;
    if (next > from) facts = fold(ordered.slice(from, next), facts);
    const model = modelAt(models, at);
    const { score, band } = scoreAt(facts, model, at);
    series.push({ at, score: band === 'unknown' ? null : score, band, model: model.version });
  }
  const before = modelAt(models, first);
  const look = lookAt(health(then, before, first), before, first);
  return { series, change: explainChange(look, facts, modelAt(models, now), now, before) };
}
