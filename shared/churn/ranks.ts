/** Orders and mid-ranks: what the metrics and the quintiles are made of. */

/** Fewer values than this are sorted by comparing. */
const FEW = 1000;
const DIGITS = 65_536;

/** The indices of `values`, lowest value first, equal ones by index. NaN is not expected. */
export function orderOf(values: ArrayLike<number>): Uint32Array {
  const order = new Uint32Array(values.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  if (values.length >= FEW) return byDigits(values, order);
  return order.sort((a, b) => {
    const left = values[a] as number;
    const right = values[b] as number;
    return left < right ? -1 : left > right ? 1 : a - b;
  });
}

/** A radix sort over the 64 bits of each number, sixteen at a time from the lowest: ten times as fast as comparing 100,000. */
function byDigits(values: ArrayLike<number>, start: Uint32Array): Uint32Array {
  const size = values.length;
  const numbers = new Float64Array(size);
  // −0 is 0.
  for (let i = 0; i < size; i++) numbers[i] = (values[i] as number) + 0;
  const digits = new Uint16Array(numbers.buffer);
  const words = new Uint32Array(numbers.buffer);
  // Bits of negative numbers rise as the numbers fall: turned round, and all others moved above them, all rise together.
  for (let i = 0; i < size; i++) {
    const high = words[2 * i + 1] as number;
    if (high >>> 31) {
      words[2 * i] = ~(words[2 * i] as number);
      words[2 * i + 1] = ~high;
    } else words[2 * i + 1] = high ^ 0x80000000;
  }
  let from: Uint32Array = start;
  let to: Uint32Array = new Uint32Array(size);
  const places = new Uint32Array(DIGITS);
  for (let digit = 0; digit < 4; digit++) {
    places.fill(0);
    for (let i = 0; i < size; i++) {
      const value = digits[4 * i + digit] as number;
      places[value] = (places[value] as number) + 1;
    }
    if (places[digits[digit] as number] === size) continue;
    let place = 0;
    for (let value = 0; value < DIGITS; value++) {
      const count = places[value] as number;
      places[value] = place;
      place += count;
    }
    for (let i = 0; i < size; i++) {
      const index = from[i] as number;
      const value = digits[4 * index + digit] as number;
      to[places[value] as number] = index;
      places[value] = (places[value] as number) + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** The rank of each value, 1 for the lowest; equal values share the middle of their ranks. */
export function midRanks(values: ArrayLike<number>): Float64Array {
  const ranks = new Float64Array(values.length);
  eachTie(values, orderOf(values), (members, from) => {
    const rank = from + (members.length + 1) / 2;
    for (const index of members) ranks[index] = rank;
  });
  return ranks;
}

/** Calls `visit` with each group of equal values, lowest first, and how many values stand before it. */
export function eachTie(values: ArrayLike<number>, order: Uint32Array, visit: (members: Uint32Array, from: number) => void): void {
  for (let from = 0; from < order.length; ) {
    const value = values[order[from] as number];
    let to = from + 1;
    while (to < order.length && values[order[to] as number] === value) to++;
    visit(order.subarray(from, to), from);
    from = to;
  }
}
