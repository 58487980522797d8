/** Three thousand customers, the same ones each time: no look before the instant foretold finds a change, for a device or for the schedule. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import type { Model } from '../../../shared/health/model';
import { LOOKAHEAD, nextChange, statusOf } from '../../../shared/health/next-change';
import { scoreAt } from '../../../shared/health/score';
import { openSignals } from '../../../shared/signals/registry';
import { nextFlip } from '../../../worker/next-flip';
import { anyLog, NOW } from './any-customer';

const usual = defaultModel(0);
const row = usual.weights[''] as NonNullable<Model['weights']['']>;
const model: Model = {
  ...usual,
  cadence: { ...usual.cadence, small: 60, large: 14 },
  weights: {
    ...usual.weights,
    small: { ...row, usage: row.usage + 10, support: row.support - 10 },
    large: { ...row, sentiment: row.sentiment + 7, contract: row.contract - 7 },
  },
  population: { ...usual.population, medians: { newTouches: 3, newBenefits: 1 } },
};
const HOUR = 3_600_000;
const SPREAD = 40;

/** Where to look between NOW and `end`: spread over all of it, each at a place of its own, and ever closer to both ends. */
function looks(end: number, seed: number): number[] {
  const spread = Array.from(
    { length: SPREAD },
    (_, i) => NOW + Math.floor(((end - NOW) * (i + ((seed * 7_919 + i * 104_729) % 1_000) / 1_000)) / SPREAD),
  );
  const close = [1, 1_000, 60_000, HOUR / 2, HOUR, 5 * HOUR, DAY, 2 * DAY].flatMap((by) => [end - by, NOW + by]);
  return [...spread, ...close].filter((at) => at > NOW && at < end);
}

test.each([1, 2, 3, 4, 5, 6])(
  'part %i of 6: for 500 customers the next change is never late, nor the next look of the schedule',
  (part) => {
    for (const [i, log] of fc.sample(anyLog(8 + part * 5), { seed: part, numRuns: 500 }).entries()) {
      const facts = fold(log);
      const says = `customer ${i} of part ${part}`;
      const today = statusOf(facts, model, NOW);
      const found = nextChange(facts, model, NOW);
      for (const at of looks(found ?? NOW + LOOKAHEAD * DAY, i))
        expect(statusOf(facts, model, at), `${says} at ${new Date(at).toISOString()}`).toBe(today);
      if (found !== null) expect(statusOf(facts, model, found), says).not.toBe(today);
      if (i % 5 > 0) continue;

      const kept = (at: number) =>
        [
          scoreAt(facts, model, at).band,
          ...openSignals(facts, model, at)
            .map(({ signal }) => signal.id)
            .sort(),
        ].join(' ');
      const keeps = kept(NOW);
      const flip = nextFlip(facts, model, NOW, scoreAt(facts, model, NOW).band, openSignals(facts, model, NOW));
      for (const at of looks(flip ?? NOW + LOOKAHEAD * DAY, i)) expect(kept(at), `${says} at ${new Date(at).toISOString()}`).toBe(keeps);
    }
  },
  240_000,
);
