import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACTIVE_DAYS_KEPT,
  activeAges,
  activeAsOf,
  activeDays,
  addDay,
  eachActiveDay,
  noActiveDays,
} from '../../../shared/facts/active-days';
import type { ActiveDays } from '../../../shared/facts/facts';

const of = (days: readonly number[]) => days.reduce<ActiveDays>(addDay, noActiveDays());
const rising = (days: readonly number[]) => [...new Set(days)].sort((a, b) => a - b);
const someDays = fc.array(fc.integer({ min: 19_000, max: 19_000 + ACTIVE_DAYS_KEPT - 1 }), { minLength: 1, maxLength: 60 });

describe('active days', () => {
  it('holds exactly the days that were added, however they come', () => {
    fc.assert(
      fc.property(someDays, (days) => {
        const set = rising(days);
        const held: number[] = [];
        eachActiveDay(of(days), (day) => held.unshift(day));
        expect(held).toEqual(set);
        expect(of(days)).toEqual(of(set));
        expect(of(days)).toMatchObject({ first: set[0], last: set.at(-1), until: set.at(-1), days: set.length });
      }),
    );
  });

  it('counts a window with both of its ends', () => {
    fc.assert(
      fc.property(someDays, fc.integer({ min: 18_990, max: 19_810 }), fc.nat(300), (days, since, length) => {
        expect(activeDays(of(days), since, since + length)).toBe(
          rising(days).filter((day) => day >= since && day <= since + length).length,
        );
      }),
    );
  });

  it('answers for any recent day as it stood then', () => {
    fc.assert(
      fc.property(someDays, fc.integer({ min: 18_990, max: 19_810 }), (days, today) => {
        const then = rising(days).filter((day) => day <= today);
        expect(activeAges(of(days), today)).toEqual(then.map((day) => today - day).reverse());
        expect(activeAsOf(of(days), today)).toEqual({ first: then[0] ?? null, last: then.at(-1) ?? null, days: then.length });
      }),
    );
  });

  it('forgets what is older than 800 days but for the first day and the number', () => {
    const days = of([10_000, 10_001, 10_800]);
    expect(activeAges(days, 10_800)).toEqual([0, 799]);
    expect(activeAges(addDay(days, 10_801), 10_801)).toEqual([0, 1]);
    expect(of([10_000, 20_000])).toMatchObject({ first: 10_000, last: 20_000, days: 2 });
    expect(activeAges(of([10_000, 20_000]), 20_000)).toEqual([0]);
  });

  it('takes 134 characters at most', () => {
    const every = of(Array.from({ length: 1000 }, (_, i) => 19_000 + i));
    expect(every.bits).toHaveLength(134);
    expect(every.days).toBe(1000);
  });
});
