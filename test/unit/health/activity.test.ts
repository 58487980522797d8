import { expect, test } from 'vitest';
import { addDay, noActiveDays } from '../../../shared/facts/active-days';
import { fold } from '../../../shared/facts/fold';
import { activityState, damped, expectation, lossShare, paceOf, riskOf } from '../../../shared/health/activity';
import { along, percentiles, placeIn } from '../../../shared/health/cuts';
import { defaultModel } from '../../../shared/health/default-model';
import { health } from '../../../shared/health/score';
import { day, ev } from '../../../shared/signals/example';

/** Customers 3 and 5 of CDNOW at week 39, horizon 273 days, pooled gap 46.4167 days. */
const GAP = 46.416731725356456;

test('row 47: how overdue a customer is equals the published vectors of two CDNOW customers, and three usual gaps halve the pace', () => {
  const pace = Math.LN2 * 1.7608771784454893;
  const third = damped(pace, { days: 3, silence: 181, span: 90 }, GAP);
  expect(third.over).toBeCloseTo(3.9598877926150062, 12);
  expect(third.expected).toBeCloseTo(pace / (1 + 3.9598877926150062 / 3), 12);
  expect(third.risk).toBeCloseTo(-Math.log(third.expected), 7);
  const fifth = damped(Math.LN2 * 5.509455066184284, { days: 8, silence: 15, span: 257 }, GAP);
  expect(fifth.usual).toBeCloseTo(38.87038482785699, 12);
  expect(fifth.over).toBeCloseTo(0.38589790315762573, 12);
  expect(damped(4, { days: 2, silence: 90, span: 30 }, 30)).toMatchObject({ usual: 30, over: 3, damping: 0.5, expected: 2 });
});

test('who spends most of all is taken for e^1.5 times as active as who spends least, where amounts are money', () => {
  const model = defaultModel(0);
  const reading = damped(2, { days: 3, silence: 5, span: 40 }, 30);
  const spending = (amount: number) => fold([ev('purchase', '2026-10-01', { amount, currency: 'EUR' })]);
  const all = riskOf(reading, 'purchases', spending(100_000_000), model);
  expect(riskOf(reading, 'purchases', spending(-1), model) - all).toBeCloseTo(1.5, 12);
  expect(riskOf(reading, 'purchases', spending(100_000_000), { ...model, money: false })).toBe(reading.risk);
  expect(riskOf(reading, 'usage', spending(100_000_000), model)).toBe(reading.risk);
});

test('the pace is ln 2 times the decayed count of active days', () => {
  expect(paceOf([0, 90, 180], 90)).toBeCloseTo(Math.LN2 * 1.75, 12);
  const days = [100, 190, 280].reduce(addDay, noActiveDays());
  const state = activityState(days, 280);
  expect(state).toEqual({ ages: [0, 90, 180], days: 3, silence: 0, span: 180 });
  if (state) expect(expectation(state, 90, 30).expected).toBeCloseTo(Math.LN2 * 1.75, 12);
});

test('places stand between percentiles, ties in their middle', () => {
  const cuts = percentiles([1, 2, 2, 2, 3]);
  expect(placeIn(cuts, 0)).toBe(0);
  expect(placeIn(cuts, 2)).toBeCloseTo(0.5, 12);
  expect(placeIn(cuts, 1.5)).toBeCloseTo(0.125, 12);
  expect(placeIn(cuts, 4)).toBe(1);
  expect(
    along(
      [
        [0, 0],
        [0.7, 0.25],
        [1, 0.9],
      ],
      0.35,
    ),
  ).toBeCloseTo(0.125, 12);
});

test('the loss runs through the knots and then on towards the whole weight, never past it', () => {
  const model = defaultModel(0);
  const cuts = model.population.riskCuts.purchases;
  expect(lossShare(cuts[0] as number, 'purchases', model)).toBe(0);
  expect(lossShare(cuts[70] as number, 'purchases', model)).toBeCloseTo(0.25, 9);
  expect(lossShare(cuts[90] as number, 'purchases', model)).toBeCloseTo(0.5, 9);
  expect(lossShare(cuts[100] as number, 'purchases', model)).toBeCloseTo(0.9, 9);
  expect(lossShare((cuts[100] as number) + 3, 'purchases', model)).toBeGreaterThan(0.99);
  expect(lossShare(1e6, 'purchases', model)).toBeLessThanOrEqual(1);
});

test('a first purchase has its line at once, with the usual gap of the book for a rhythm', () => {
  const facts = fold([ev('purchase', '2026-10-01', { amount: 100, currency: 'EUR' })]);
  const purchases = (iso: string) => health(facts, defaultModel(0), day(iso)).lines.find((line) => line.factor === 'purchases');
  expect(purchases('2026-10-11')?.terms[0]).toMatchObject({ code: 'pace', args: { silent: 10, usual: 30 } });
  expect(purchases('2026-10-11')?.fresh).toBe(true);
  expect(purchases('2026-11-05')?.loss).toBeGreaterThan(purchases('2026-10-11')?.loss ?? Infinity);
});

test('silence costs more each day, and the line can be checked by hand', () => {
  const events = Array.from({ length: 10 }, (_, i) =>
    ev('purchase', day('2026-01-01') + i * 12 * 86_400_000, { amount: 5_000, currency: 'EUR' }),
  );
  const facts = fold(events);
  const last = day('2026-01-01') + 9 * 12 * 86_400_000;
  const model = defaultModel(0);
  const line = health(facts, model, last + 41 * 86_400_000).lines.find(({ factor }) => factor === 'purchases');
  expect(line?.terms[0]?.args).toMatchObject({ silent: 41, usual: 15, pace: 3.5, times: 2.7, factor: 0.53, expected: 1.8, horizon: 90 });
  let before = -1;
  for (let silence = 0; silence < 120; silence++) {
    const loss = health(facts, model, last + silence * 86_400_000).lines.find(({ factor }) => factor === 'purchases')?.loss ?? 0;
    expect(loss).toBeGreaterThanOrEqual(before);
    before = loss;
  }
});
