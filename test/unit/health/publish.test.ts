import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FEEDS } from '../../../shared/event-entry';
import { emptyFacts, fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { FORMULA } from '../../../shared/health/model';
import { publishModel } from '../../../shared/health/publish';
import { weightsOf } from '../../../shared/health/score';
import { snapshotPopulation } from '../../../shared/health/snapshot';
import { day, ev } from '../../../shared/signals/example';

const draft = defaultModel(0);

test('row 47: the weight of what nobody feeds is spread over the rest, in whole numbers that add up to 100', () => {
  fc.assert(
    fc.property(fc.subarray([...FEEDS], { minLength: 1 }), (fed) => {
      const published = publishModel(draft, fed);
      if (!('model' in published)) throw new Error(published.problem.code);
      const row = weightsOf(emptyFacts('x'), published.model);
      expect(FEEDS.reduce((sum, feed) => sum + row[feed], 0)).toBe(100);
      for (const feed of FEEDS) if (!fed.includes(feed)) expect(row[feed]).toBe(0);
      expect(published.model.fed).toEqual(FEEDS.filter((feed) => fed.includes(feed)));
    }),
  );
});

test('a factor that comes to be fed gets its weight back', () => {
  const first = publishModel(draft, ['usage', 'support']);
  const second = 'model' in first && publishModel(first.model, FEEDS);
  expect(second && 'model' in second && second.model.weights).toEqual(draft.weights);
});

test('a draft of older arithmetic is published for this one', () => {
  const published = publishModel({ ...draft, formula: FORMULA - 1 }, FEEDS);
  expect('model' in published && published.model.formula).toBe(FORMULA);
});

test('weights that do not add up are refused by segment', () => {
  const row = { ...weightsOf(emptyFacts('x'), draft), usage: 16 };
  const wrong = { ...draft, baseWeights: { ...draft.weights, trade: row } };
  expect(publishModel(wrong, FEEDS)).toEqual({ problem: { code: 'weights-do-not-add-up', segment: 'trade', sum: 101 } });
});

test('the snapshot pools the gaps of the whole book and takes its cuts from the active part', () => {
  const book = Array.from({ length: 30 }, (_, i) =>
    fold(
      [0, 10, 20].map((back) => ev('purchase', day('2026-10-10') - (back + i) * 86_400_000, { amount: 100 * (i + 1), currency: 'EUR' })),
    ),
  );
  const gone = fold([ev('purchase', '2025-01-01', { amount: 9_999_999, currency: 'EUR' }), ev('customer.lost', '2026-01-01', {})]);
  const population = snapshotPopulation([...book, gone], draft, day('2026-10-13'));
  expect(population.customers).toBe(30);
  expect(population.gap.purchases).toBe(10);
  expect(population.spendCuts[0]).toBe(300);
  expect(population.spendCuts[100]).toBe(9_000);
  expect(population.riskCuts.purchases).toHaveLength(101);
  expect(population.riskCuts.usage).toEqual(draft.population.riskCuts.usage);
});

test('a thin book stays with the typical population', () => {
  const facts = fold([ev('purchase', '2026-10-01', { amount: 100, currency: 'EUR' })]);
  const population = snapshotPopulation([facts], draft, day('2026-10-13'));
  expect(population).toEqual({ ...draft.population, at: day('2026-10-13'), customers: 1, rfm: expect.objectContaining({ fixed: true }) });
});
