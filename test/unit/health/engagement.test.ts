import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { engagement } from '../../../shared/health/engagement';
import { ev } from '../../../shared/signals/example';
import { anyCustomer, NOW } from './any-customer';

describe('engagement', () => {
  it('row 53: adds up contacts, meetings, answers and reactions of the last 90 days, each listed with its part', () => {
    const facts = fold([
      ev('mail', NOW - 3 * DAY, { direction: 'in' }),
      ev('mail', NOW - 20 * DAY, { direction: 'out' }),
      ev('note', NOW - 10 * DAY, { kind: 'meeting' }),
      ev('survey.answered', NOW - 5 * DAY, { survey: 's', kind: 'nps', score: 8 }),
      ev('note', NOW - 120 * DAY, { kind: 'meeting' }),
      ev('social', NOW - 6 * DAY, { kind: 'like' }),
      ev('visit', NOW - 9 * DAY, {}),
    ]);
    const { score, parts } = engagement(facts, NOW);
    expect(parts).toEqual([
      { id: 'contacts', n: 3, points: 20, most: 40 },
      { id: 'meetings', n: 1, points: 12, most: 24 },
      { id: 'answers', n: 1, points: 20, most: 20 },
      { id: 'reactions', n: 2, points: 5, most: 16 },
    ]);
    expect(score).toBe(57);
  });
  it('row 53: mail that only goes one way counts for half', () => {
    const out = Array.from({ length: 6 }, (_, i) => ev('mail', NOW - i * 10 * DAY, { direction: 'out' }));
    const points = (events: typeof out) => engagement(fold(events), NOW).parts[0]?.points;
    expect(points(out)).toBe(20);
    expect(points([...out, ev('mail', NOW - 5 * DAY, { direction: 'in' })])).toBe(40);
  });
  it('row 53: stays within 0 and 100 and is the sum of its parts, for any customer', () => {
    fc.assert(
      fc.property(anyCustomer(40), (facts) => {
        const { score, parts } = engagement(facts, NOW);
        expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(score);
        expect(parts.every(({ points, most }) => points >= 0 && points <= most)).toBe(true);
        expect(parts.reduce((sum, { most }) => sum + most, 0)).toBe(100);
      }),
    );
  });
});
