import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareToday, type Loyal, reasonsOf, type Standing, worthOf } from '../../../shared/today/order';

const row = (id: string, part: Partial<Standing> = {}): Standing => ({
  id,
  loyal: null,
  unresolved: true,
  broken: false,
  ours: false,
  share: 0.5,
  risk: 40,
  loose: false,
  at: 0,
  ...part,
});
const YEARS: Loyal = { by: 'years', years: 4 };
const order = (...rows: Standing[]) => rows.sort(compareToday).map(({ id }) => id);

const anyRow: fc.Arbitrary<Standing> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 4 }),
  loyal: fc.constantFrom<Loyal | null>(null, YEARS, { by: 'value' }),
  unresolved: fc.boolean(),
  broken: fc.boolean(),
  ours: fc.boolean(),
  share: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }),
  risk: fc.integer({ min: 0, max: 100 }),
  loose: fc.boolean(),
  at: fc.integer({ min: 0, max: 5 }),
});

describe('the order of a day', () => {
  it('row 93: has a loyal customer with something unresolved before a larger one at risk who is not', () => {
    expect(order(row('large', { share: 1, risk: 90 }), row('loyal', { loyal: YEARS, share: 0.1, risk: 10 }))).toEqual(['loyal', 'large']);
  });
  it('row 93: does not have a loyal customer first of whom nothing is unresolved', () => {
    expect(order(row('content', { loyal: YEARS, unresolved: false, risk: 5 }), row('other', { risk: 60 }))).toEqual(['other', 'content']);
  });
  it('then what we promised and did not keep, then by value at risk', () => {
    expect(order(row('a', { share: 1, risk: 60 }), row('b', { risk: 10, broken: true }), row('c', { share: 1, risk: 80 }))).toEqual([
      'b',
      'c',
      'a',
    ]);
  });
  it('counts a customer at risk double who has little to lose by leaving', () => {
    expect(order(row('held', { risk: 60 }), row('free', { risk: 40, loose: true }))).toEqual(['free', 'held']);
    expect(reasonsOf(row('free', { loose: true }))).toEqual(['loose', 'worth']);
  });
  it('is the same whatever order the rows came in', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyRow, { selector: ({ id }) => id, maxLength: 20 }), fc.infiniteStream(fc.nat()), (rows, random) => {
        const shuffled = rows.map((one) => ({ one, at: random.next().value })).sort((a, b) => a.at - b.at);
        expect(order(...shuffled.map(({ one }) => one))).toEqual(order(...rows));
      }),
    );
  });
  it('row 33: never has somebody large and new before somebody loyal whose warning is open', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 20 }), (rows) => {
        const first = rows.sort(compareToday).map(({ loyal, unresolved }) => loyal !== null && unresolved);
        expect(first).toEqual([...first].sort((a, b) => Number(b) - Number(a)));
      }),
    );
  });
  it('gives every row the reasons by which it stands there, and no others', () => {
    fc.assert(
      fc.property(anyRow, (one) => {
        const reasons = reasonsOf(one);
        expect(reasons.includes('loyal')).toBe(one.loyal !== null && one.unresolved);
        expect(reasons.includes('broken')).toBe(one.broken);
        expect(reasons.at(-1)).toBe('worth');
        expect(worthOf(one)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
