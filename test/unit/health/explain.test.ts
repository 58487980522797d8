import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '../../../shared/event';
import { emptyFacts, fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { explainChange, lookAt } from '../../../shared/health/explain';
import type { Model } from '../../../shared/health/model';
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
