import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../shared/facts/fold';
import { defaultModel } from '../../shared/health/default-model';
import { BAND_ORDER, type ListSort } from '../../shared/list-order';
import { listedNow, standsAt } from '../../shared/listed-now';
import { defaultProgramme } from '../../shared/loyalty/default-programme';
import type { CustomerRecord } from '../../shared/record';
import { inOrder, membersOf, placedRows, type SavedWho, sumsOf } from '../../shared/saved-list';
import { sortKeys } from '../../worker/standing';
import { events } from './events';
import { model, NOW, programme, quillbrook, recordOf } from './present/quillbrook';

const DAY = 86_400_000;
const EVERYBODY: SavedWho = { band: '', segment: null, owner: null, text: '' };
const rules = { model, programme: defaultProgramme(), now: NOW, users: { u1: 'Zoe', u2: 'Adam' } };
interface Told {
  name?: string;
  owner?: string;
  amount?: number;
  currency?: string;
  bought?: number;
}
function customer(id: string, { name, owner, amount, currency = 'EUR', bought }: Told): CustomerRecord {
  const e = events(id);
  const value = amount === undefined ? {} : { value: { amount, currency } };
  const facts = fold([
    e['customer.profile'](NOW - 300 * DAY, { ...(name ? { name } : {}), ...value }),
    ...(owner ? [e['customer.owner'](NOW - 299 * DAY, { owner })] : []),
    ...(bought === undefined ? [] : [e.purchase(NOW - bought * DAY, { amount: 5_000, currency: 'EUR' })]),
  ]);
  return { id, seq: 1, facts, trace: [], signals: [] };
}
const ids = (records: CustomerRecord[], sort: ListSort, who: Partial<SavedWho> = {}) =>
  inOrder(placedRows(membersOf(records, { ...EVERYBODY, ...who }, rules), sort, rules)).map(({ id }) => id);

/** As the Worker's database compares two texts: by their bytes. */
const bytes = new TextEncoder();
function compareBytes(a: string, b: string): number {
  const [one, other] = [bytes.encode(a), bytes.encode(b)];
  const at = one.findIndex((byte, i) => byte !== other[i]);
  return at === -1 ? one.length - other.length : (one[at] ?? 0) - (other[at] ?? -1);
}

describe('the list of the device’s own copy', () => {
  const anybody = fc.record({
    name: fc.oneof(fc.constantFrom('Twin', 'twin', 'پارس', 'کاوه', '💎', 'ﷺ'), fc.string({ unit: 'binary', maxLength: 6 })),
    bought: fc.constantFrom(5, 5, 90, 250),
  });
  const books = fc.uniqueArray(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }), anybody), {
    selector: ([id]) => id,
    maxLength: 12,
  });

  it('is in the order of the Worker’s keys, equals by id, whatever they are called', () => {
    fc.assert(
      fc.property(books, (told) => {
        const records = told.map(([id, one]) => customer(id, one));
        const keys = (record: CustomerRecord) => {
          const { band, score } = standsAt(record, model, NOW);
          return { id: record.id, place: BAND_ORDER.indexOf(band), score, ...sortKeys(record.facts, programme, NOW) };
        };
        const known = records.map(keys);
        const byName = [...known].sort((a, b) => compareBytes(a.sortName, b.sortName) || compareBytes(a.id, b.id));
        const byBand = [...known].sort((a, b) => a.place - b.place || a.score - b.score || compareBytes(a.id, b.id));
        expect(ids(records, 'name')).toEqual(byName.map(({ id }) => id));
        expect(ids(records, 'band')).toEqual(byBand.map(({ id }) => id));
      }),
      { numRuns: 60 },
    );
  });

  it('never puts amounts of two currencies in one order, and who has none comes last', () => {
    const book = [
      customer('a', { amount: 100, currency: 'USD' }),
      customer('b', {}),
      customer('c', { amount: 900, currency: 'USD' }),
      customer('d', { amount: 5, currency: 'EUR' }),
    ];
    expect(ids(book, 'value')).toEqual(['d', 'c', 'a', 'b']);
    expect(sumsOf(membersOf(book, EVERYBODY, rules))).toEqual({
      customers: 4,
      unowned: 4,
      values: [
        { currency: 'EUR', amount: 5, customers: 1 },
        { currency: 'USD', amount: 1000, customers: 2 },
      ],
    });
  });

  it('begins with whom nobody keeps, then goes by the names of the owners', () => {
    const book = [customer('a', { owner: 'u1' }), customer('b', { owner: 'u2' }), customer('c', {}), customer('d', { owner: 'u3' })];
    expect(ids(book, 'owner')).toEqual(['c', 'b', 'a', 'd']);
    expect(ids(book, 'owner', { owner: '' })).toEqual(['c']);
    expect(ids(book, 'owner', { owner: 'u3' })).toEqual(['d']);
  });

  it.each([
    ['كاوه', ['kaveh']],
    ['کاوه صنعت', ['kaveh']],
    ['PENROSE acme', ['acme']],
    ['@acme.example', ['acme']],
    ['nobody', []],
  ])('finds %s however it is written', (text, found) => {
    const e = events('acme');
    const acme = fold([
      e['customer.profile'](NOW - 9, { name: 'Acme' }),
      e['contact.set'](NOW - 8, { contact: 'p', name: 'Ada Penrose', email: 'ada@acme.example' }),
    ]);
    const book = [customer('kaveh', { name: 'کاوه‌صنعت' }), { ...customer('acme', {}), facts: acme }];
    expect(ids(book, 'name', { text })).toEqual(found);
  });

  it('lets the last score that the Worker wrote stand in where the model’s arithmetic is newer than the device', () => {
    const record = recordOf(quillbrook());
    const newer = { ...defaultModel(NOW), formula: model.formula + 1 };
    expect(listedNow(record, { model: newer, programme, now: NOW })).toMatchObject({
      score: record.trace.at(-1)?.score,
      trend: expect.any(Number),
    });
  });
});
