import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundToTotal } from '../../../shared/health/rounding';

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

test('the largest fractions get the units that are missing', () => {
  expect(roundToTotal([1.5, 2.25, 3.25], 7)).toEqual([2, 2, 3]);
  expect(roundToTotal([-0.75, 0.5, 0], 0)).toEqual([-1, 1, 0]);
});

test('rounded values add up to the rounded sum, none moves by a whole unit and zero stays zero', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constant(0), fc.double({ min: -50, max: 50, noNaN: true })), { maxLength: 9 }), (values) => {
      const total = Math.round(sum(values.map((value) => Math.round(value * 1e9) / 1e9)));
      const rounded = roundToTotal(values, total);
      expect(sum(rounded)).toBe(total + 0);
      rounded.forEach((value, i) => {
        expect(Math.abs(value - (values[i] ?? 0))).toBeLessThan(1 + 1e-8);
        if (values[i] === 0) expect(value).toBe(0);
      });
    }),
  );
});

test('a total out of reach is refused', () => {
  expect(() => roundToTotal([1, 2], 7)).toThrow(RangeError);
});
