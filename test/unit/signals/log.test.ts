import { expect, test } from 'vitest';
import { DAY } from '../../../shared/event';
import { logSignals } from '../../../worker/standing';

const NOW = Date.UTC(2026, 9, 13, 12);
const MINUTE = 60_000;
const OPEN = [{ id: 'usage-drop', since: NOW - 20 * DAY }];

test('a signal is logged from when it began, however late it was seen, and once', () => {
  const first = logSignals([], OPEN, NOW);
  expect(first).toEqual([{ id: 'usage-drop', openedAt: NOW - 20 * DAY, closedAt: null, loggedAt: NOW }]);
  expect(logSignals(first, OPEN, NOW + DAY)).toEqual(first);
});

test('a signal that ends is closed, and kept for fourteen weeks', () => {
  const closed = logSignals(logSignals([], OPEN, NOW), [], NOW + 11 * MINUTE);
  expect(closed).toMatchObject([{ id: 'usage-drop', closedAt: NOW + 11 * MINUTE }]);
  expect(logSignals(closed, [], NOW + 97 * DAY)).toEqual(closed);
  expect(logSignals(closed, [], NOW + 99 * DAY)).toEqual([]);
});

test('what the next piece of an import takes back leaves no trace', () => {
  expect(logSignals(logSignals([], OPEN, NOW), [], NOW + MINUTE)).toEqual([]);
});

test('one logged before that time was kept is closed as ever', () => {
  const old = [{ id: 'usage-drop', openedAt: NOW - DAY, closedAt: null }];
  expect(logSignals(old, [], NOW)).toEqual([{ ...old[0], closedAt: NOW }]);
});
