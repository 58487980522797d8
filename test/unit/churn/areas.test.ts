import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AREA_DAYS, type AreaTally, addAnswers, areaTable } from '../../../shared/churn/areas';
import { DAY } from '../../../shared/event';
import type { Facts } from '../../../shared/facts/facts';
import { fold } from '../../../shared/facts/fold';
import { day, ev } from '../../../shared/signals/example';

const to = day('2026-10-01');
const from = to - AREA_DAYS * DAY;

function tableOf(book: readonly Facts[]) {
  const tally: AreaTally = [];
  for (const facts of book) addAnswers(tally, facts, to);
  return areaTable(tally);
}

/** A customer's answers: area, score of ten, days after the beginning of the period. */
function answers(customer: string, list: readonly (readonly [area: string, score: number, days: number])[]) {
  const facts = fold(
    list.map(([area, score, days], i) =>
      ev('survey.answered', from + days * DAY, { survey: `S${i}`, kind: 'nps', score, area, contact: 'odile' }, `${customer}-${i}`),
    ),
  );
  return facts;
}

test('row 51: each area has its mean, its change against the period before, and how many customers are at risk in it', () => {
  const book = [
    answers('acme', [
      ['support', 8, -40],
      ['support', 4, 10],
      ['support', 5, 50],
      ['product', 9, 20],
    ]),
    answers('bolt', [
      ['support', 6, -30],
      ['support', 9, 30],
      ['product', 10, 20],
      ['product', 8, 60],
    ]),
  ];
  const { rows, weak, strong } = tableOf(book);
  expect(rows).toEqual([
    { area: 'support', answers: 3, customers: 2, mean: 6, before: 7, change: -1, atRisk: 1, values: {} },
    { area: 'product', answers: 3, customers: 2, mean: 9, before: null, change: null, atRisk: 0, values: {} },
  ]);
  expect(weak).toEqual(['support']);
  expect(strong).toEqual(['product']);
});

test('row 51: scales are read as one; an answer without an area and one about effort are left out', () => {
  const about = { survey: 'S', kind: 'csat', area: 'onboarding' } as const;
  const facts = fold([
    ev('survey.answered', from + DAY, { ...about, score: 3 }, 'a'),
    ev('survey.answered', from + DAY, { ...about, kind: 'ces', score: 1 }, 'b'),
    ev('survey.answered', from + DAY, { survey: 'S', kind: 'csat', score: 1 }, 'c'),
  ]);
  expect(tableOf([facts]).rows.map(({ area, answers, mean }) => [area, answers, mean])).toEqual([['onboarding', 1, 5]]);
});

test('row 51: somebody who answered low and better since is at risk no more; one answer names no area', () => {
  const table = tableOf([
    answers('acme', [
      ['support', 2, 5],
      ['support', 9, 60],
      ['billing', 1, 60],
    ]),
  ]);
  expect(table.rows.map(({ area, atRisk }) => [area, atRisk])).toEqual([
    ['billing', 1],
    ['support', 0],
  ]);
  expect([table.weak, table.strong]).toEqual([[], []]);
});

test('row 51: the order of the customers changes nothing, and no area is both weak and strong', () => {
  const anyBook = fc.array(
    fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(10), fc.integer({ min: -95, max: 95 })), { maxLength: 8 }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(anyBook, (lists) => {
      const book = lists.map((list, i) => answers(`c${i}`, list));
      const table = tableOf(book);
      const again = tableOf([...book].reverse());
      expect(again.rows.map(({ area, answers, atRisk }) => [area, answers, atRisk])).toEqual(
        table.rows.map(({ area, answers, atRisk }) => [area, answers, atRisk]),
      );
      expect(table.weak.filter((area) => table.strong.includes(area))).toEqual([]);
    }),
  );
});
