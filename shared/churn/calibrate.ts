/** The two numbers that turn a risk into a chance of leaving: logit chance = a + b · x, fitted on windows that have closed. */

export interface TwoNumbers {
  a: number;
  b: number;
}

/** Newton steps; a dozen are enough wherever it converges at all. */
const MOST_STEPS = 50;
/**
 * b is drawn towards 1 as by one observation of variance 1, a towards 0 as by one of variance 100: with hundreds of customers neither is
 * felt, and where x parts those who left from those who stayed without an overlap, b stays finite. 1 is what b came out near on every
 * log that it was tried on.
 */
const PULL = { a: 0.01, b: 1 };

/** The chance 0..1 of leaving at `x`. */
export function chance(x: number, { a, b }: TwoNumbers): number {
  return 1 / (1 + Math.exp(-(a + b * x)));
}

/**
 * The most likely a and b for `x` (−ln E, say) and `left` (1 who left, else 0). Null where everybody or nobody left, or where there are
 * no finite numbers to be had.
 */
export function fitTwoNumbers(x: ArrayLike<number>, left: ArrayLike<number>): TwoNumbers | null {
  let leavers = 0;
  for (let i = 0; i < left.length; i++) leavers += left[i] as number;
  if (leavers === 0 || leavers === left.length) return null;

  let best: TwoNumbers = { a: Math.log(leavers / (left.length - leavers)), b: 1 };
  let worth = logLikelihood(x, left, best);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { ga, gb, haa, hab, hbb } = slopes(x, left, best);
    const size = haa * hbb - hab * hab;
    const da = (hbb * ga - hab * gb) / size;
    const db = (haa * gb - hab * ga) / size;
    let next = best;
    let nextWorth = -Infinity;
    // A whole Newton step may overshoot where the curve is flat: halved until it is none the worse.
    for (let part = 1; part > 1e-6 && !(nextWorth >= worth); part /= 2) {
      next = { a: best.a + part * da, b: best.b + part * db };
      nextWorth = logLikelihood(x, left, next);
    }
    if (!(nextWorth >= worth)) break;
    const moved = Math.abs(next.a - best.a) + Math.abs(next.b - best.b);
    best = next;
    worth = nextWorth;
    if (moved < 1e-10) break;
  }
  return Number.isFinite(best.a) && Number.isFinite(best.b) && Number.isFinite(worth) ? best : null;
}

function logLikelihood(x: ArrayLike<number>, left: ArrayLike<number>, { a, b }: TwoNumbers): number {
  let sum = -0.5 * (PULL.a * a * a + PULL.b * (b - 1) ** 2);
  for (let i = 0; i < x.length; i++) {
    const z = a + b * (x[i] as number);
    // ln(1 + e^z) without overflow.
    sum += (left[i] as number) * z - (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)));
  }
  return sum;
}

/** Gradient of the log likelihood and the (negated) second derivatives, with the two pulls. */
function slopes(x: ArrayLike<number>, left: ArrayLike<number>, at: TwoNumbers) {
  let ga = -PULL.a * at.a;
  let gb = -PULL.b * (at.b - 1);
  let haa = PULL.a;
  let hab = 0;
  let hbb = PULL.b;
  for (let i = 0; i < x.length; i++) {
    const value = x[i] as number;
    const p = chance(value, at);
    const rest = (left[i] as number) - p;
    const weight = p * (1 - p);
    ga += rest;
    gb += rest * value;
    haa += weight;
    hab += weight * value;
    hbb += weight * value * value;
  }
  return { ga, gb, haa, hab, hbb };
}
