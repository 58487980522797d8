import { describe, expect, it } from 'vitest';
import { DAY, type LiveEvent } from '../../shared/event';
import { fold } from '../../shared/facts/fold';
import { defaultModel } from '../../shared/health/default-model';
import { defaultProgramme } from '../../shared/loyalty/default-programme';
import { type SegmentFilter, segmentsOf } from '../../shared/segments';
import { day, ev } from '../../shared/signals/example';

const NOW = day('2026-10-13');
const model = defaultModel(NOW - 100 * DAY);
const CUSTOMER = [
  ev('customer.profile', NOW - 300 * DAY, { name: 'Quillbrook', segment: 'retail', value: { amount: 240_000, currency: 'EUR' } }),
  ev('customer.owner', NOW - 300 * DAY, { owner: 'maya' }),
  ev('purchase', NOW - 40 * DAY, { amount: 9_000, currency: 'EUR', product: 'kiln' }),
  ev('product.owned', NOW - 200 * DAY, { product: 'press' }),
  ev('product.owned', NOW - 200 * DAY, { product: 'saw' }),
  ev('product.owned', NOW - 20 * DAY, { product: 'saw', ended: true }),
  ev('contract.set', NOW - 200 * DAY, { contract: 'k', end: NOW + 25 * DAY }),
  ev('invoice.issued', NOW - 60 * DAY, { invoice: 'i', amount: 10_000, currency: 'EUR', due: NOW - 40 * DAY }),
];
const isIn = (filter: SegmentFilter, more: LiveEvent[] = []): boolean => {
  const segments = [{ id: 's', name: 'One', filter }];
  return segmentsOf(fold([...CUSTOMER, ...more]), { model, programme: defaultProgramme(), segments }, NOW).length === 1;
};

describe('a saved segment', () => {
  it.each<[string, SegmentFilter, boolean]>([
    ['nothing asked', {}, true],
    ['the segment field', { groups: ['retail', 'wholesale'] }, true],
    ['another field', { groups: ['wholesale'] }, false],
    ['the owner', { owners: ['maya'] }, true],
    ['a product bought', { products: ['kiln'] }, true],
    ['a product owned', { products: ['press'] }, true],
    ['a product no longer owned', { products: ['saw'] }, false],
    ['a renewal within thirty days', { renewalDays: 30 }, true],
    ['a renewal within three weeks', { renewalDays: 21 }, false],
    ['an open signal', { signals: ['invoice-overdue'] }, true],
    ['a signal that is not open', { signals: ['card-declined'] }, false],
    ['the yearly value', { value: { currency: 'EUR', from: 200_000, to: 240_000 } }, true],
    ['the same number in another currency', { value: { currency: 'USD', from: 1 } }, false],
    ['a first purchase of late, by recency, frequency and money', { rfm: ['new', 'champions'] }, true],
    ['another segment by recency, frequency and money', { rfm: ['loyal'] }, false],
    ['all of several', { groups: ['retail'], renewalDays: 30, products: ['kiln'] }, true],
    ['one of several not', { groups: ['retail'], renewalDays: 21, products: ['kiln'] }, false],
  ])('row 48: %s', (_, filter, expected) => expect(isIn(filter)).toBe(expected));

  it('row 46: takes a customer in and lets it go with the event that changes it', () => {
    const paid = ev('invoice.paid', NOW - DAY, { invoice: 'i' });
    expect(isIn({ signals: ['invoice-overdue'] }, [paid])).toBe(false);
    expect(isIn({ groups: ['key'] }, [ev('customer.profile', NOW - DAY, { segment: 'key' })])).toBe(true);
  });
});
