import { describe, expect, it } from 'vitest';
import { fold } from '../../../shared/facts/fold';
import { translator } from '../../../shared/i18n/t';
import { defaultProgramme } from '../../../shared/loyalty/default-programme';
import { priceGroupOf, setPriceGroup, yearlyLess } from '../../../shared/loyalty/price-groups';
import { priceGroupGroup } from '../../../shared/present/price-group';
import { day } from '../../../shared/signals/example';
import { buy, c, clubOf, giveBack } from './club';

const GROUPS = [
  { id: 'old', name: 'Two years', years: 2, purchases: 0, percent: 5 },
  { id: 'many', name: 'Ten a year', years: 0, purchases: 10, percent: 10 },
];
const club = (rules: Parameters<typeof clubOf>[0] = {}) => clubOf({ priceGroups: { on: true, groups: GROUPS }, ...rules });
const since = (at: string) => c['customer.profile'](at, { since: day(at) });
const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'].map((month) => buy(`2026-${month}-10`, 90));
const read = (set: Parameters<typeof fold>[0], now: string, rules = club()) => priceGroupOf(fold(set), rules, day(now));
const byHand = (at: string, group: string, until: string) =>
  c['price-group.set'](at, { group, until: day(until), reason: 'Promised', by: 'mina' });

describe('price groups by years and purchases', () => {
  it('row 121: are off until somebody switches them on', () => {
    expect(defaultProgramme().priceGroups.on).toBe(false);
    expect(read([since('2020-01-01')], '2026-01-01', club({ priceGroups: { on: false, groups: GROUPS } }))).toBeNull();
  });

  it('row 121: begin on the day the years are full', () => {
    expect(read([since('2024-02-29')], '2026-02-27')).toBeNull();
    expect(read([since('2024-02-29')], '2026-02-28')).toMatchObject({ group: { id: 'old' }, years: 2 });
  });

  it('row 121: take the last group that fits, and tell what was saved this year in money', () => {
    expect(read(months, '2026-10-10')).toMatchObject({
      group: { id: 'many' },
      purchases: 10,
      saved: [{ amount: 10_000, currency: 'USD' }],
    });
    expect(read(months.slice(1), '2026-10-10')).toBeNull();
  });

  it('row 121: a purchase given back counts neither as one nor as money', () => {
    expect(read([...months, giveBack('2026-10-12', 90)], '2026-10-13')).toBeNull();
    expect(read([...months, buy('2026-10-11', 180), giveBack('2026-10-12', 90)], '2026-10-13')?.saved).toEqual([
      { amount: 11_000, currency: 'USD' },
    ]);
  });

  it('row 121: the card says the group, why, and the money of this year, in the reader’s words', () => {
    const locale = { language: 'en', tag: 'en-US', calendar: 'gregory', digits: 'latn', timeZone: 'UTC', toman: false } as const;
    const now = day('2026-10-10');
    const group = priceGroupGroup(translator(locale, now), fold(months), club(), now);
    const plain = (text: string) => text.replace(/[\u2066-\u2069\u200e]/g, '');
    expect(plain(group?.sub ?? '')).toBe('0 years with us, 10 purchases in a year');
    expect(group?.rows.map(({ text, shown }) => [plain(text), plain(shown)])).toEqual([
      ['Ten a year', '10% below list'],
      ['Saved this year', '$100'],
    ]);
  });
});

describe('price groups by hand', () => {
  it('row 122: another group than the rules give holds to the end of its last day in the club’s time zone, and the reading says what the rules would give', () => {
    const tehran = club({ timeZone: 'Asia/Tehran' });
    const set = [since('2024-01-01'), byHand('2026-06-01', 'many', '2026-06-30')];
    expect(read(set, '2026-06-30', tehran)).toMatchObject({
      group: { id: 'many' },
      byHand: { set: { reason: 'Promised', by: 'mina' }, instead: { id: 'old' } },
    });
    // Midnight in Tehran is half past eight in the evening of UTC.
    const midnight = Date.UTC(2026, 5, 30, 20, 30);
    expect(priceGroupOf(fold(set), tehran, midnight - 1)?.group.id).toBe('many');
    expect(priceGroupOf(fold(set), tehran, midnight)).toMatchObject({ group: { id: 'old' }, byHand: null });
  });

  it('row 122: taken back, the rules hold again at once; and groups that are switched off give nothing by hand either', () => {
    const set = [since('2024-01-01'), byHand('2026-06-01', 'many', '2026-12-31')];
    const back = c['price-group.set']('2026-06-15', { by: 'mina' });
    expect(read([...set, back], '2026-06-16')).toMatchObject({ group: { id: 'old' }, byHand: null });
    expect(read(set, '2026-06-16', club({ priceGroups: { on: false, groups: GROUPS } }))).toBeNull();
    expect(read(set, '2026-06-16', club({ priceGroups: { on: true, groups: GROUPS.slice(0, 1) } }))?.group.id).toBe('old');
  });

  it('row 122: what it saved counts for the days it held, the rules’ group for the others', () => {
    const set = [
      since('2024-01-01'),
      buy('2026-03-10', 95),
      byHand('2026-06-01', 'many', '2026-06-30'),
      buy('2026-06-10', 90),
      buy('2026-09-10', 95),
    ];
    expect(read(set, '2026-10-01')?.saved).toEqual([{ amount: 500 + 1000 + 500, currency: 'USD' }]);
  });

  it('row 122: it is shown before it is set: what the other group would have them pay less in a year', () => {
    const facts = fold([since('2024-01-01'), buy('2026-03-10', 95)]);
    const [, many] = GROUPS;
    expect(many && yearlyLess(facts, club(), many, day('2026-10-01'))).toEqual([{ amount: 500, currency: 'USD' }]);
  });

  it('row 122: only a group that there is, and only for days that lie ahead', () => {
    const given = { group: 'many', until: day('2026-10-01'), reason: 'Promised', by: 'mina' };
    const now = day('2026-10-01') + 1;
    expect(setPriceGroup(club(), given, now)).toEqual({ ok: true, data: given });
    expect(setPriceGroup(club(), { ...given, group: 'gone' }, now)).toEqual({ ok: false, code: 'club.price-unknown' });
    expect(setPriceGroup(defaultProgramme(), given, now)).toEqual({ ok: false, code: 'club.price-unknown' });
    expect(setPriceGroup(club(), given, day('2026-10-02'))).toEqual({ ok: false, code: 'club.price-over' });
  });
});
