/** A customer is found however its name is spelled: by the list's search, alone and within a segment, and by the groups that a segment names. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { call, event, type Office, openOffice } from './office';

/** Letters that stand for one another, as keyboards and old files write them. */
const FAMILIES = [
  'یيى',
  'کك',
  'هةەہ',
  'اأإآٱ',
  'وؤ',
  ...Array.from({ length: 10 }, (_, digit) => String.fromCodePoint(0x30 + digit, 0x660 + digit, 0x6f0 + digit)),
];
const LETTERS = 'بتثجحخدذرزسشصضطظعغفقلمنپچژگیکها';
const word = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 3, maxLength: 7 });
const number = fc.integer({ min: 10, max: 9999 }).map(String);
const names = fc.tuple(word, word, fc.oneof(word, number, fc.constant('')));
const familyOf = (letter: string) => FAMILIES.find((family) => family.includes(letter)) ?? letter;

/** One letter as another hand writes it, with a mark that nobody types but files hold. */
const rewritten = (text: string) =>
  fc
    .tuple(
      ...[...text].map((letter) =>
        fc.tuple(fc.constantFrom(...familyOf(letter)), fc.constantFrom('', '', '', '\u0640', '\u064b', '\u0651', '\u200f')),
      ),
    )
    .map((letters) => letters.flat().join(''));
/** The whole name: apart, with half-spaces, or joined. */
const respelled = (name: readonly string[]) =>
  fc
    .tuple(fc.tuple(...name.filter(Boolean).map(rewritten)), fc.constantFrom(' ', '  ', '\u200c', ''))
    .map(([words, gap]) => words.join(gap));
/** What somebody types who has not finished, or knows but one of the words. */
const begun = (name: readonly string[]) =>
  fc
    .constantFrom(...name.filter(Boolean))
    .chain((one) => fc.integer({ min: 2, max: one.length }).chain((length) => rewritten(one.slice(0, length))));

const NOW = Date.now();
const NAMES = fc.sample(names, { numRuns: 40, seed: 4 });
const GROUPS = fc.sample(names, { numRuns: 4, seed: 5 });
const PRODUCTS = fc.sample(names, { numRuns: 4, seed: 6 });
const usual = (name: readonly string[]) => name.filter(Boolean).join('\u200c');
const nth = fc.integer({ min: 0, max: NAMES.length - 1 });

describe('however a name is spelled', () => {
  let office: Office;
  let version = 0;
  const ask = async (query: Record<string, string>): Promise<string[]> => {
    const { status, body } = await call('GET', `/v1/customers?limit=100&${new URLSearchParams(query)}`, { token: office.adminToken });
    expect(status).toBe(200);
    return body.customers.map(({ id }: { id: string }) => id);
  };
  const save = async (filter: object) => {
    const segments = [{ id: 's', name: 'S', filter }];
    const saved = await call('POST', '/v1/segments', { token: office.adminToken, body: { version, segments } });
    expect(saved.status).toBe(201);
    version = saved.body.version;
  };
  beforeAll(async () => {
    office = await openOffice('Any spelling');
    const events = NAMES.flatMap((name, i) => [
      event(`c${i}`, 'customer.profile', NOW - 9_000_000, { name: name.filter(Boolean).join(' '), segment: usual(GROUPS[i % 4] ?? []) }),
      event(`c${i}`, 'purchase', NOW - 8_000_000, { amount: 100, currency: 'EUR', product: usual(PRODUCTS[i % 4] ?? []) }),
    ]);
    expect((await call('POST', '/v1/events', { token: office.adminToken, body: { events } })).status).toBe(200);
  });

  test('the search finds the customer, by the whole name and by what is typed so far', async () => {
    const typed = nth.chain((i) => fc.tuple(fc.constant(`c${i}`), fc.oneof(respelled(NAMES[i] ?? []), begun(NAMES[i] ?? []))));
    await fc.assert(
      fc.asyncProperty(typed, async ([id, q]) => {
        expect(await ask({ q })).toContain(id);
      }),
      { numRuns: 150 },
    );
  });

  test('within a segment whose groups or products are written in another hand', async () => {
    const cases = fc.integer({ min: 0, max: 3 }).chain((i) =>
      fc.tuple(
        fc.constant(i),
        fc.oneof(
          respelled(GROUPS[i] ?? []).map((group) => ({ groups: ['another', group] })),
          respelled(PRODUCTS[i] ?? []).map((product) => ({ products: [product] })),
        ),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        cases,
        nth.chain((i) => respelled(NAMES[i] ?? []).map((q) => [i, q] as const)),
        async ([i, filter], [at, q]) => {
          await save(filter);
          const members = await ask({ segment: 's' });
          expect(new Set(members)).toEqual(new Set(NAMES.flatMap((_, one) => (one % 4 === i ? [`c${one}`] : []))));
          expect((await ask({ segment: 's', q })).includes(`c${at}`)).toBe(at % 4 === i);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('a name that shares no beginning with any is not found', async () => {
    expect(await ask({ q: 'ضضضغغغظظظ' })).toEqual([]);
  });
});
