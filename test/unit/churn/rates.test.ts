import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addStay, churnRates, noChurn, type Stay } from '../../../shared/churn/rates';

const DAY = 86_400_000;
const FROM = Date.UTC(2026, 6, 1);
const TO = Date.UTC(2026, 9, 1);
const counted = (stays: readonly (Omit<Stay, 'backAt'> & Partial<Stay>)[], from = FROM, to = TO) => {
  const counts = noChurn();
  for (const stay of stays) addStay(counts, { backAt: null, ...stay }, from, to);
  return { ...counts, ...churnRates(counts) };
};
const many = (n: number, stay: Omit<Stay, 'backAt'>) => Array.from({ length: n }, () => stay);
const before = FROM - 100 * DAY;
const inside = FROM + 20 * DAY;
const later = FROM + 40 * DAY;

describe('the two churn rates', () => {
  it('row 2: ten lost in a quarter that brought 250 new customers is 4 %', () => {
    expect(counted([...many(240, { since: inside, lostAt: null }), ...many(10, { since: inside, lostAt: later })]).b).toBe(0.04);
  });
  it('row 1 and row 2: of 500 held, 250 acquired and 10 lost, A says 2 % and B says 4 %', () => {
    const book = [
      ...many(490, { since: before, lostAt: null }),
      ...many(10, { since: before, lostAt: inside }),
      ...many(250, { since: inside, lostAt: null }),
    ];
    expect(counted(book)).toEqual({ held: 500, acquired: 250, lost: 10, lostOfHeld: 10, back: 0, a: 0.02, b: 0.04 });
  });
  it('row 1 and row 2: who joined and left inside the period counts in B and not in A', () => {
    const short = { since: inside, lostAt: later };
    expect(counted([...many(100, { since: before, lostAt: null }), short])).toMatchObject({ lost: 1, lostOfHeld: 0, a: 0, b: 1 });
  });
  it('row 2: without anybody acquired, and row 1: without anybody held, there is no rate', () => {
    expect(counted(many(3, { since: before, lostAt: inside }))).toMatchObject({ a: 1, b: null });
    expect(counted(many(3, { since: inside, lostAt: null }))).toMatchObject({ a: null, b: 0 });
  });
  it('row 2: may exceed 100 %, where more are lost than come', () => {
    expect(counted([...many(30, { since: before, lostAt: inside }), ...many(10, { since: inside, lostAt: null })]).b).toBe(3);
  });
  it('count somebody of whom nobody knows since when as held, and who left before the period not at all', () => {
    expect(counted([{ since: null, lostAt: null }])).toMatchObject({ held: 1, acquired: 0 });
    expect(counted([{ since: before, lostAt: FROM - 1 }])).toMatchObject({ held: 0, lost: 0 });
  });
  it('count who came back as held again, and not as acquired', () => {
    const back = { since: before, lostAt: FROM - 30 * DAY, backAt: inside };
    expect(counted([back])).toMatchObject({ held: 0, acquired: 0, lost: 0, back: 1 });
    expect(counted([back], TO, TO + 90 * DAY)).toMatchObject({ held: 1, acquired: 0 });
  });
  it('begin with the first instant of the period and end before the first of the next', () => {
    expect(counted([{ since: before, lostAt: FROM }])).toMatchObject({ held: 1, lost: 1, lostOfHeld: 1 });
    expect(counted([{ since: FROM, lostAt: TO }])).toMatchObject({ held: 0, acquired: 1, lost: 0 });
  });
  it('leave nobody out and count nobody twice over periods that follow each other', () => {
    const instant = fc.integer({ min: 0, max: 400 }).map((days) => FROM - 100 * DAY + days * DAY);
    const maybe = fc.option(instant, { nil: null });
    const sane = fc.record({ since: maybe, lostAt: maybe, away: maybe }).map(({ since, lostAt: left, away }) => {
      const lostAt = left !== null && since !== null && left < since ? since : left;
      return { since, lostAt, backAt: lostAt !== null && away !== null && away > lostAt ? away : null };
    });
    fc.assert(
      fc.property(fc.array(sane, { maxLength: 60 }), (book) => {
        const [first, second] = [counted(book, FROM, TO), counted(book, TO, TO + 90 * DAY)];
        expect(second.held).toBe(first.held + first.acquired - first.lost + first.back);
        expect(first.lostOfHeld).toBeLessThanOrEqual(Math.min(first.lost, first.held));
        expect(counted(book, FROM, TO + 90 * DAY).lost).toBe(first.lost + second.lost);
        if (first.a !== null) expect(first.a).toBeLessThanOrEqual(1);
      }),
    );
  });
});
