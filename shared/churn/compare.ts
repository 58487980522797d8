/** Before and after an improvement: churn rate A of equal periods on both sides, in counts, so that a small base is seen for what it is. Pure. */
import { type Improvement, periodsOf, type Span, spanKey } from './measures';
import type { ChurnCounts } from './rates';

/** The two-sided normal quantile of 95 %. */
const Z = 1.959964;

export interface Side {
  periods: (Span & { counts: ChurnCounts | null })[];
  /** Over the periods that are over and counted: held at their starts, lost of these, and the one by the other (null where nobody was held). */
  held: number;
  lost: number;
  rate: number | null;
}
export interface Comparison {
  before: Side;
  after: Side;
  /** Customers fewer lost after than at the rate before (negative: more); null where a side has no rate. */
  saved: number | null;
  /** Whether the difference is more than chance would make in 95 of 100 cases. */
  sure: boolean;
  /** Periods that are not over yet at `asOf`. */
  running: number;
  /** Periods that are over and were not counted yet. */
  uncounted: number;
}

/** `counts` by `spanKey`, as of `asOf` (epoch ms). */
export function compareChurn(improvement: Improvement, counts: ReadonlyMap<string, ChurnCounts>, asOf: number): Comparison {
  const { before, after } = periodsOf(improvement);
  const isOver = ({ to }: Span) => to <= asOf;
  const side = (spans: readonly Span[]): Side => {
    const periods = spans.map((span) => ({ ...span, counts: isOver(span) ? (counts.get(spanKey(span)) ?? null) : null }));
    const held = periods.reduce((sum, one) => sum + (one.counts?.held ?? 0), 0);
    const lost = periods.reduce((sum, one) => sum + (one.counts?.lostOfHeld ?? 0), 0);
    return { periods, held, lost, rate: held === 0 ? null : lost / held };
  };
  const [was, is] = [side(before), side(after)];
  const over = [...was.periods, ...is.periods].filter(isOver);
  return {
    before: was,
    after: is,
    saved: was.rate === null || is.rate === null ? null : Math.round(was.rate * is.held - is.lost),
    sure: was.rate !== null && is.rate !== null && !couldBeChance(was, is),
    running: was.periods.length + is.periods.length - over.length,
    uncounted: over.filter((one) => one.counts === null).length,
  };
}

/**
 * Whether the 95 % interval of the difference of two shares holds zero: the hybrid of two Wilson score intervals (Newcombe, Statistics in
 * Medicine 17, 1998, method 10), which keeps its promise with few losses too.
 */
function couldBeChance(a: Side, b: Side): boolean {
  const [p, q] = [a.lost / a.held, b.lost / b.held];
  const [first, second] = [wilson(a.lost, a.held), wilson(b.lost, b.held)];
  const low = p - q - Math.hypot(p - first.low, second.high - q);
  const high = p - q + Math.hypot(first.high - p, q - second.low);
  return low <= 0 && high >= 0;
}

/** The 95 % score interval of k of n (Wilson 1927). */
function wilson(k: number, n: number): { low: number; high: number } {
  const p = k / n;
  const middle = (p + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n);
  const half = (Z / (1 + (Z * Z) / n)) * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n));
  return { low: middle - half, high: middle + half };
}
