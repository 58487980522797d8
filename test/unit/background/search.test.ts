import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchBook } from '../../../extension/background/search';
import type { LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import type { Locale } from '../../../shared/i18n/message';
import { translator } from '../../../shared/i18n/t';
import type { CustomerRecord } from '../../../shared/record';
import { events, type Writers } from '../events';

const NOW = Date.UTC(2026, 10, 21, 12);
const EN: Locale = { language: 'en', tag: 'en-GB', calendar: 'gregory', digits: 'latn', timeZone: 'UTC', toman: false };

function customer(id: string, name: string, more: (e: Writers) => LiveEvent[] = () => []): CustomerRecord {
  const e = events(id);
  return { id, seq: 1, trace: [], signals: [], facts: fold([e['customer.profile'](NOW - 1000, { name }), ...more(e)]) };
}
const BOOK = [
  customer('keyhan', 'کیهان‌صنعت', (e) => [e['domain.set'](NOW - 900, { domain: 'keyhan.example' })]),
  customer('waha', 'مؤسسة الواحة', (e) => [e['contact.set'](NOW - 900, { contact: 'c', name: 'ليلى حسن', email: 'layla@waha.example' })]),
  customer('quill', 'Quillbrook Press', (e) => [e['customer.owner'](NOW - 900, { owner: 'u1' })]),
  customer('north', 'Northbrook'),
];
const find = (text: string, locale = EN) =>
  searchBook(BOOK, text, { users: { u1: 'Maya' }, model: defaultModel(NOW), now: NOW, t: translator(locale, NOW) });
const ids = (text: string) => find(text).map(({ id }) => id);

/** Every way a name may be typed: letters of the other script's keyboard, marks, tatweel, digits, and the half-space as a space or none. */
const SPELLINGS: Record<string, string[]> = {
  ی: ['ی', 'ي', 'ى'],
  ک: ['ک', 'ك'],
  ه: ['ه', 'ۀ', 'ە'],
  ة: ['ة', 'ه'],
  ا: ['ا', 'أ', 'إ', 'آ', 'اً'],
  ؤ: ['ؤ', 'و'],
  ر: ['ر', 'رـ', 'رِ'],
  '\u200c': ['\u200c', ' ', ''],
  '۲': ['۲', '٢', '2'],
  '٧': ['۷', '٧', '7'],
};
const NAMES = ['علی کریمی', 'پارس‌خودرو ۲۲', 'مؤسسة الواحة ٧', 'خانه‌ی کتاب', 'شرکة النور'];
const typed = fc
  .constantFrom(...NAMES)
  .chain((name) => fc.tuple(fc.constant(name), ...[...name].map((letter) => fc.constantFrom(...(SPELLINGS[letter] ?? [letter])))))
  .map(([name, ...letters]) => ({ name, text: letters.join('') }));

describe('search in the book', () => {
  it('finds a name however its letters, digits and half-spaces are typed', () => {
    const book = NAMES.map((name) => customer(name, name));
    fc.assert(
      fc.property(typed, ({ name, text }) => {
        const found = searchBook(book, text, { users: {}, model: null, now: NOW, t: translator(EN) });
        expect(found.map(({ id }) => id)).toEqual([name]);
      }),
      { numRuns: 300 },
    );
  });
  it('finds «علی» where «علي» is typed, among customers and among their people', () => {
    const book = [
      customer('ali', 'علی کریمی'),
      customer('shop', 'فروشگاه نمونه', (e) => [e['contact.set'](NOW - 900, { contact: 'c', name: 'علی رضایی', email: 'a@shop.example' })]),
    ];
    const found = (text: string) => searchBook(book, text, { users: {}, model: null, now: NOW, t: translator(EN) }).map(({ id }) => id);
    expect(found('علي')).toEqual(['ali', 'shop']);
    expect(found('علی')).toEqual(['ali', 'shop']);
  });
  it('finds a Persian name written with Arabic letters, without its half-space, or with Arabic digits', () => {
    expect(ids('کیهان')).toEqual(['keyhan']);
    expect(ids('كيهان')).toEqual(['keyhan']);
    expect(ids('کیهانصنعت')).toEqual(['keyhan']);
    expect(ids('کیهان صنعت')).toEqual(['keyhan']);
  });
  it('finds an Arabic name without hamza, marks or tatweel', () => {
    expect(ids('الواحة')).toEqual(['waha']);
    expect(ids('الواحه')).toEqual(['waha']);
    expect(ids('الـــواحة')).toEqual(['waha']);
    expect(ids('موسسة')).toEqual(['waha']);
  });
  it('finds by a person, an address and a domain', () => {
    expect(ids('لیلی')).toEqual(['waha']);
    expect(ids('LAYLA@waha')).toEqual(['waha']);
    expect(ids('keyhan.ex')).toEqual(['keyhan']);
  });
  it('puts a name that begins with the text before one that holds it', () => {
    expect(ids('brook')).toEqual(['north', 'quill']);
    expect(ids('quill')).toEqual(['quill']);
  });
  it('says who keeps the customer and how they stand, in the digits of the reader', () => {
    expect(find('quill')[0]).toMatchObject({
      name: 'Quillbrook Press',
      owner: 'Maya',
      band: expect.stringMatching(/unknown|watch|healthy|at-risk/),
    });
  });
  it('finds nothing for blanks, marks alone, or what nobody is called', () => {
    for (const text of ['', '   ', '\u200c', 'zzz']) expect({ text, found: ids(text) }).toEqual({ text, found: [] });
  });
  it('shows at most twenty', () => {
    const many = Array.from({ length: 30 }, (_, n) => customer(`c${n}`, `Brook ${n}`));
    const found = searchBook(many, 'brook', { users: {}, model: null, now: NOW, t: translator(EN) });
    expect(found).toHaveLength(20);
    expect(found.slice(0, 3).map(({ name }) => name)).toEqual(['Brook 0', 'Brook 1', 'Brook 2']);
  });
});
