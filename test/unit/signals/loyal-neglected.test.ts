/** Row 34 by the club's tiers: who stands at the top of the ladder and gets less of us than the new. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { type Model, withClub } from '../../../shared/health/model';
import type { Programme } from '../../../shared/loyalty/programme';
import { tierHistory } from '../../../shared/loyalty/tier-history';
import { day } from '../../../shared/signals/example';
import { signal } from '../../../shared/signals/loyal-neglected';
import { standing } from '../../../shared/signals/rule/flip';
import { anyCustomer } from '../health/any-customer';
import { buy, c, clubOf } from '../loyalty/club';

const now = day('2026-10-13');
const usual = defaultModel(0);
const compared: Model = { ...usual, population: { ...usual.population, medians: { newTouches: 4, newBenefits: 0 } } };
const club = (rules: Parameters<typeof clubOf>[0] = {}): Programme => clubOf({ tiers: { bronze: 0, silver: 100, gold: 500 }, ...rules });
const read = (events: Parameters<typeof fold>[0], programme: Programme | null, at = now) =>
  signal.evaluate(fold(events), withClub(compared, programme), at);

test('row 34: the top is the top of the club: gold with one call is neglected, silver with the same is not', () => {
  const call = c.note('2026-10-01', { kind: 'call' });
  expect(read([buy('2026-09-01', 500), call], club())?.severity).toBe('medium');
  expect(read([buy('2026-09-01', 499), call], club())).toBeNull();
  // Two tiers from above, where the model says so.
  const two = { ...compared, thresholds: { 'loyal-neglected': { top_tiers: 2 } } };
  expect(signal.evaluate(fold([buy('2026-09-01', 499), call]), withClub(two, club()), now)?.severity).toBe('medium');
  // The lowest tier is nobody's top, however many count.
  const all = { ...compared, thresholds: { 'loyal-neglected': { top_tiers: 9 } } };
  expect(signal.evaluate(fold([buy('2026-09-01', 99), call]), withClub(all, club()), now)).toBeNull();
});

test('row 34: who spends most is not at the top of a club that counts something else', () => {
  const rich = [c['customer.profile']('2026-01-01', { since: day('2026-01-01') }), buy('2026-09-01', 1_000_000)];
  const byVisits = club({ earn: { perUnit: {}, perVisit: 1 } });
  expect(read(rich, byVisits)).toBeNull();
  expect(read(rich, null)).not.toBeNull();
});

test('row 34: it stands since the tier was reached, and ends on the day it falls', () => {
  const events = [buy('2026-09-01', 300), buy('2026-09-20', 200)];
  const programme = club({ graceDays: 0 });
  expect(read(events, programme)?.since).toBe(day('2026-09-20'));
  const model = withClub(compared, programme);
  const ends = signal.nextChange(fold(events), model, now) as number;
  const fall = tierHistory(fold(events), programme, ends).at(-1);
  expect(fall).toMatchObject({ from: 'gold', day: ends / DAY });
  expect(read(events, programme, ends - 1)).not.toBeNull();
  expect(read(events, programme, ends)).toBeNull();
});

test('row 34: rules that hold from a day on change who is at the top on that day', () => {
  const from = day('2026-11-01');
  const later: Programme = { ...club({ tiers: { bronze: 0, silver: 100, gold: 400 } }), from, former: club() };
  const facts = fold([buy('2026-09-01', 450)]);
  const model = withClub(compared, later);
  expect(signal.evaluate(facts, model, now)).toBeNull();
  expect(signal.nextChange(facts, model, now)).toBe(from);
});

test('row 34: whoever the customer and whatever the rules, it says to the instant when it will next flip', () => {
  const rules = fc.record({
    graceDays: fc.constantFrom(0, 30),
    gapMonths: fc.constantFrom(0, 3),
    pendingDays: fc.constantFrom(0, 14),
    timeZone: fc.constantFrom('UTC', 'Asia/Tehran', 'America/Los_Angeles'),
  });
  fc.assert(
    fc.property(anyCustomer(40), rules, (facts, given) => {
      const programme = club({ ...given, earn: { perUnit: { USD: 1, EUR: 1 }, perPurchase: 60 } });
      const model = withClub(compared, programme);
      const today = standing(signal.evaluate(facts, model, now));
      const found = signal.nextChange(facts, model, now);
      const end = Math.min(found ?? Infinity, now + 300 * DAY);
      for (let at = now + 9 * 3_600_000; at < end; at += 9 * 3_600_000)
        if (standing(signal.evaluate(facts, model, at)) !== today) expect.fail(`changes before ${new Date(at).toISOString()} already`);
      if (found !== null) expect(standing(signal.evaluate(facts, model, found))).not.toBe(today);
    }),
    { numRuns: 40 },
  );
});
