/**
 * Expected activity, without any fitting: E = ln2 · D_H ÷ (1 + over / 3).
 *
 * D_H = Σ 2^(−age/H) over the active days, so ln2 · D_H is how many are expected in the next H days if the recent pace goes on.
 * over = silence ÷ ((span + 2m) / (x + 2)): how overdue the customer is for their own rhythm, drawn towards the population's mean
 * gap m by two pseudo-gaps; x = active days − 1. Risk ranks by −ln E less 1.5 × the place in spend where amounts are money.
 * Every age is in whole UTC days, so that a person can check it by hand.
 */
import { ACTIVE_DAYS_KEPT, activeAsOf } from '../facts/active-days';
import type { ActiveDays, Facts } from '../facts/facts';
import { along, placeIn } from './cuts';
import { agesOn, dayList } from './day-list';
import type { Model } from './model';

export type ScoredActivity = 'purchases' | 'usage';
/** What the arithmetic needs of a customer's active days. */
export interface ActivityState {
  /** Ages in days of the active days, any order. */
  ages: number[];
  /** Active days ever; may exceed the ages where the oldest are no longer kept one by one. */
  days: number;
  silence: number;
  /** Days between the first and the last. */
  span: number;
}
export interface Expectation {
  /** E: active days expected in the next H days. */
  expected: number;
  /** The same before the damping by silence. */
  pace: number;
  silence: number;
  /** The customer's usual gap in days, shrunk towards the population's. */
  usual: number;
  over: number;
  /** 1 ÷ (1 + over / 3). */
  damping: number;
  /** −ln E, with the floor 1e-9 under the pace. */
  risk: number;
}

/**
 * Usual gaps of silence that halve E. A quotient, and not the exp(−over / 6) that it began as: people come in bursts, so that of two who are
 * both long overdue the one with the shorter gap is hardly the more surely gone, which an exponential says. On six public logs
 * (test/bench/backtest.md) it is level within .002 AUC on five and better by .007 where use comes in bursts (.8576 for .8506, which a plain
 * decayed count beat at .8551), and a person can check it without a table. 3 and 4 do the same within .001.
 */
const SOFTNESS = 3;
/**
 * What the place in spend weighs against −ln E: who spends most of all is taken for e^1.5 = 4.5 times as active. Of the two logs with money
 * the one is best at 0.75 to 1.5, the other still gains at 2; from 1 to 2 neither loses more than .004 AUC, so the middle is taken. Where
 * no amount is known everybody has the same place and it does nothing.
 */
const SPEND = 1.5;
/** Pseudo-gaps of the population added to a customer's own. */
const SHRINKAGE = 2;
/** How fast the loss nears the whole weight beyond the riskiest of the active book, per unit of −ln E. */
const BEYOND = 1;
/** Half-lives whose weights are remembered: a model has two. */
const MOST_HORIZONS = 16;

/** The active days as they stood on day `today` (UTC day number); null when there were none yet. */
export function activityState(days: ActiveDays, today: number): ActivityState | null {
  const { first, last, days: ever } = activeAsOf(days, today);
  if (first === null || last === null) return null;
  return { ages: agesOn(dayList(days), today), days: ever, silence: today - last, span: last - first };
}

/** E and its parts for half-life `horizon` and pooled gap `gap`, both in days. */
export function expectation(state: ActivityState, horizon: number, gap: number): Expectation {
  const pace = paceOf(state.ages, horizon);
  return { ...damped(pace, state, gap), pace };
}

/** ln2 · D_H: active days expected in the next `horizon` days if the recent pace goes on. */
export function paceOf(ages: readonly number[], horizon: number): number {
  const weights = weightsOf(horizon);
  let decayed = 0;
  for (const age of ages) decayed += weights[age] ?? 2 ** (-age / horizon);
  return Math.LN2 * decayed;
}

const weightsByHorizon = new Map<number, Float64Array>();

/** 2^(−age/H) of every age that is kept, worked out once for each half-life: a score is read thousands of times under one model. */
function weightsOf(horizon: number): Float64Array {
  let weights = weightsByHorizon.get(horizon);
  if (!weights) {
    weights = Float64Array.from({ length: ACTIVE_DAYS_KEPT }, (_, age) => 2 ** (-age / horizon));
    if (weightsByHorizon.size >= MOST_HORIZONS) weightsByHorizon.clear();
    weightsByHorizon.set(horizon, weights);
  }
  return weights;
}

/** The damping of a pace by silence, and the risk that is left. */
export function damped(pace: number, { silence, span, days }: Omit<ActivityState, 'ages'>, gap: number): Omit<Expectation, 'pace'> {
  const usual = (span + SHRINKAGE * gap) / (days - 1 + SHRINKAGE);
  const over = silence / usual;
  const damping = 1 / (1 + over / SOFTNESS);
  return { expected: pace * damping, silence, usual, over, damping, risk: -Math.log((pace + 1e-9) * damping) };
}

/** The rank of a customer's risk: −ln E, less the weighed place in spend where the model says that amounts are money. */
export function riskOf(reading: Pick<Expectation, 'risk'>, kind: ScoredActivity, facts: Facts, model: Model): number {
  if (kind !== 'purchases' || !model.money) return reading.risk;
  return reading.risk - spendWorth(model.population.spendCuts, spendOf(facts));
}

/** What a spend takes off the risk, by its place among the 101 percentiles of the book's. */
export function spendWorth(cuts: readonly number[], spend: number): number {
  return SPEND * placeIn(cuts, spend);
}

/** Loss share 0..1 of a risk: its place among the active book through the model's knots, then on towards 1. */
export function lossShare(risk: number, kind: ScoredActivity, model: Model): number {
  const cuts = model.population.riskCuts[kind];
  const share = along(model.knots, placeIn(cuts, risk));
  const beyond = cuts.length === 0 ? 0 : Math.max(0, risk - (cuts[cuts.length - 1] as number));
  return Math.min(1, 1 - (1 - share) * Math.exp(-BEYOND * beyond));
}

/** Spend of a customer in minor units of the currency bought in most often (amounts of two currencies are never added). */
export function spendOf(facts: Facts): number {
  let most = { sum: 0, count: 0 };
  for (const spend of Object.values(facts.spend)) if (spend.count > most.count) most = spend;
  return most.sum;
}
