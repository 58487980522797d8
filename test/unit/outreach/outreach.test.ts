/** Outreach lists as pure functions: whom they touch, what the message says, and one row of Today each. */
import { describe, expect, it } from 'vitest';
import { todayList } from '../../../extension/background/today';
import { outreachRowId } from '../../../extension/background/today-outreach';
import { writerFor } from '../../../extension/outreach/writer';
import { DAY, type LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { stripMarks } from '../../../shared/i18n/bidi';
import { defaultLocale } from '../../../shared/i18n/default-locale';
import { translator } from '../../../shared/i18n/t';
import { defaultProgramme } from '../../../shared/loyalty/default-programme';
import { outreachFact, toTell } from '../../../shared/outreach/affected';
import { MOST_LISTS, type OutreachDraft, type OutreachList, withList } from '../../../shared/outreach/list';
import { prepareMessage } from '../../../shared/outreach/message';
import type { CustomerRecord } from '../../../shared/record';
import { segmentKeys } from '../../../shared/segments';
import { day, ev } from '../../../shared/signals/example';

const NOW = day('2026-10-13');
const model = defaultModel(NOW - 100 * DAY);
const programme = defaultProgramme();
const t = translator(defaultLocale('en-GB', 'Europe/London'), NOW);
const list = (more: Partial<OutreachList> = {}): OutreachList => ({
  ...{ id: 'delay', revision: 1, kind: 'incident', title: 'Deliveries are late', what: '', closed: false, by: 'maya', at: NOW - DAY },
  audience: { by: 'product', product: 'Kiln' },
  messages: {
    en: { subject: 'Late: {company}', text: 'Dear {name},\n\n{advice}\n\n{me}' },
    fa: { subject: 'دیر شد', text: 'سلام {نام}\n\n{پیشنهاد}\n\n{me}' },
  },
  advice: [],
  ...more,
});
const customer = (id: string, ...events: LiveEvent[]): CustomerRecord => ({
  id,
  seq: 1,
  trace: [],
  signals: [],
  facts: fold(
    [
      ev('customer.profile', NOW - 900 * DAY, { name: `Firm ${id}`, value: { amount: 100_000, currency: 'EUR' } }),
      ev('contact.set', NOW - 900 * DAY, { contact: 'k', name: 'Sara Ahmadi', email: 'sara@firm.example' }),
      ev('product.owned', NOW - 200 * DAY, { product: 'kiln', version: '4' }),
      ev('note', NOW - 2 * DAY, { kind: 'call' }),
      ...events,
    ].map((event) => ({ ...event, customer: id })),
  ),
});
const touched = ({ facts }: CustomerRecord, ...lists: OutreachList[]) =>
  toTell(facts, { model, programme, lists }, NOW).map(({ id }) => id);

describe('a list', () => {
  it('row 88: touches who owns the product, until they were told of it', () => {
    expect(touched(customer('a'), list())).toEqual(['delay']);
    expect(touched(customer('a', ev('product.owned', NOW - DAY, { product: 'kiln', ended: true })), list())).toEqual([]);
    expect(touched(customer('a'), list({ closed: true }))).toEqual([]);
    const told = customer('a', ev('note', NOW - DAY, { kind: 'email', direction: 'out', list: 'delay', by: 'maya' }));
    expect(touched(told, list())).toEqual([]);
    expect(outreachFact(told.facts, 'delay')).toEqual({ list: 'delay', picked: false, toldAt: NOW - DAY, how: 'email', by: 'maya' });
  });
  it('row 89: of a newer version, touches who has an older one and not who has it', () => {
    const audience = { by: 'product', product: 'Kiln', without: '5' } as const;
    expect(touched(customer('a'), list({ kind: 'release', audience }))).toEqual(['delay']);
    expect(
      touched(customer('a', ev('product.owned', NOW - DAY, { product: 'kiln', version: '5' })), list({ kind: 'release', audience })),
    ).toEqual([]);
  });
  it('row 88: touches who was put on it by hand, and nobody who left', () => {
    const audience = { by: 'picked' } as const;
    const picked = customer('a', ev('outreach.picked', NOW - DAY, { list: 'delay' }));
    expect(touched(customer('a'), list({ audience }))).toEqual([]);
    expect(touched(picked, list({ audience }))).toEqual(['delay']);
    const gone = customer('a', ev('outreach.picked', NOW - DAY, { list: 'delay' }), ev('customer.lost', NOW - DAY, { code: 'price' }));
    expect(touched(gone, list(), list({ audience }))).toEqual([]);
  });
  it('is the same when the same is written again, and gives up the first closed one when there are too many', () => {
    const { by: _by, at: _at, ...draft } = list({ revision: 0 });
    const once = withList([], draft as OutreachDraft, 'maya', NOW) as OutreachList[];
    expect(withList(once, draft as OutreachDraft, 'reza', NOW + 1)).toBeNull();
    let lists = once;
    for (let n = 0; n < MOST_LISTS; n++)
      lists = withList(lists, { ...(draft as OutreachDraft), id: `l${n}`, closed: true }, 'maya', NOW) as OutreachList[];
    expect(lists).toHaveLength(MOST_LISTS);
    expect(lists.map(({ id }) => id)).toEqual(['delay', ...Array.from({ length: MOST_LISTS - 1 }, (_, n) => `l${n + 1}`)]);
  });
});

describe('its message', () => {
  const said = (record: CustomerRecord, one = list()) =>
    prepareMessage(
      one,
      record.facts,
      segmentKeys(record.facts, model, programme, NOW),
      NOW,
      writerFor(t, record.facts, { maya: 'Maya' }, 'maya'),
    );
  it('row 88: is in the customer’s language with their own fields, whatever language the fields were named in', () => {
    expect(said(customer('a'))).toMatchObject({ language: 'en', subject: 'Late: Firm a', text: 'Dear Sara Ahmadi,\n\nMaya', missing: [] });
    const persian = customer('a', ev('customer.profile', NOW - DAY, { language: 'fa-IR' }));
    expect(said(persian)).toMatchObject({ language: 'fa', text: 'سلام Sara Ahmadi\n\nMaya' });
    expect(said(persian).person?.email).toBe('sara@firm.example');
  });
  it('row 90: carries the suggestion for the first segment that fits', () => {
    const advice = [
      { name: 'Gold', filter: { tiers: ['gold'] }, text: 'For gold' },
      { name: 'Retail', filter: { groups: ['retail'] }, text: 'Buy before May' },
      { name: 'All', filter: {}, text: 'For everybody' },
    ];
    const change = list({ kind: 'change', audience: { by: 'segment', name: 'All', filter: {} }, advice });
    const retail = customer('a', ev('customer.profile', NOW - DAY, { segment: 'Retail' }));
    expect(said(retail, change).text).toBe('Dear Sara Ahmadi,\n\nBuy before May\n\nMaya');
    expect(said(customer('a'), change).text).toContain('For everybody');
  });
});

describe('Today', () => {
  const rows = (records: CustomerRecord[], lists: OutreachList[], aside: Record<string, number> = {}) =>
    todayList(records, { user: '', model, programme, now: NOW, t, done: new Set(), aside, lists });
  const loyal = customer('old', ev('customer.profile', NOW - 10 * DAY, { since: NOW - 1500 * DAY }));

  it('row 88: has one row a list, with how many are to be told, the loyal one first and why', () => {
    const found = rows([customer('a'), customer('b'), loyal], [list()]).filter((row) => row.list !== undefined);
    expect(found).toHaveLength(1);
    const [row] = found;
    expect(stripMarks(row?.title ?? '')).toBe('Tell 3 customers: Deliveries are late');
    expect(row).toMatchObject({ customer: 'old', list: 'delay', scoreShown: '3', kind: 'Incident' });
    expect(stripMarks(row?.why ?? '')).toContain('With us for 4 years');
  });
  it('row 88: has none where everybody was told, the list is closed, or the row was put aside', () => {
    const told = customer('a', ev('note', NOW - DAY, { kind: 'call', list: 'delay' }));
    const of = (...asked: Parameters<typeof rows>) => rows(...asked).filter((row) => row.list !== undefined);
    expect(of([told], [list()])).toEqual([]);
    expect(of([loyal], [list({ closed: true })])).toEqual([]);
    expect(of([loyal], [list()], { [outreachRowId('delay')]: NOW + DAY })).toEqual([]);
  });
});
