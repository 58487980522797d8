import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '../../../shared/event';
import { defaultModel } from '../../../shared/health/default-model';
import { SIGNALS } from '../../../shared/signals/registry';
import { standing } from '../../../shared/signals/rule/flip';
import { anyCustomer, NOW } from '../health/any-customer';

const usual = defaultModel(0);
const model = { ...usual, population: { ...usual.population, medians: { newTouches: 3, newBenefits: 1 } } };
const HORIZON = 300 * DAY;
const STEP = 9 * 3_600_000;

for (const signal of SIGNALS) {
  test(`${signal.id}: whoever the customer, it says to the instant when it will next flip`, () => {
    fc.assert(
      fc.property(anyCustomer(40), (facts) => {
        const today = standing(signal.evaluate(facts, model, NOW));
        const found = signal.nextChange(facts, model, NOW);
        const end = Math.min(found ?? Infinity, NOW + HORIZON);
        for (let at = NOW + STEP; at < end; at += STEP) {
          if (standing(signal.evaluate(facts, model, at)) !== today) expect.fail(`changes before ${new Date(at).toISOString()} already`);
        }
        if (found === null) return;
        expect(found).toBeGreaterThan(NOW);
        expect(standing(signal.evaluate(facts, model, found))).not.toBe(today);
        expect(standing(signal.evaluate(facts, model, found - 1))).toBe(today);
      }),
      { numRuns: 25 },
    );
  });
}
