import { describe, expect, it } from 'vitest';
import { fold } from '../../../shared/facts/fold';
import { translator } from '../../../shared/i18n/t';
import { tierOf } from '../../../shared/loyalty/tiers';
import { presentTier } from '../../../shared/present/loyalty';
import { day } from '../../../shared/signals/example';
import { buy, clubOf } from '../loyalty/club';

const now = day('2026-10-10');
const en = translator({ language: 'en', tag: 'en-US', calendar: 'gregory', digits: 'latn', timeZone: 'UTC', toman: false }, now);
const facts = fold([buy('2026-03-01', 40), buy('2026-04-01', 30)]);
const worded = (basis: 'earned' | 'spend' | 'count', tiers: Record<string, number>) => {
  const programme = clubOf({ qualification: { basis, currency: 'USD', period: 'rolling' }, tiers });
  const shown = presentTier(en, tierOf(facts, programme, now), programme, now);
  return [shown?.progress, shown?.keep, ...(shown?.why ?? [])].map((text) => text?.replace(/[\u2066-\u2069]/g, ''));
};

describe('row 136: the tier is worded in what the club counts', () => {
  it('points as points', () => {
    expect(worded('earned', { bronze: 0, silver: 100 })).toEqual([
      '70 of 100 points',
      '30 more points reach silver.',
      'Purchases: 70 points',
    ]);
  });
  it('money as money', () => {
    expect(worded('spend', { bronze: 0, silver: 10_000 })).toEqual(['$70 of $100', '$30 more reaches silver.', 'Purchases: $70']);
  });
  it('purchases as purchases', () => {
    expect(worded('count', { bronze: 0, silver: 3 })).toEqual([
      '2 purchases of 3 purchases',
      '1 purchase more reaches silver.',
      'Purchases: 2 purchases',
    ]);
  });
});
