import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auc, aucInterval, brier, ece, topDecile, topShare } from '../../../shared/churn/metrics';
import { seeded } from '../../bench/backtest/seeded';
import { METRICS } from './golden';

const { left, risk } = METRICS;

test('row 53: AUC with ties and the riskiest share equal the published vectors', () => {
  expect(auc(risk, left)).toBeCloseTo(METRICS.auc, 12);
  for (const [share, wanted] of [
    [0.2, METRICS.fifth],
    [0.3, METRICS.threeTenths],
  ] as const) {
    const found = topShare(risk, left, share);
    expect(found?.precision).toBeCloseTo(wanted.precision, 12);
    expect(found?.recall).toBeCloseTo(wanted.recall, 12);
    expect(found?.lift).toBeCloseTo(wanted.lift, 12);
  }
});

test('the riskiest tenth takes its share of a tie, whatever the order of the rows', () => {
  const even = Array.from({ length: 20 }, () => 0.5);
  const one = Array.from({ length: 20 }, (_, i) => (i === 0 ? 1 : 0));
  expect(topDecile(even, one)).toEqual({ precision: 0.05, recall: 0.1, lift: 1 });
  expect(topDecile(even, [...one].reverse())).toEqual({ precision: 0.05, recall: 0.1, lift: 1 });
});

test('where everybody or nobody left there is no AUC, and without a leaver no lift', () => {
  expect(auc([1, 2], [1, 1])).toBeNull();
  expect(auc([1, 2], [0, 0])).toBeNull();
  expect(auc([], [])).toBeNull();
  expect(topDecile([1, 2], [0, 0])).toBeNull();
  expect(aucInterval([1, 2], [0, 0], 10, seeded(1))).toBeNull();
});

test('AUC is the chance that a leaver stands above one who stayed', () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.boolean()), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(rows, (list) => {
      const gone = list.flatMap(([value, y]) => (y ? [value] : []));
      const stayed = list.flatMap(([value, y]) => (y ? [] : [value]));
      const wins = gone.flatMap((g) => stayed.map((s) => (g > s ? 1 : g === s ? 0.5 : 0))).reduce<number>((sum, win) => sum + win, 0);
      const found = auc(
        list.map(([value]) => value),
        list.map(([, y]) => (y ? 1 : 0)),
      );
      if (gone.length === 0 || stayed.length === 0) expect(found).toBeNull();
      else expect(found).toBeCloseTo(wins / (gone.length * stayed.length), 12);
    }),
  );
});

test('an interval holds the AUC, and is narrower with more customers', () => {
  const random = seeded(7);
  const book = (size: number) => {
    const y = Array.from({ length: size }, () => (random() < 0.3 ? 1 : 0));
    return { y, x: y.map((gone) => gone + 1.5 * random()) };
  };
  const small = book(80);
  const large = book(4000);
  const width = ({ x, y }: typeof small) => {
    const found = aucInterval(x, y, 200, seeded(3));
    const value = auc(x, y) as number;
    if (!found) throw new Error('no interval');
    expect(found.low).toBeLessThanOrEqual(value);
    expect(found.high).toBeGreaterThanOrEqual(value);
    return found.high - found.low;
  };
  expect(width(large)).toBeLessThan(width(small) / 3);
});

test('the calibration error is the distance between what was said and what happened', () => {
  const said = [...Array.from({ length: 10 }, () => 0.25), ...Array.from({ length: 10 }, () => 0.75)];
  const happened = [...Array.from({ length: 10 }, (_, i) => (i < 4 ? 1 : 0)), ...Array.from({ length: 10 }, (_, i) => (i < 7 ? 1 : 0))];
  expect(ece(said, happened)).toBeCloseTo((0.15 + 0.05) / 2, 12);
  expect(ece([1, 0], [1, 0])).toBe(0);
  expect(brier([1, 0.5], [1, 0])).toBeCloseTo(0.125, 12);
  expect(ece([], [])).toBeNull();
});
