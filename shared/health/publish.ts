/** Publishing a model: weights fitted to what the workspace feeds, and the dated picture of its book. */
import { dayOf, FEEDS, type Feed } from '../event';
import { activeAsOf } from '../facts/active-days';
import type { Facts } from '../facts/facts';
import { type ActivityState, activityState, damped, paceOf, type ScoredActivity, spendOf } from './activity';
import { percentiles, placeIn } from './cuts';
import { THIN_BOOK, typicalPopulation } from './default-model';
import type { Model, Population } from './model';
import { roundToTotal } from './rounding';

/** Why a draft was not published: a row of weights that is no set of whole numbers ≥ 0 adding up to 100, or no default row. */
export interface PublishProblem {
  code: 'weights-do-not-add-up' | 'no-default-row';
  segment: string;
  sum: number;
}

/**
 * The draft as it is to be published for a workspace that feeds `fed`: the weight of each factor that nobody feeds is spread over the
 * others in proportion, once, so that each row adds up to 100 in whole numbers. The version and date are the caller's to set.
 * Publishing again later starts from the same base weights, so a factor that comes to be fed gets its weight back.
 */
export function publishModel(draft: Model, fed: readonly Feed[]): { model: Model } | { problem: PublishProblem } {
  const base = draft.baseWeights ?? draft.weights;
  if (!base['']) return { problem: { code: 'no-default-row', segment: '', sum: 0 } };
  const weights: Model['weights'] = {};
  for (const [segment, row] of Object.entries(base)) {
    const values = FEEDS.map((feed) => row[feed]);
    const sum = values.reduce((total, value) => total + value, 0);
    if (sum !== 100 || values.some((value) => !Number.isInteger(value) || value < 0))
      return { problem: { code: 'weights-do-not-add-up', segment, sum } };
    weights[segment] = spread(row, fed);
  }
  return { model: { ...draft, baseWeights: base, weights, fed: FEEDS.filter((feed) => fed.includes(feed)) } };
}

/** One row over the fed factors only. Where nothing with weight is fed, all that is fed shares alike; nothing fed leaves zeros. */
function spread(row: Record<Feed, number>, fed: readonly Feed[]): Record<Feed, number> {
  const kept = FEEDS.map((feed) => (fed.includes(feed) ? row[feed] : 0));
  const sum = kept.reduce((total, value) => total + value, 0);
  const exact = sum > 0 ? kept.map((value) => (value * 100) / sum) : FEEDS.map((feed) => (fed.includes(feed) ? 100 / fed.length : 0));
  const whole = roundToTotal(exact, fed.length === 0 ? 0 : 100);
  return Object.fromEntries(FEEDS.map((feed, i) => [feed, whole[i] ?? 0])) as Record<Feed, number>;
}

/**
 * The picture of the whole book at `now`: pooled gaps (Σ span ÷ Σ repeats), the percentiles of spend among customers that ever bought,
 * and of risk among those silent for less than two horizons. Customers that have left are not in it. A part that rests on fewer than
 * twenty customers (or repeats) stays typical: the worst of three good customers is not at risk for being the worst.
 */
export function snapshotPopulation(facts: Iterable<Facts>, model: Model, now: number): Population {
  const today = dayOf(now);
  const typical = typicalPopulation(now);
  const gaps = { purchases: { span: 0, repeats: 0 }, usage: { span: 0, repeats: 0 }, contacts: { span: 0, repeats: 0 } };
  const spends: number[] = [];
  const active: Record<ScoredActivity, { pace: number; state: Omit<ActivityState, 'ages'>; spend: number }[]> = {
    purchases: [],
    usage: [],
  };
  let customers = 0;

  for (const known of facts) {
    if (known.profile.lostAt !== null && known.profile.lostAt <= now) continue;
    customers++;
    for (const kind of ['purchases', 'usage', 'contacts'] as const) {
      const { first, last, days } = activeAsOf(known.activity[kind], today);
      if (first === null || last === null || days < 2) continue;
      gaps[kind].span += last - first;
      gaps[kind].repeats += days - 1;
    }
    const spend = spendOf(known);
    if (known.activity.purchases.last !== null) spends.push(spend);
    for (const kind of ['purchases', 'usage'] as const) {
      const state = activityState(known.activity[kind], today);
      if (!state || state.silence >= 2 * model.horizon[kind]) continue;
      // The pace needs no gap, so the ages need not be kept until the gap is known.
      const { ages, ...rest } = state;
      active[kind].push({ pace: paceOf(ages, model.horizon[kind]), state: rest, spend });
    }
  }

  const gap = { ...typical.gap };
  for (const kind of ['purchases', 'usage', 'contacts'] as const) {
    if (gaps[kind].repeats >= THIN_BOOK) gap[kind] = gaps[kind].span / gaps[kind].repeats;
  }
  const spendCuts = spends.length >= THIN_BOOK ? percentiles(spends) : typical.spendCuts;
  const riskCuts = { ...typical.riskCuts };
  for (const kind of ['purchases', 'usage'] as const) {
    if (active[kind].length < THIN_BOOK) continue;
    const money = kind === 'purchases' && model.money;
    riskCuts[kind] = percentiles(
      active[kind].map(({ pace, state, spend }) => damped(pace, state, gap[kind]).risk - (money ? placeIn(spendCuts, spend) : 0)),
    );
  }
  return { at: now, customers, gap, spendCuts, riskCuts };
}
