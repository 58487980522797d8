import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '../../../shared/event';
import { emptyFacts, fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { explainChange, lookAt } from '../../../shared/health/explain';
import type { Line } from '../../../shared/health/health';
import { FORMULA, type Model } from '../../../shared/health/model';
import { health, weightsOf } from '../../../shared/health/score';
import { day, ev } from '../../../shared/signals/example';
import { anyCustomer, NOW } from './any-customer';

const model = defaultModel(0);
const heavier: Model = {
  ...model,
  version: 2,
  weights: { '': { ...weightsOf(emptyFacts('x'), model), support: 25, billing: 5 } },
  knots: [
    [0, 0.1],
    [1, 1],
  ],
};

test('row 47: the steps from the last look add up to the change, under the same model and under another', () => {
  fc.assert(
    fc.property(
      anyCustomer(),
      anyCustomer(),
      fc.integer({ min: 0, max: 60 }),
      fc.constantFrom(model, heavier),
      fc.boolean(),
      (then, later, days, published, known) => {
        const look = lookAt(health(then, model, NOW - days * DAY), model, NOW - days * DAY);
        const { from, to, steps } = explainChange(look, later, published, NOW, known ? model : undefined);
        expect(from).toBe(look.score);
        expect(to).toBe(health(later, published, NOW).score);
        expect(steps.reduce((sum, step) => sum + step.points, 0)).toBe(to - from);
        if (published === model) expect(steps.find((step) => step.factor === 'model')).toBeUndefined();
      },
    ),
  );
});

test('a line that did not move has no step', () => {
  const facts = fold([ev('ticket.opened', '2026-10-05', { ticket: '1' }), ev('note', '2026-10-01', { kind: 'call' })]);
  const look = lookAt(health(facts, model, day('2026-10-08')), model, day('2026-10-08'));
  const { steps } = explainChange(look, facts, model, day('2026-10-13'));
  expect(steps.map((step) => step.factor)).toEqual(['support']);
  expect(steps[0]?.line?.terms[0]?.code).toBe('unanswered');
});

test('with the model of the look at hand, what its successor changed is one step named model', () => {
  const facts = fold([
    ev('ticket.opened', '2026-10-05', { ticket: '1' }),
    ev('purchase', '2026-03-01', { amount: 1, currency: 'EUR' }),
    ev('note', '2026-10-01', { kind: 'call' }),
  ]);
  const at = day('2026-10-13');
  const { steps } = explainChange(lookAt(health(facts, model, at), model, at), facts, heavier, at, model);
  expect(steps.map((step) => step.factor)).toEqual(['model']);
});

test('row 47: whatever became of the model (weights, feeds, the book, the arithmetic) and of the segment, the steps add up', () => {
  const row = weightsOf(emptyFacts('x'), model);
  const before: Model = { ...model, weights: { '': row, small: { ...row, usage: row.usage + 10, support: row.support - 10 } } };
  const after: Model[] = [
    before,
    { ...before, version: 2, weights: { ...heavier.weights, large: { ...row, sentiment: row.sentiment + 7, contract: row.contract - 7 } } },
    { ...before, version: 2, fed: before.fed.filter((feed) => feed !== 'support') },
    { ...before, version: 2, population: refreshed.population },
    { ...before, version: 2, bands: { healthy: 80, watch: 60 }, minCoverage: 0.9 },
  ];
  fc.assert(
    fc.property(
      anyCustomer(),
      anyCustomer(),
      fc.integer({ min: 0, max: 60 }),
      fc.constantFrom(...after),
      fc.constantFrom('known', 'unknown', 'older arithmetic', 'fewer feeds'),
      (then, later, days, published, memory) => {
        const base = memory === 'fewer feeds' ? { ...before, fed: before.fed.slice(2) } : before;
        const seenUnder = memory === 'older arithmetic' ? { ...base, formula: FORMULA - 1 } : base;
        const at = NOW - days * DAY;
        const seen = health(then, seenUnder, at);
        const { from, to, steps } = explainChange(
          lookAt(seen, seenUnder, at),
          later,
          published,
          NOW,
          memory === 'unknown' ? null : seenUnder,
        );
        expect([from, to]).toEqual([seen.score, health(later, published, NOW).score]);
        expect(steps.reduce((sum, step) => sum + step.points, from)).toBe(to);
        expect(new Set(steps.map(({ factor }) => factor)).size).toBe(steps.length);
        if (published.version === base.version) expect(steps.map(({ factor }) => factor)).not.toContain('model');
        else expect(steps.map(({ factor }) => factor)).not.toContain('segment');
      },
    ),
    { numRuns: 400 },
  );
});

test('row 47: losses that are the same but for arithmetic noise at a half-point are the same number, and no change', () => {
  const only = (loss: number): Model => ({
    ...model,
    fed: ['sentiment'],
    weights: { '': { ...weightsOf(emptyFacts('x'), model), sentiment: loss } },
  });
  // Never asked costs three tenths: 85 × 0.3 = 25.5, and a hair more.
  const hair = only(85 + 1e-12);
  const seen = health(emptyFacts('x'), only(85), NOW);
  expect(health(emptyFacts('x'), hair, NOW).exact).toBeLessThan(seen.exact);
  expect([seen.score, health(emptyFacts('x'), hair, NOW).score]).toEqual([75, 75]);
  expect(explainChange(lookAt(seen, model, NOW), emptyFacts('x'), hair, NOW).steps).toEqual([]);
});

/** The same book a while later: people buy and use less often, so everybody's place among the others is another one. */
const refreshed: Model = {
  ...model,
  version: 2,
  population: {
    ...model.population,
    gap: { purchases: 45, usage: 5, contacts: 30 },
    spendCuts: model.population.spendCuts.map((cut) => cut * 2),
    riskCuts: {
      purchases: model.population.riskCuts.purchases.map((cut) => cut + 0.7),
      usage: model.population.riskCuts.usage.map((cut) => cut - 0.4),
    },
  },
};

test('row 47: a new picture of the book moves the model’s step alone; a line that stood still under the old one has none', () => {
  let moved = 0;
  fc.assert(
    fc.property(anyCustomer(), anyCustomer(), fc.integer({ min: 0, max: 60 }), (then, later, days) => {
      const seen = health(then, model, NOW - days * DAY);
      const { from, to, steps } = explainChange(lookAt(seen, model, NOW - days * DAY), later, refreshed, NOW, model);
      expect(steps.reduce((sum, step) => sum + step.points, 0)).toBe(to - from);
      const old = health(later, model, NOW);
      for (const { factor, points } of steps) {
        if (factor === 'model') {
          moved++;
          continue;
        }
        const loss = (lines: Line[]) => lines.find((line) => line.factor === factor)?.loss ?? 0;
        const by = loss(seen.lines) - loss(old.lines);
        expect(Math.abs(by)).toBeGreaterThan(1e-9);
        expect(Math.abs(points - by)).toBeLessThan(1);
      }
    }),
  );
  expect(moved).toBeGreaterThan(0);
});

test('a customer who only aged past a new picture of the book has one step, the model’s', () => {
  const facts = fold([
    ...Array.from({ length: 12 }, (_, i) => ev('purchase', NOW - (20 + i * 30) * DAY, { amount: 40_000, currency: 'EUR' }, `p${i}`)),
    ...Array.from({ length: 20 }, (_, i) => ev('usage', NOW - (6 + i * 4) * DAY, {}, `u${i}`)),
  ]);
  const look = lookAt(health(facts, model, NOW), model, NOW);
  expect(explainChange(look, facts, refreshed, NOW, model).steps.map(({ factor }) => factor)).toEqual(['model']);
  // Without the model of the look its part cannot be told apart, and the sum still holds.
  const untold = explainChange(look, facts, refreshed, NOW);
  expect(untold.steps.map(({ factor }) => factor)).toContain('usage');
  expect(untold.steps.reduce((sum, { points }) => sum + points, untold.from)).toBe(untold.to);
});

test('a factor that the model no longer reads is the model’s doing, also where the old model is forgotten', () => {
  const facts = fold([ev('ticket.opened', NOW - 12 * DAY, { ticket: '1' }), ev('note', NOW - 3 * DAY, { kind: 'call' })]);
  const without: Model = { ...model, version: 2, fed: model.fed.filter((feed) => feed !== 'support') };
  const look = lookAt(health(facts, model, NOW), model, NOW);
  for (const before of [model, undefined])
    expect(explainChange(look, facts, without, NOW, before).steps.map(({ factor }) => factor)).toEqual(['model']);
});

test('other weights since the customer changed segment are a step of their own', () => {
  const weights = { ...model.weights, enterprise: { ...weightsOf(emptyFacts('x'), model), support: 30, usage: 0 } };
  const events = [ev('ticket.opened', NOW - 12 * DAY, { ticket: '1' }), ev('note', NOW - 3 * DAY, { kind: 'call' })];
  const before = fold(events);
  const after = fold([...events, ev('customer.profile', NOW - DAY, { segment: 'enterprise' })]);
  const { steps } = explainChange(lookAt(health(before, { ...model, weights }, NOW), model, NOW), after, { ...model, weights }, NOW);
  expect(steps.map(({ factor }) => factor)).toContain('segment');
});
