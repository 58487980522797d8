/**
 * A set of keyed hashes as few bytes: every hash is mapped to a place in a space about a million times larger than the set, and the
 * sorted places are written as the gaps between them in Golomb–Rice code (Golomb 1966; Rice and Plaunt 1971). What is not in the set is
 * taken for one of it about once in 2²⁰ times, what is in it always is. Places are whole numbers below 2⁵²; two keys may share one.
 */

/** Places for each key: one in so many strangers is taken for somebody known. */
const SPARSITY = 2 ** 20;
/** A small set gets the space of one of this size, so that it can grow before it is built anew. */
const LEAST_KEYS = 4096;
const HASH_BITS = 52;

/** The space for a set of this many keys. */
export const spaceFor = (keys: number): number => Math.max(keys, LEAST_KEYS) * SPARSITY;

/** The place of a hash (of at least seven bytes, evenly spread) in a space: its first 52 bits, scaled. The same on every machine. */
export function placeOf(hash: Uint8Array, space: number): number {
  let high = 0;
  for (let at = 0; at < 6; at++) high = high * 256 + (hash[at] ?? 0);
  return Math.floor(((high * 16 + ((hash[6] ?? 0) >> 4)) / 2 ** HASH_BITS) * space);
}

/** Writes sorted places: the Rice parameter, how many there are, then the gaps. */
export function encodeSet(sorted: Float64Array, space: number): Uint8Array {
  const rice = Math.max(0, Math.floor(Math.log2((Math.LN2 * space) / Math.max(1, sorted.length))));
  const out = new BitWriter(16 + Math.ceil((sorted.length * (rice + 3)) / 8));
  out.bits(rice, 8);
  out.bits(sorted.length, 32);
  let before = 0;
  for (const place of sorted) {
    const gap = place - before;
    out.ones(Math.floor(gap / 2 ** rice));
    out.bits(gap % 2 ** rice, rice);
    before = place;
  }
  return out.bytes();
}

/** Reads what `encodeSet` wrote. Throws a RangeError where the bytes end too early or say what cannot be. */
export function decodeSet(bytes: Uint8Array): Float64Array {
  const from = new BitReader(bytes);
  const rice = from.bits(8);
  const count = from.bits(32);
  if (rice > HASH_BITS || count * (rice + 1) > bytes.length * 8) throw new RangeError('not a coded set');
  const places = new Float64Array(count);
  let place = 0;
  for (let nth = 0; nth < count; nth++) {
    place += from.ones() * 2 ** rice + from.bits(rice);
    places[nth] = place;
  }
  return places;
}

/** Whether a place is in the sorted places. */
export function hasPlace(sorted: Float64Array, place: number): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = sorted[middle] as number;
    if (found === place) return true;
    if (found < place) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

export interface SetDelta {
  /** Sorted places of the keys that came, and of those that went. */
  added: Float64Array;
  removed: Float64Array;
}

export function encodeDelta({ added, removed }: SetDelta, space: number): Uint8Array {
  const [came, went] = [encodeSet(added, space), encodeSet(removed, space)];
  const bytes = new Uint8Array(4 + came.length + went.length);
  new DataView(bytes.buffer).setUint32(0, came.length);
  bytes.set(came, 4);
  bytes.set(went, 4 + came.length);
  return bytes;
}

/** Reads what `encodeDelta` wrote; throws as `decodeSet` does. */
export function decodeDelta(bytes: Uint8Array): SetDelta {
  const length = bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return { added: decodeSet(bytes.subarray(4, 4 + length)), removed: decodeSet(bytes.subarray(4 + length)) };
}

/** The places after a delta. Of a place that two keys share, one of two goes when one of them does. */
export function changePlaces(sorted: Float64Array, { added, removed }: SetDelta): Float64Array {
  const all = new Float64Array(sorted.length + added.length);
  all.set(sorted);
  all.set(added, sorted.length);
  all.sort();
  let kept = 0;
  let gone = 0;
  for (const place of all) {
    while (gone < removed.length && (removed[gone] as number) < place) gone++;
    if (removed[gone] === place) gone++;
    else all[kept++] = place;
  }
  return all.slice(0, kept);
}

class BitWriter {
  private out: Uint8Array;
  private at = 0;
  constructor(expected: number) {
    this.out = new Uint8Array(Math.max(16, expected));
  }
  private bit(one: boolean): void {
    if (this.at >> 3 >= this.out.length) {
      const wider = new Uint8Array(this.out.length * 2);
      wider.set(this.out);
      this.out = wider;
    }
    const byte = this.at >> 3;
    if (one) this.out[byte] = (this.out[byte] ?? 0) | (128 >> (this.at & 7));
    this.at++;
  }
  /** `count` ones and a zero. */
  ones(count: number): void {
    for (let left = count; left > 0; left--) this.bit(true);
    this.bit(false);
  }
  bits(value: number, count: number): void {
    for (let left = count - 1; left >= 0; left--) this.bit(Math.floor(value / 2 ** left) % 2 === 1);
  }
  bytes(): Uint8Array {
    return this.out.slice(0, Math.ceil(this.at / 8));
  }
}

class BitReader {
  private at = 0;
  constructor(private readonly bytes: Uint8Array) {}
  private bit(): number {
    const byte = this.bytes[this.at >> 3];
    if (byte === undefined) throw new RangeError('the coded set ends too early');
    return (byte >> (7 - (this.at++ & 7))) & 1;
  }
  ones(): number {
    let count = 0;
    while (this.bit() === 1) count++;
    return count;
  }
  bits(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left--) value = value * 2 + this.bit();
    return value;
  }
}
