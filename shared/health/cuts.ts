/** Places in a population that is known by its 101 percentiles only, and shapes that run straight from knot to knot. */

/**
 * The share of the population below `value`, 0..1: linear between percentiles, and the middle where several percentiles are equal
 * (a tie counts half, as in a mean rank). Never falls as `value` rises. 0.5 when there are no cuts.
 */
export function placeIn(cuts: readonly number[], value: number): number {
  const steps = cuts.length - 1;
  if (steps < 1) return 0.5;
  const below = firstAt(cuts, (cut) => cut >= value);
  const notAbove = firstAt(cuts, (cut) => cut > value);
  if (notAbove > below) return (below + notAbove - 1) / 2 / steps;
  if (below === 0) return 0;
  if (below > steps) return 1;
  const low = cuts[below - 1] as number;
  const high = cuts[below] as number;
  return (below - 1 + (value - low) / (high - low)) / steps;
}

/** Value at `x` of the line through `knots` (rising in x); flat beyond both ends. */
export function along(knots: readonly (readonly [number, number])[], x: number): number {
  const next = knots.findIndex(([at]) => at >= x);
  const first = knots[0];
  const last = knots[knots.length - 1];
  if (first === undefined || last === undefined) return 0;
  if (next === 0) return first[1];
  if (next < 0) return last[1];
  const [x0, y0] = knots[next - 1] as readonly [number, number];
  const [x1, y1] = knots[next] as readonly [number, number];
  return x1 === x0 ? y1 : y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}

/** The 101 percentiles of `values` (any order), linear between neighbours; empty when there are none. */
export function percentiles(values: readonly number[]): number[] {
  if (values.length === 0) return [];
  const sorted = [...values].sort((a, b) => a - b);
  return Array.from({ length: 101 }, (_, percent) => {
    const at = (percent / 100) * (sorted.length - 1);
    const low = sorted[Math.floor(at)] as number;
    const high = sorted[Math.ceil(at)] as number;
    return low + (at - Math.floor(at)) * (high - low);
  });
}

/** Index of the first cut that satisfies a condition which, once true, stays true; the length if none does. */
function firstAt(cuts: readonly number[], holds: (cut: number) => boolean): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(cuts[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
