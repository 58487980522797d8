/** What the score promises whoever the customer, the weights and the feeds: sums, and what may never move it or raise it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, type EventType, type LiveEvent } from '../../../shared/event';
import { FEEDS, type Feed } from '../../../shared/event-entry';
import type { Facts } from '../../../shared/facts/facts';
import { emptyFacts, fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import type { Model } from '../../../shared/health/model';
import { publishModel } from '../../../shared/health/publish';
import { FACTORS } from '../../../shared/health/registry';
import { health, scoreAt, shareOf } from '../../../shared/health/score';
import { day, ev } from '../../../shared/signals/example';
import { openSignals, SIGNALS } from '../../../shared/signals/registry';
import { standing } from '../../../shared/signals/rule/flip';
import { anyCustomer, anyLog, NOW } from './any-customer';

const usual = defaultModel(0);
/** With what the median new customer gets known, so that the rule that compares with it takes part. */
const model: Model = { ...usual, population: { ...usual.population, medians: { newTouches: 3, newBenefits: 1 } } };

/** A row of whole weights ≥ 0 that add up to 100, cut at seven places of a line. */
const anyRow: fc.Arbitrary<Record<Feed, number>> = fc
  .array(fc.integer({ min: 0, max: 100 }), { minLength: FEEDS.length - 1, maxLength: FEEDS.length - 1 })
  .map((cuts) => {
    const at = [0, ...cuts.sort((a, b) => a - b), 100];
    return Object.fromEntries(FEEDS.map((feed, i) => [feed, (at[i + 1] ?? 0) - (at[i] ?? 0)])) as Record<Feed, number>;
  });

/** The model as published from any weights, by segment, for a workspace that feeds any of it. */
const anyModel: fc.Arbitrary<Model> = fc.tuple(anyRow, anyRow, anyRow, fc.subarray([...FEEDS])).map(([row, small, large, fed]) => {
  const published = publishModel({ ...model, weights: { '': row, small, large } }, fed);
  if ('problem' in published) throw new Error(published.problem.code);
  return published.model;
});
const hours = (min: number, max: number) => fc.integer({ min, max }).map((hour) => NOW + hour * 3_600_000);
const someTime = hours(-100 * 24, 400 * 24);

test('row 48: weights published from any whole base weights for any feeds add up to 100 over what is fed, in every segment', () => {
  fc.assert(
    fc.property(anyModel, (published) => {
      for (const row of Object.values(published.weights)) {
        expect(FEEDS.reduce((sum, feed) => sum + row[feed], 0)).toBe(published.fed.length === 0 ? 0 : 100);
        for (const feed of FEEDS) {
          expect(Number.isInteger(row[feed]) && row[feed] >= 0).toBe(true);
          if (!published.fed.includes(feed)) expect(row[feed]).toBe(0);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('row 47: lines add up to the shown score, caps and all, at any time, under any published weights and feeds', () => {
  let capped = 0;
  fc.assert(
    fc.property(anyCustomer(), anyModel, fc.array(someTime, { minLength: 4, maxLength: 4 }), (facts, published, times) => {
      for (const at of times) {
        const { score, lines, exact } = health(facts, published, at);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(lines.reduce((sum, line) => sum + line.points, 100)).toBe(score);
        for (const line of lines) {
          expect(line.points <= 0 && Math.abs(line.points + line.loss) < 1).toBe(true);
          expect(line.factor === 'cap' || line.loss <= line.weight + 1e-9).toBe(true);
          if (line.factor === 'cap') {
            capped++;
            expect([74, 49]).toContain(exact);
          }
        }
      }
    }),
    { numRuns: 300 },
  );
  expect(capped).toBeGreaterThan(20);
});

test('good news is no part of the score: a signal that is good caps nothing, and without it the number is the same', () => {
  let good = 0;
  fc.assert(
    fc.property(anyCustomer(), someTime, (facts, at) => {
      const open = openSignals(facts, model, at);
      const warnings = open.filter(({ reading }) => reading.severity !== 'good');
      good += open.length - warnings.length;
      expect(health(facts, model, at, warnings)).toEqual(health(facts, model, at, open));
    }),
    { numRuns: 1_000 },
  );
  expect(good).toBeGreaterThan(0);
});

const SAID_BY_US: EventType[] = ['pulse', 'signal.snoozed', 'signal.acknowledged'];

test.each(SAID_BY_US)(
  '%s changes no number: what people of ours say of a warning or feel about a customer is shown beside the score',
  (type) => {
    fc.assert(
      fc.property(anyLog(), someTime, (log, at) => {
        const without = fold(log.filter((event) => event.type !== type));
        expect(scoreAt(fold(log), model, at)).toEqual(scoreAt(without, model, at));
      }),
      { numRuns: 300 },
    );
  },
);

test('to have seen that somebody is angry does not lift its cap', () => {
  const usedDaily = Array.from({ length: 60 }, (_, i) => ev('usage', day('2026-08-14') + i * DAY, {}));
  const angry: LiveEvent[] = [
    ...usedDaily,
    ev('survey.answered', '2026-10-01', { survey: 'q', kind: 'nps', score: 10 }),
    ev('note', '2026-10-05', { kind: 'call' }),
    ev('contract.set', '2025-12-01', { contract: 'C-1', end: day('2027-12-20') }),
    ev('remark', '2026-10-08', { kind: 'angry' }),
    ev('signal.raised', '2026-10-10', { signal: 'angry' }),
  ];
  const now = day('2026-10-13');
  const before = health(fold(angry), model, now);
  expect(before).toMatchObject({ score: 74, band: 'watch' });
  expect(health(fold([...angry, ev('signal.acknowledged', '2026-10-12', { signal: 'angry' })]), model, now)).toEqual(before);
});

for (const factor of FACTORS) {
  const neutral = shareOf(factor.read(emptyFacts('x'), model, NOW).terms);

  test(`${factor.id}: without fresh evidence it costs its neutral loss or more, and turning stale never gives anything back`, () => {
    fc.assert(
      fc.property(anyCustomer(), fc.array(someTime, { minLength: 6, maxLength: 6 }), (facts, times) => {
        for (const at of times) {
          const { terms, fresh } = factor.read(facts, model, at);
          if (!fresh) expect(shareOf(terms)).toBeGreaterThanOrEqual(neutral - 1e-9);
        }
        for (const edge of factor.edges(facts, model, NOW)) {
          const before = factor.read(facts, model, edge - 1);
          const after = factor.read(facts, model, edge);
          if (before.fresh && !after.fresh) expect(shareOf(after.terms)).toBeGreaterThanOrEqual(shareOf(before.terms) - 1e-6);
        }
      }),
      { numRuns: 150 },
    );
  });
}

test('whoever has lost all data is unknown, and never scores above a customer of whom nothing but good was heard', () => {
  const nothing = health(emptyFacts('x'), model, NOW);
  expect(nothing.band).toBe('unknown');
  const good = fold([
    ...Array.from({ length: 60 }, (_, i) => ev('usage', NOW - i * DAY, {}, `u${i}`)),
    ...Array.from({ length: 12 }, (_, i) => ev('purchase', NOW - i * 10 * DAY, { amount: 90_000, currency: 'EUR' }, `p${i}`)),
    ev('survey.answered', NOW - DAY, { survey: 'q', kind: 'nps', score: 10 }),
    ev('note', NOW - DAY, { kind: 'call' }),
    ev('contract.set', NOW - 100 * DAY, { contract: 'C-1', end: NOW + 300 * DAY }),
  ]);
  for (const factor of FACTORS)
    expect(shareOf(factor.read(emptyFacts('x'), model, NOW).terms)).toBeGreaterThanOrEqual(shareOf(factor.read(good, model, NOW).terms));
  expect(health(good, model, NOW).exact).toBeGreaterThan(nothing.exact);
});

/** Warnings of what has been: their act begins what the customer's answer, or time, brings to an end. */
const ENDED_BY_TIME = [
  'long-waits',
  'loyal-neglected',
  'many-tickets',
  'neutral-rating',
  'rating-dropped',
  'recovery-window',
  'repeated-problem',
  'unsubscribed',
  'usage-drop',
];
/** Warnings with a second step: another word of the same one may stay open for it. */
const IN_TWO_STEPS = ['complaint', 'promise-missed'];

/** Every act that is offered then, tried; answers the signals that are closed by it. */
function tryActs(facts: Facts, by: Model, at: number): string[] {
  const { score } = scoreAt(facts, by, at);
  return openSignals(facts, by, at).flatMap(({ signal, reading }) => {
    const { act } = reading;
    if (!act) return [];
    const after = act.done(facts, at);
    expect(scoreAt(after, by, at).score, `${signal.id}: ${act.code}`).toBeGreaterThanOrEqual(score);
    if (ENDED_BY_TIME.includes(signal.id)) return [];
    const then = signal.evaluate(after, by, at);
    if (then && IN_TWO_STEPS.includes(signal.id)) expect(standing(then), `${signal.id}: ${act.code}`).not.toBe(standing(reading));
    else expect(then, `${signal.id}: ${act.code}`).toBeNull();
    return [signal.id];
  });
}

test('what an act promises holds, whoever the customer: done, it ends its signal, and it never costs a point', () => {
  const ended = new Set<string>();
  fc.assert(
    fc.property(anyCustomer(), hours(0, 400 * 24), (facts, at) => {
      for (const id of tryActs(facts, model, at)) ended.add(id);
    }),
    { numRuns: 600 },
  );
  expect(ended.size).toBeGreaterThan(12);
});

test.each(SIGNALS.map(({ id }) => id))('%s: what its act promises holds in each of its examples', (id) => {
  for (const { events, now, medians } of SIGNALS.find((signal) => signal.id === id)?.examples.filter(({ fires }) => fires) ?? []) {
    const facts = fold(events);
    const by = medians ? { ...model, population: { ...model.population, medians } } : model;
    const { act } = SIGNALS.find((signal) => signal.id === id)?.evaluate(facts, by, now) ?? {};
    const ended = tryActs(facts, by, now);
    const listed = openSignals(facts, by, now).some(({ signal }) => signal.id === id);
    expect(ended.includes(id)).toBe(listed && act !== undefined && !ENDED_BY_TIME.includes(id));
  }
});
