import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chance, fitTwoNumbers } from '../../../shared/churn/calibrate';
import { ece } from '../../../shared/churn/metrics';
import { seeded } from '../../bench/backtest/seeded';

test('the two numbers are found again in a book that was made with them', () => {
  const random = seeded(1);
  const x = Array.from({ length: 20_000 }, () => 6 * random() - 3);
  const left = x.map((value) => (random() < chance(value, { a: -0.8, b: 1.3 }) ? 1 : 0));
  const found = fitTwoNumbers(x, left);
  if (!found) throw new Error('nothing was fitted');
  expect(found.a).toBeCloseTo(-0.8, 1);
  expect(found.b).toBeCloseTo(1.3, 1);
  const said = x.map((value) => chance(value, found));
  expect(ece(said, left)).toBeLessThan(0.02);
});

test('an index that parts leavers from the others without an overlap still gives finite numbers', () => {
  const found = fitTwoNumbers([-2, -1, 1, 2], [0, 0, 1, 1]);
  expect(Number.isFinite(found?.a)).toBe(true);
  expect(found?.b).toBeGreaterThan(1);
  expect(found?.b).toBeLessThan(20);
});

test('where everybody or nobody left there is nothing to fit', () => {
  expect(fitTwoNumbers([1, 2], [1, 1])).toBeNull();
  expect(fitTwoNumbers([1, 2], [0, 0])).toBeNull();
  expect(fitTwoNumbers([], [])).toBeNull();
});

test('whatever the book, the numbers are finite and a chance lies between 0 and 1', () => {
  const rows = fc.array(fc.tuple(fc.double({ min: -20, max: 20, noNaN: true }), fc.boolean()), { maxLength: 60 });
  fc.assert(
    fc.property(rows, (list) => {
      const x = list.map(([value]) => value);
      const found = fitTwoNumbers(
        x,
        list.map(([, y]) => (y ? 1 : 0)),
      );
      const leavers = list.filter(([, y]) => y).length;
      if (leavers === 0 || leavers === list.length) {
        expect(found).toBeNull();
        return;
      }
      if (!found) throw new Error('nothing was fitted');
      for (const value of x) {
        const p = chance(value, found);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
      }
    }),
  );
});
