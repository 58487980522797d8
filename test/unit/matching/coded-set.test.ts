import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changePlaces,
  decodeDelta,
  decodeSet,
  encodeDelta,
  encodeSet,
  hasPlace,
  placeOf,
  spaceFor,
} from '../../../shared/matching/coded-set';

/** A hash that is evenly spread and the same in every run: mulberry32, eight bytes at a time. */
function hashes(seed: number): () => Uint8Array {
  let state = seed;
  const word = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  return () => {
    const bytes = new Uint8Array(8);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, word());
    view.setUint32(4, word());
    return bytes;
  };
}
const placesOf = (count: number, space: number, seed = 1) => {
  const next = hashes(seed);
  return Float64Array.from({ length: count }, () => placeOf(next(), space)).sort();
};

const SPACE = spaceFor(1);
const places = fc.array(fc.integer({ min: 0, max: SPACE - 1 }), { maxLength: 300 }).map((list) => Float64Array.from(list).sort());

describe('the coded set', () => {
  it('gives back every place, however many share one', () => {
    fc.assert(
      fc.property(places, (sorted) => {
        expect(decodeSet(encodeSet(sorted, SPACE))).toEqual(sorted);
      }),
    );
    const twice = Float64Array.from([5, 5, 5, SPACE - 1]);
    expect(decodeSet(encodeSet(twice, SPACE))).toEqual(twice);
  });

  it('knows everybody who is in it, and nobody else by place', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 0, max: SPACE - 1 }), (sorted, other) => {
        const decoded = decodeSet(encodeSet(sorted, SPACE));
        for (const place of sorted) expect(hasPlace(decoded, place)).toBe(true);
        expect(hasPlace(decoded, other)).toBe(sorted.includes(other));
      }),
    );
  });

  it('is after any chain of deltas what it would be if written at once', () => {
    const steps = fc.array(fc.tuple(places, fc.array(fc.nat())), { maxLength: 6 });
    fc.assert(
      fc.property(places, steps, (start, chain) => {
        let kept: Float64Array = start;
        const expected = [...start];
        for (const [added, picks] of chain) {
          // Of what is there some go, and some come; what goes is taken from before.
          const gone = picks.flatMap((pick) => (expected.length > 0 ? expected.splice(pick % expected.length, 1) : []));
          expected.push(...added);
          kept = changePlaces(kept, decodeDelta(encodeDelta({ added, removed: Float64Array.from(gone).sort() }, SPACE)));
        }
        expect([...kept]).toEqual(expected.sort((a, b) => a - b));
      }),
    );
  });

  it('refuses bytes that are none of its own, and never hangs on them', () => {
    const whole = encodeSet(placesOf(200, SPACE), SPACE);
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), (end) => {
        expect(() => decodeSet(whole.subarray(0, end))).toThrow(RangeError);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          expect(decodeSet(bytes).length).toBeLessThanOrEqual(bytes.length * 8);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });

  it('takes a stranger for somebody known about once in 2²⁰ times', () => {
    const keys = 140_000;
    const space = spaceFor(keys);
    const sorted = placesOf(keys, space);
    expect(new Set(sorted).size / space).toBeLessThanOrEqual(2 ** -20);
    // The same arithmetic in a space of 2¹⁰ places a key, where it happens often enough to be counted.
    const dense = keys * 2 ** 10;
    const known = placesOf(keys, dense);
    const stranger = hashes(99);
    let wrong = 0;
    for (let i = 0; i < 200_000; i++) if (hasPlace(known, placeOf(stranger(), dense))) wrong++;
    const expected = 200_000 / 2 ** 10;
    expect(Math.abs(wrong - expected)).toBeLessThan(5 * Math.sqrt(expected));
  });

  it('needs at most 400 kB for 140,000 keys and 5 kB for a thousand changes', () => {
    const space = spaceFor(140_000);
    expect(encodeSet(placesOf(140_000, space), space).length).toBeLessThanOrEqual(400_000);
    const delta = encodeDelta({ added: placesOf(600, space, 2), removed: placesOf(400, space, 3) }, space);
    expect(delta.length).toBeLessThanOrEqual(5_000);
  });
});
