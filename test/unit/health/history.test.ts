import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, type LiveEvent } from '../../../shared/event';
import { emptyFacts, fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { historyOf, modelAt } from '../../../shared/health/history';
import { FORMULA, type Model } from '../../../shared/health/model';
import { health, weightsOf } from '../../../shared/health/score';
import { day, ev } from '../../../shared/signals/example';
import { anyLog, NOW } from './any-customer';

const model = defaultModel(0);
const later: Model = {
  ...model,
  version: 2,
  publishedAt: NOW - 12 * DAY,
  weights: { '': { ...weightsOf(emptyFacts('x'), model), support: 25, billing: 5 } },
};

/** The history of a log over the last `days`, a point a week. */
function history(log: readonly LiveEvent[], days: number, models: readonly Model[] = [model, later]) {
  const since = NOW - days * DAY;
  const instants = [
    since,
    ...Array.from({ length: Math.floor(days / 7) }, (_, i) => since + (i + 1) * 7 * DAY).filter((at) => at < NOW),
    NOW,
  ];
  return historyOf(
    fold(log.filter(({ at }) => at <= since)),
    log.filter(({ at }) => at > since),
    instants,
    models,
  );
}

test('row 47: the steps of the history add up to the change of the shown score, over any days and across a change of the model', () => {
  fc.assert(
    fc.property(anyLog(30), fc.integer({ min: 1, max: 120 }), (log, days) => {
      const { series, change } = history(log, days);
      const now = health(fold(log), later, NOW);
      expect(change.to).toBe(now.score);
      expect(series.at(-1)?.score).toBe(now.band === 'unknown' ? null : now.score);
      const then = fold(log.filter(({ at }) => at <= NOW - days * DAY));
      expect(change.from).toBe(health(then, modelAt([model, later], NOW - days * DAY), NOW - days * DAY).score);
      expect(change.steps.reduce((sum, { points }) => sum + points, change.from)).toBe(change.to);
    }),
    { numRuns: 150 },
  );
});

test('row 47: every point of the series is the score of what had happened by then, in whatever order the log came', () => {
  fc.assert(
    fc.property(
      anyLog(20).chain((log) => fc.tuple(fc.constant(log), fc.shuffledSubarray(log, { minLength: log.length }))),
      ([log, shuffled]) => {
        const { series } = history(shuffled, 35);
        for (const point of series.slice(0, -1)) {
          const facts = fold(log.filter(({ at }) => at <= point.at));
          const { score, band } = health(facts, modelAt([model, later], point.at), point.at);
          expect(point).toMatchObject({ score: band === 'unknown' ? null : score, band });
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('row 47: what a new model changed stands apart from what the customer did', () => {
  const bought = ev('purchase', NOW - 60 * DAY, { amount: 9_000, currency: 'EUR' });
  const ticket = ev('ticket.opened', NOW - 20 * DAY, { ticket: 'a', priority: 'urgent' });
  const { change } = history([bought, ticket], 30);
  expect(change.steps.map(({ factor }) => factor)).toContain('support');
  const alone = history([bought, ev('ticket.opened', NOW - 100 * DAY, { ticket: 'a', priority: 'urgent' })], 13);
  expect(alone.change.steps.find(({ factor }) => factor === 'model')?.points).toBeLessThan(0);
});

test('the model in force is the newest published by then; before the first, and where its arithmetic is not known, today\u2019s', () => {
  const at = day('2026-01-01');
  const [first, second, third] = [1, 2, 3].map((version) => ({ ...model, version, publishedAt: at + version * DAY })) as [
    Model,
    Model,
    Model,
  ];
  expect(modelAt([first, second, third], at).version).toBe(3);
  expect(modelAt([first, second, third], at + 2.5 * DAY).version).toBe(2);
  expect(modelAt([{ ...first, formula: 0 }, second], at + 1.5 * DAY).version).toBe(2);
});

test('row 47: across a model whose arithmetic is no longer known the sums hold, and no part is laid at its door', () => {
  const old: Model = { ...model, formula: FORMULA - 1, weights: { '': { ...weightsOf(emptyFacts('x'), model), usage: 0, support: 30 } } };
  fc.assert(
    fc.property(anyLog(30), fc.integer({ min: 1, max: 120 }), fc.boolean(), (log, days, both) => {
      const models = both ? [old, { ...old, version: 2, publishedAt: NOW - 40 * DAY }, { ...later, version: 3 }] : [old, later];
      const { series, change } = history(log, days, models);
      const today = models.at(-1) as Model;
      expect(change.to).toBe(health(fold(log), today, NOW).score);
      expect(change.steps.reduce((sum, { points }) => sum + points, change.from)).toBe(change.to);
      expect(change.steps.map(({ factor }) => factor)).not.toContain('model');
      expect(new Set(series.map((point) => point.model))).toEqual(new Set([today.version]));
    }),
    { numRuns: 80 },
  );
});
