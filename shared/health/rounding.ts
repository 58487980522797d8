/**
 * Rounds numbers to whole ones that add up to `total` exactly, by largest remainder: each is rounded down, and the units still
 * missing go to the largest fractions, earlier ones first among equals. A whole number (0 above all) stays as it is, as long as
 * `total` is the sum rounded, or the difference of two such roundings.
 * Throws RangeError when `total` is too far from the sum to be reached that way.
 */
export function roundToTotal(values: readonly number[], total: number): number[] {
  // Arithmetic noise must not make 3 into 2.9999999999 and so into a line that moves.
  const clean = values.map((value) => Math.round(value * 1e9) / 1e9);
  const rounded = clean.map(Math.floor);
  let missing = total - rounded.reduce((sum, value) => sum + value, 0);
  const order = clean
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .filter((item) => item.rest > 0)
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  if (missing < 0 || missing > order.length) throw new RangeError(`cannot round to ${total}: ${missing} units are left over`);
  for (const { index } of order) {
    if (missing-- <= 0) break;
    rounded[index] = (rounded[index] ?? 0) + 1;
  }
  return rounded.map((value) => value + 0);
}
