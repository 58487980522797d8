import { describe, expect, it } from 'vitest';
import { fold } from '../../../shared/facts/fold';
import { defaultProgramme } from '../../../shared/loyalty/default-programme';
import { priceGroupOf } from '../../../shared/loyalty/price-groups';
import { day } from '../../../shared/signals/example';
import { buy, c, giveBack } from './club';

const GROUPS = [
  { id: 'old', name: 'Two years', years: 2, purchases: 0, percent: 5 },
  { id: 'many', name: 'Ten a year', years: 0, purchases: 10, percent: 10 },
];
const rules = { on: true, groups: GROUPS };
const since = (at: string) => c['customer.profile'](at, { since: day(at) });
const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'].map((month) => buy(`2026-${month}-10`, 90));
const read = (set: Parameters<typeof fold>[0], now: string) => priceGroupOf(fold(set), rules, day(now));

describe('price groups by years and purchases', () => {
  it('are off until somebody switches them on', () => {
    expect(defaultProgramme().priceGroups.on).toBe(false);
    expect(priceGroupOf(fold([since('2020-01-01')]), { ...rules, on: false }, day('2026-01-01'))).toBeNull();
  });

  it('begin on the day the years are full', () => {
    expect(read([since('2024-02-29')], '2026-02-27')).toBeNull();
    expect(read([since('2024-02-29')], '2026-02-28')).toMatchObject({ group: { id: 'old' }, years: 2 });
  });

  it('take the last group that fits, and tell what was saved this year in money', () => {
    expect(read(months, '2026-10-10')).toMatchObject({
      group: { id: 'many' },
      purchases: 10,
      saved: [{ amount: 10_000, currency: 'USD' }],
    });
    expect(read(months.slice(1), '2026-10-10')).toBeNull();
  });

  it('a purchase given back counts neither as one nor as money', () => {
    expect(read([...months, giveBack('2026-10-12', 90)], '2026-10-13')).toBeNull();
    expect(read([...months, buy('2026-10-11', 180), giveBack('2026-10-12', 90)], '2026-10-13')?.saved).toEqual([
      { amount: 11_000, currency: 'USD' },
    ]);
  });
});
