/**
 * How good a ranking or a probability of leaving is. Every list is by customer: `risk` higher is worse, `left` 1 for who left, else 0.
 * Made for 100,000 customers at a dozen cutoffs; ties are always shared, never broken by the order of the rows.
 */
import { eachTie, orderOf } from './ranks';

/** The share of the riskiest that is looked at, and its precision, recall and lift (precision ÷ share of all that left). */
export interface TopShare {
  precision: number;
  recall: number;
  lift: number;
}

/** The chance that one who left stands above one who stayed, ties counting half; null where everybody or nobody left. */
export function auc(risk: ArrayLike<number>, left: ArrayLike<number>): number | null {
  const order = orderOf(risk);
  const tieEnds = tieEndsOf(risk, order);
  return weightedAuc(order, tieEnds, left, null);
}

/** The riskiest tenth: see topShare. */
export function topDecile(risk: ArrayLike<number>, left: ArrayLike<number>): TopShare | null {
  return topShare(risk, left, 0.1);
}

/**
 * The `share` (0..1) of customers with the highest risk; a group of equal risk on its border enters in proportion (its mean times
 * the places left). Null where nobody left.
 */
export function topShare(risk: ArrayLike<number>, left: ArrayLike<number>, share: number): TopShare | null {
  const places = share * risk.length;
  let leavers = 0;
  for (let i = 0; i < left.length; i++) leavers += left[i] as number;
  if (leavers === 0 || places === 0) return null;
  const negated = Float64Array.from(risk, (value) => -value);
  let hits = 0;
  eachTie(negated, orderOf(negated), (members, from) => {
    const room = Math.min(members.length, places - from);
    if (room <= 0) return;
    let gone = 0;
    for (const index of members) gone += left[index] as number;
    hits += (gone / members.length) * room;
  });
  const precision = hits / places;
  return { precision, recall: hits / leavers, lift: (precision * risk.length) / leavers };
}

const BINS = 10;

/**
 * Expected calibration error: the mean distance between the chance that was said and the share that left, over ten equally wide bins of
 * the chance `p`, weighed by how many customers each holds. Null without customers.
 */
export function ece(p: ArrayLike<number>, left: ArrayLike<number>): number | null {
  if (p.length === 0) return null;
  const said = new Float64Array(BINS);
  const gone = new Float64Array(BINS);
  for (let i = 0; i < p.length; i++) {
    const bin = Math.min(BINS - 1, Math.floor((p[i] as number) * BINS));
    said[bin] = (said[bin] as number) + (p[i] as number);
    gone[bin] = (gone[bin] as number) + (left[i] as number);
  }
  let error = 0;
  for (let bin = 0; bin < BINS; bin++) error += Math.abs((said[bin] as number) - (gone[bin] as number));
  return error / p.length;
}

/** The Brier score: the mean squared distance between the chance and what happened. Null without customers. */
export function brier(p: ArrayLike<number>, left: ArrayLike<number>): number | null {
  if (p.length === 0) return null;
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += ((p[i] as number) - (left[i] as number)) ** 2;
  return sum / p.length;
}

/**
 * The 95 % interval of the AUC, by `draws` bootstrap draws over customers (100–400 are enough); `random` gives numbers in 0..1.
 * Draws in which everybody or nobody left are not counted; null where fewer than half of the draws count.
 */
export function aucInterval(
  risk: ArrayLike<number>,
  left: ArrayLike<number>,
  draws: number,
  random: () => number,
): { low: number; high: number } | null {
  const order = orderOf(risk);
  const tieEnds = tieEndsOf(risk, order);
  const times = new Uint32Array(risk.length);
  const seen: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    times.fill(0);
    for (let i = 0; i < times.length; i++) {
      const index = Math.floor(random() * times.length);
      times[index] = (times[index] as number) + 1;
    }
    const value = weightedAuc(order, tieEnds, left, times);
    if (value !== null) seen.push(value);
  }
  if (seen.length === 0 || seen.length < draws / 2) return null;
  seen.sort((a, b) => a - b);
  const at = (share: number) => seen[Math.round(share * (seen.length - 1))] as number;
  return { low: at(0.025), high: at(0.975) };
}

/** By place in the order: 1 where a group of equal values ends. */
function tieEndsOf(values: ArrayLike<number>, order: Uint32Array): Uint8Array {
  return Uint8Array.from(order, (index, place) => (values[index] === values[order[place + 1] as number] ? 0 : 1));
}

/** The AUC over an order made before; `times` says how often each customer counts, null: once. */
function weightedAuc(order: Uint32Array, tieEnds: Uint8Array, left: ArrayLike<number>, times: Uint32Array | null): number | null {
  let stayedBelow = 0;
  let leavers = 0;
  let above = 0;
  let tiedGone = 0;
  let tiedStayed = 0;
  for (let place = 0; place < order.length; place++) {
    const index = order[place] as number;
    const weight = times ? (times[index] as number) : 1;
    const gone = weight * (left[index] as number);
    tiedGone += gone;
    tiedStayed += weight - gone;
    if (tieEnds[place] === 0) continue;
    above += tiedGone * (stayedBelow + tiedStayed / 2);
    leavers += tiedGone;
    stayedBelow += tiedStayed;
    tiedGone = 0;
    tiedStayed = 0;
  }
  return leavers === 0 || stayedBelow === 0 ? null : above / (leavers * stayedBelow);
}
