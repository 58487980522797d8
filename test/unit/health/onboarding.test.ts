import { expect, test } from 'vitest';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { factor } from '../../../shared/health/factors/onboarding';
import { day, ev } from '../../../shared/signals/example';

const NOW = day('2026-10-20');
const step = (id: string, due: string) => ev('onboarding.step', '2026-08-01', { step: id, title: id, due: day(due) });
const done = (id: string, at: string) => ev('onboarding.step', at, { step: id, done: true });
const share = (events: Parameters<typeof fold>[0], now = NOW) =>
  factor.read(fold(events), defaultModel(0), now).terms.reduce((sum, term) => sum + term.share, 0);

test('a missed step costs half at once and all after a week', () => {
  expect(share([step('train', '2026-10-20')])).toBeCloseTo(0.5, 12);
  expect(share([step('train', '2026-10-13')])).toBeCloseTo(1, 12);
});

test('each step that came due since halves what an older one costs, kept or not', () => {
  const older = step('import', '2026-09-01');
  expect(share([older])).toBeCloseTo(1, 12);
  expect(share([older, step('train', '2026-09-20'), done('train', '2026-09-19')])).toBeCloseTo(0.5, 12);
  expect(
    share([older, step('train', '2026-09-20'), done('train', '2026-09-19'), step('launch', '2026-10-01'), done('launch', '2026-10-01')]),
  ).toBeCloseTo(0.25, 12);
});

test('a step that is done before its day pushes older ones back on that day, not before', () => {
  const events = [step('import', '2026-09-01'), step('train', '2026-11-01'), done('train', '2026-10-01')];
  expect(share(events)).toBeCloseTo(1, 12);
  expect(share(events, day('2026-11-01'))).toBeCloseTo(0.5, 12);
  expect(factor.edges(fold(events), defaultModel(0), NOW)).toContain(day('2026-11-01'));
});

test('a step done late costs a little and fades; within a day it is on time', () => {
  const late = [step('import', '2026-08-10'), done('import', '2026-08-21')];
  expect(share(late, day('2026-08-21'))).toBeCloseTo(0.3, 12);
  expect(share(late, day('2026-10-20'))).toBeCloseTo(0.15, 12);
  expect(factor.read(fold(late), defaultModel(0), NOW).terms[0]).toMatchObject({ code: 'late', args: { n: 1, days: 11 } });
  expect(share([step('import', '2026-08-10'), done('import', '2026-08-11')])).toBe(0);
});

test('a step that need not be done costs nothing', () => {
  expect(share([ev('onboarding.step', '2026-08-01', { step: 'tour', due: day('2026-09-01'), required: false })])).toBe(0);
});
