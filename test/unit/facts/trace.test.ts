import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byTimeThenId, DAY } from '../../../shared/event';
import type { Facts } from '../../../shared/facts/facts';
import { fold } from '../../../shared/facts/fold';
import { foldWithTrace } from '../../../shared/facts/trace';
import { events } from '../events';
import { anyEvents } from './any-event';

/** A score that shows which events it has seen, and when it was asked. */
const score = (facts: Facts, at: number) =>
  facts.lastAt > at ? -1 : Math.floor(at / DAY) * 1000 + facts.activity.visits.days + facts.tickets.length;

describe('the trace', () => {
  it('reads the score at the start of every fifth day, from what had happened by then', () => {
    const c = events('acme');
    const first = 20_000 * DAY;
    const set = [c.visit(first + 1, {}), c.visit(first + 5 * DAY, {}), c.visit(first + 5 * DAY + 1, {}), c.visit(first + 9 * DAY, {})];
    const { facts, trace } = foldWithTrace(set, { score: (seen) => seen.activity.visits.days, until: first + 16 * DAY });
    expect(trace).toEqual([
      { day: 20_005, score: 2 },
      { day: 20_010, score: 3 },
      { day: 20_015, score: 3 },
    ]);
    expect(JSON.stringify(facts)).toBe(JSON.stringify(fold(set)));
  });

  it('keeps the last 18 marks, and none from before the first event', () => {
    const set = [events('acme').visit(20_001 * DAY, {})];
    const long = foldWithTrace(set, { score: () => 70, until: 21_003 * DAY }).trace;
    expect([long.length, long[0]?.day, long.at(-1)?.day]).toEqual([18, 20_915, 21_000]);
    expect(foldWithTrace(set, { score: () => 70, until: 20_006 * DAY }).trace).toEqual([{ day: 20_005, score: 70 }]);
    expect(foldWithTrace([], { score: () => 70, until: 20_006 * DAY }).trace).toEqual([]);
  });

  it('keeps "not enough data" as what it is', () => {
    expect(foldWithTrace([events('acme').visit(20_000 * DAY, {})], { score: () => null, until: 20_004 * DAY }).trace).toEqual([
      { day: 20_000, score: null },
    ]);
  });

  it('is the same in one step and in several, also where events run a day ahead', () => {
    fc.assert(
      fc.property(anyEvents(40), fc.nat(40), fc.integer({ min: 0, max: 120 }), (set, cut, later) => {
        fc.pre(set.length > 1);
        const sorted = [...set].sort(byTimeThenId);
        const older = sorted.slice(0, cut);
        const last = (sorted.at(-1)?.at ?? 0) + later * DAY - DAY;
        const reached = Math.max(older.at(-1)?.at ?? 0, (sorted[cut]?.at ?? last) - DAY);
        const first = foldWithTrace(older, { score, until: Math.min(last, reached) });
        const second = foldWithTrace(sorted.slice(cut), { ...(older.length > 0 ? { from: first } : {}), score, until: last });
        expect(second).toEqual(foldWithTrace(sorted, { score, until: last }));
        expect(second.trace.every((mark) => mark.score !== -1)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
