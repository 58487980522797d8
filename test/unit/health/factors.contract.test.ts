import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '../../../shared/event';
import { defaultModel } from '../../../shared/health/default-model';
import { FACTORS } from '../../../shared/health/registry';
import { anyCustomer, NOW } from './any-customer';

const model = defaultModel(0);
const HORIZON = 420 * DAY;

for (const factor of FACTORS) {
  test(`${factor.id}: between its edges every term goes one way only, and freshness holds`, () => {
    fc.assert(
      fc.property(anyCustomer(30), fc.integer({ min: 0, max: 1e6 }), (facts, seed) => {
        const edges = [...new Set(factor.edges(facts, model, NOW))].filter((at) => at > NOW && at < NOW + HORIZON).sort((a, b) => a - b);
        const starts = [NOW, ...edges];
        for (const [i, start] of starts.entries()) {
          const end = (starts[i + 1] ?? NOW + HORIZON) - 1;
          const instants = [
            start,
            ...Array.from({ length: 12 }, (_, k) => start + Math.floor(((end - start) * (k + 0.5 + ((seed >> k) % 7) / 20)) / 13)),
            end,
          ];
          const readings = instants.map((at) => factor.read(facts, model, at));
          expect(new Set(readings.map((reading) => reading.fresh)).size).toBe(1);
          for (const code of new Set(readings.flatMap((reading) => reading.terms.map((term) => term.code)))) {
            const shares = readings.map((reading) => reading.terms.find((term) => term.code === code)?.share ?? 0);
            const steps = shares.slice(1).map((share, k) => share - (shares[k] ?? 0));
            const goesBothWays = steps.some((step) => step > 1e-9) && steps.some((step) => step < -1e-9);
            expect(goesBothWays, `${code} between ${new Date(start).toISOString()} and ${new Date(end).toISOString()}`).toBe(false);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test(`${factor.id}: one term to a code, no negative share, whatever the customer`, () => {
    fc.assert(
      fc.property(anyCustomer(30), fc.integer({ min: -100, max: 400 }), (facts, days) => {
        const { terms } = factor.read(facts, model, NOW + days * DAY);
        expect(new Set(terms.map((term) => term.code)).size).toBe(terms.length);
        for (const { share } of terms) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(share)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  if (factor.daily)
    test(`${factor.id}: reads the same all day, as it says`, () => {
      fc.assert(
        fc.property(anyCustomer(30), fc.integer({ min: -100, max: 400 }), fc.integer({ min: 0, max: DAY - 1 }), (facts, days, within) => {
          const midnight = Math.floor(NOW / DAY + days) * DAY;
          expect(factor.read(facts, model, midnight + within)).toEqual(factor.read(facts, model, midnight));
        }),
        { numRuns: 60 },
      );
    });
}
