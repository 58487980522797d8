import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '../../../shared/event';
import { FEEDS } from '../../../shared/event-entry';
import { emptyFacts, fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { FACTORS } from '../../../shared/health/registry';
import { health, scoreAt, shownOf } from '../../../shared/health/score';
import { day, ev } from '../../../shared/signals/example';
import { openSignals } from '../../../shared/signals/registry';
import { anyCustomer, NOW } from './any-customer';

const model = defaultModel(0);

test('row 47: the points of the lines add up to the score less 100, exactly, for any customer', () => {
  fc.assert(
    fc.property(anyCustomer(), (facts) => {
      const { score, lines, exact } = health(facts, model, NOW);
      expect(lines.reduce((sum, line) => sum + line.points, 0)).toBe(score - 100);
      expect(score).toBe(shownOf(exact));
      for (const line of lines) {
        expect(line.points).toBeLessThanOrEqual(0);
        expect(Math.abs(line.points + line.loss)).toBeLessThan(1);
      }
    }),
    { numRuns: 300 },
  );
});

test('the bare score and band are those of the full health, whatever is open', () => {
  fc.assert(
    fc.property(anyCustomer(), fc.integer({ min: -200, max: 400 }), (facts, days) => {
      const { score, band } = health(facts, model, NOW + days * DAY);
      expect(scoreAt(facts, model, NOW + days * DAY)).toMatchObject({ score, band });
      for (const { signal, reading } of openSignals(facts, model, NOW + days * DAY))
        if (signal.cap === undefined) expect(reading.cap ?? null).toBeNull();
    }),
    { numRuns: 300 },
  );
});

test('bands are decided on the shown integer', () => {
  fc.assert(
    fc.property(anyCustomer(), (facts) => {
      const { score, band, coverage } = health(facts, model, NOW);
      expect(band).toBe(coverage < 0.5 ? 'unknown' : score >= 75 ? 'healthy' : score >= 50 ? 'watch' : 'at-risk');
    }),
  );
});

test('a customer of whom nothing is known is unknown, not green, and every neutral loss is named', () => {
  const { band, coverage, lines, missing } = health(emptyFacts('x'), model, NOW);
  expect(band).toBe('unknown');
  expect(coverage).toBe(0);
  expect(missing.map(({ factor }) => factor)).toEqual([...FEEDS]);
  expect(lines.filter((line) => line.loss > 0).map((line) => line.terms[0]?.code)).toEqual([
    'none',
    'none',
    'never-answered',
    'none',
    'none',
  ]);
});

test('a cap is a named line that takes the rest', () => {
  const facts = fold([
    ...Array.from({ length: 60 }, (_, i) => ev('usage', day('2026-08-14') + i * 86_400_000, {})),
    ev('contract.set', '2025-12-01', { contract: 'C-1', end: day('2026-12-20') }),
    ev('survey.answered', '2026-10-01', { survey: 'q', kind: 'nps', score: 10 }),
    ev('note', '2026-10-05', { kind: 'call' }),
    ev('remark', '2026-10-12', { kind: 'price-cut' }),
  ]);
  const { score, band, lines } = health(facts, model, day('2026-10-13'));
  expect(score).toBe(49);
  expect(band).toBe('at-risk');
  const cap = lines.at(-1);
  expect(cap).toMatchObject({ factor: 'cap', signal: 'price-cut-before-renewal' });
  expect(cap?.points).toBeLessThan(-10);
  expect(lines.reduce((sum, line) => sum + line.points, 0)).toBe(-51);
});

test('losing data never raises a score: with no more events, stale evidence costs as much as before or more', () => {
  const facts = fold([
    ev('survey.answered', '2026-01-05', { survey: 'q', kind: 'nps', score: 10, contact: 'a' }),
    ev('note', '2026-01-05', { kind: 'call' }),
    ev('usage', '2026-01-05', {}),
    ev('purchase', '2026-01-05', { amount: 100, currency: 'EUR' }),
  ]);
  let before = 101;
  for (let week = 0; week < 90; week++) {
    const { exact } = health(facts, model, day('2026-01-06') + week * 7 * 86_400_000);
    expect(exact).toBeLessThanOrEqual(before);
    before = exact;
  }
});

test('there is one file for each factor, and their own weights add up to 100', () => {
  expect(FACTORS.map((factor) => factor.id)).toEqual([...FEEDS]);
  expect(FACTORS.reduce((sum, factor) => sum + factor.weight, 0)).toBe(100);
});
