import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../../../shared/facts/fold';
import { leavingChance, leavingIndex } from '../../../shared/health/chance';
import { defaultModel } from '../../../shared/health/default-model';
import type { Model } from '../../../shared/health/model';
import { publishModel } from '../../../shared/health/publish';
import { day, ev } from '../../../shared/signals/example';
import { anyCustomer, NOW } from './any-customer';

const calibration = { a: -1, b: 1.1, error: 0.04, customers: 400, horizon: 90, at: NOW };
const fedBy = (...fed: Model['fed']): Model => {
  const published = publishModel(defaultModel(0), fed);
  if ('problem' in published) throw new Error(published.problem.code);
  return published.model;
};

test('there is no chance until the model is calibrated; then it lies between 0 and 1 for whatever customer', () => {
  const model = defaultModel(0);
  fc.assert(
    fc.property(anyCustomer(), (facts) => {
      expect(leavingChance(facts, model, NOW)).toBeNull();
      const chance = leavingChance(facts, { ...model, calibration }, NOW);
      expect(chance).toBeGreaterThan(0);
      expect(chance).toBeLessThan(1);
    }),
  );
});

test('the index is −ln of the active days expected: silence raises it', () => {
  const model = fedBy('usage');
  const facts = fold([0, 3, 6, 9].map((after) => ev('usage', day('2026-10-01') + after * 86_400_000, {})));
  // On the last of four days, three apart: pace ln 2 · Σ 2^(−age/30), no silence.
  const pace = Math.LN2 * (1 + 2 ** (-3 / 30) + 2 ** (-6 / 30) + 2 ** (-9 / 30));
  expect(leavingIndex(facts, model, day('2026-10-10'))).toBeCloseTo(-Math.log(pace), 6);
  expect(leavingIndex(facts, model, day('2026-11-10'))).toBeGreaterThan(leavingIndex(facts, model, day('2026-10-20')));
});

test('what the other factors take away raises it too, also where no activity is fed', () => {
  const owing = fold([ev('invoice.issued', '2026-08-01', { invoice: 'A', amount: 5_000, currency: 'EUR', due: day('2026-08-15') })]);
  const paid = fold([
    ev('invoice.issued', '2026-08-01', { invoice: 'A', amount: 5_000, currency: 'EUR', due: day('2026-08-15') }),
    ev('invoice.paid', '2026-08-14', { invoice: 'A' }),
  ]);
  for (const model of [fedBy('billing'), fedBy('billing', 'usage')]) {
    expect(leavingIndex(owing, model, day('2026-10-13'))).toBeGreaterThan(leavingIndex(paid, model, day('2026-10-13')) + 1);
  }
});
