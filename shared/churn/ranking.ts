/** How well one ranking parts those who left from those who stayed, over several cutoffs that share their customers. */
import type { TopShare } from './metrics';
import { eachTie, orderOf } from './ranks';

export interface Interval {
  low: number;
  high: number;
}
/** A ranking graded at one cutoff. */
export interface Graded {
  auc: number;
  top: TopShare;
  interval: Interval;
  /** How much each customer moves the AUC: what intervals over several cutoffs are made of. */
  influence: Float64Array;
  leavers: number;
}

/** A cutoff with fewer of either kind says nothing about a ranking. */
export const LEAST_OF_EACH = 5;
const TOP = 0.1;
/** 95 % of a normal distribution lie within so many standard deviations. */
const WIDTH = 1.96;

/**
 * The AUC with mid-ranks, its interval, and the riskiest tenth (a tie on its border enters in proportion), from one sort; the same
 * figures as `auc` and `topDecile`. null with fewer than five who left or stayed.
 */
export function gradeRanking(risk: ArrayLike<number>, left: ArrayLike<number>): Graded | null {
  const size = risk.length;
  let leavers = 0;
  for (let i = 0; i < size; i++) leavers += left[i] as number;
  const stayers = size - leavers;
  if (leavers < LEAST_OF_EACH || stayers < LEAST_OF_EACH) return null;

  const placement = new Float64Array(size);
  const bottom = size - TOP * size;
  let [leaversBelow, stayersBelow, above, hits] = [0, 0, 0, 0];
  eachTie(risk, orderOf(risk), (members, from) => {
    let gone = 0;
    for (const index of members) gone += left[index] as number;
    const stayed = members.length - gone;
    const ofLeaver = (stayersBelow + stayed / 2) / stayers;
    const ofStayer = (leavers - leaversBelow - gone / 2) / leavers;
    for (const index of members) placement[index] = left[index] === 1 ? ofLeaver : ofStayer;
    above += gone * ofLeaver;
    leaversBelow += gone;
    stayersBelow += stayed;
    const inTop = Math.min(members.length, Math.max(0, from + members.length - bottom));
    hits += (gone / members.length) * inTop;
  });
  const auc = above / leavers;
  const influence = placement;
  for (let i = 0; i < size; i++) influence[i] = ((placement[i] as number) - auc) / (left[i] === 1 ? leavers : stayers);
  const precision = hits / (TOP * size);
  return {
    auc,
    top: { precision, recall: hits / leavers, lift: (precision * size) / leavers },
    interval: intervalOf(auc, sumOfSquares(influence), Math.min(leavers, stayers)),
    influence,
    leavers,
  };
}

/** The mean over cutoffs with its interval; customers by number, from 0 up. A customer who is seen at several cutoffs counts as one: their errors go together. */
export function meanOverCutoffs(
  graded: readonly { graded: Graded; customers: ArrayLike<number> }[],
): { auc: number; interval: Interval; top: TopShare } | null {
  if (graded.length === 0) return null;
  const mean = (value: (graded: Graded) => number) => graded.reduce((sum, item) => sum + value(item.graded), 0) / graded.length;
  const moved = new Float64Array(1 + graded.reduce((most, { customers }) => Math.max(most, highest(customers)), 0));
  let fewest = Infinity;
  for (const { graded: one, customers } of graded) {
    for (let i = 0; i < customers.length; i++) {
      const customer = customers[i] as number;
      moved[customer] = (moved[customer] as number) + (one.influence[i] as number) / graded.length;
    }
    fewest = Math.min(fewest, one.leavers, customers.length - one.leavers);
  }
  const auc = mean((one) => one.auc);
  return {
    auc,
    interval: intervalOf(auc, sumOfSquares(moved), fewest * graded.length),
    top: { precision: mean(({ top }) => top.precision), recall: mean(({ top }) => top.recall), lift: mean(({ top }) => top.lift) },
  };
}

function highest(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i] as number);
  return most;
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) ** 2;
  return sum;
}

/**
 * 95 % interval from the variance of DeLong, DeLong and Clarke-Pearson (1988), on the scale of log odds, which keeps it within 0..1.
 * An AUC of exactly 0 or 1 is taken to lie half a customer inside, so that a handful of lucky ones is never certainty.
 */
function intervalOf(auc: number, variance: number, fewest: number): Interval {
  const edge = 1 / (2 * fewest + 1);
  const inside = Math.min(1 - edge, Math.max(edge, auc));
  const spread = inside * (1 - inside);
  const error = Math.max(Math.sqrt(variance), spread / Math.sqrt(fewest + 1) / 2);
  const odds = Math.log(inside / (1 - inside));
  const at = (width: number) => 1 / (1 + Math.exp(-(odds + (width * error) / spread)));
  return { low: Math.min(auc, at(-WIDTH)), high: Math.max(auc, at(WIDTH)) };
}

/** 95 % interval of a share by Wilson (1927): `right` of `all`. */
export function shareInterval(right: number, all: number): Interval {
  if (all === 0) return { low: 0, high: 1 };
  const share = right / all;
  const square = WIDTH * WIDTH;
  const middle = (share + square / (2 * all)) / (1 + square / all);
  const half = (WIDTH * Math.sqrt((share * (1 - share)) / all + square / (4 * all * all))) / (1 + square / all);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
