import { expect, test } from 'vitest';
import { DAY } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { contradicts, standingPulse } from '../../../shared/health/pulse';
import { health } from '../../../shared/health/score';
import { day, ev } from '../../../shared/signals/example';

const at = day('2026-10-01');
const judged = (score: 1 | 2 | 3 | 4 | 5) => fold([ev('pulse', at, { score, reason: 'felt so' })]);

test.each([
  [1, 30],
  [2, 90],
  [3, 90],
  [4, 90],
  [5, 30],
] as const)('a judgement of %i stands for %i days', (score, days) => {
  expect(standingPulse(judged(score), at + days * DAY - 1)?.score).toBe(score);
  expect(standingPulse(judged(score), at + days * DAY)).toBeNull();
});

test('without a judgement none stands', () => {
  expect(standingPulse(fold([ev('note', at, { kind: 'call' })]), at)).toBeNull();
});

test('it contradicts a band only at the ends of both', () => {
  const said = (score: 1 | 2 | 3 | 4 | 5) =>
    (['healthy', 'watch', 'at-risk', 'unknown'] as const).filter((band) => contradicts({ score }, band));
  expect([1, 2, 3, 4, 5].map((score) => said(score as 1))).toEqual([['healthy'], ['healthy'], [], ['at-risk'], ['at-risk']]);
});

test('it is no part of the score', () => {
  const model = defaultModel(0);
  const called = ev('note', at, { kind: 'call' });
  const without = health(fold([called]), model, at + DAY);
  for (const score of [1, 3, 5] as const)
    expect(health(fold([called, ev('pulse', at, { score, reason: 'felt so' })]), model, at + DAY).exact).toBe(without.exact);
});
