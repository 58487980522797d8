import { expect, test } from 'vitest';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { factorOf } from '../../../shared/health/registry';
import { translator } from '../../../shared/i18n/t';
import { signalWords } from '../../../shared/present/signal-words';
import { day, ev } from '../../../shared/signals/example';
import { openSignals, SIGNALS } from '../../../shared/signals/registry';

const model = defaultModel(0);
const now = day('2026-10-13');

test('the worst stands first, and what is snoozed or seen is listed as such', () => {
  const facts = fold([
    ev('note', '2026-10-01', { kind: 'call' }),
    ev('survey.answered', '2026-10-01', { survey: 'q', kind: 'nps', score: 7 }),
    ev('payment.failed', '2026-10-02', { decline: 'hard' }),
    ev('ticket.opened', '2026-09-20', { ticket: '1' }),
    ev('signal.snoozed', '2026-10-10', { signal: 'card-declined', until: day('2026-10-20') }),
    ev('signal.acknowledged', '2026-10-10', { signal: 'neutral-rating' }),
  ]);
  expect(
    openSignals(facts, model, now).map((open) => [open.signal.id, open.reading.severity, open.snoozedUntil, open.acknowledged]),
  ).toEqual([
    ['ticket-unanswered', 'critical', null, false],
    ['card-declined', 'high', day('2026-10-20'), false],
    ['neutral-rating', 'medium', null, true],
  ]);
});

test('row 27: a week without a reply is high, two weeks are critical, and the model may move both', () => {
  const facts = fold([
    ev('ticket.opened', '2026-10-01', { ticket: '1', url: 'https://help.example/1' }),
    ev('note', '2026-10-12', { kind: 'note' }),
  ]);
  const severity = (iso: string, own = model) =>
    openSignals(facts, own, day(iso)).find(({ signal }) => signal.id === 'ticket-unanswered')?.reading;
  expect(severity('2026-10-07')).toBeUndefined();
  expect(severity('2026-10-08')?.severity).toBe('high');
  expect(severity('2026-10-15')?.severity).toBe('critical');
  expect(severity('2026-10-08')?.url).toBe('https://help.example/1');
  expect(severity('2026-10-08', { ...model, thresholds: { 'ticket-unanswered': { high_days: 10 } } })).toBeUndefined();
});

test('each signal has an id of its own', () => {
  expect(new Set(SIGNALS.map((signal) => signal.id)).size).toBe(SIGNALS.length);
  expect(
    SIGNALS.map((signal) => signal.row)
      .filter((row) => row > 0)
      .sort((a, b) => a - b),
  ).toEqual(expect.arrayContaining([19, 20, 22, 23, 24, 25, 27, 33, 39]));
});

test('days ahead are days of the calendar, the same in the signal, the line of the contract and the text, whatever the hour', () => {
  const facts = fold([
    ev('contract.set', '2025-12-10', { contract: 'C-1', end: day('2026-12-10') }),
    ev('remark', '2026-10-10', { kind: 'price-cut' }),
  ]);
  const en = translator({ language: 'en', tag: 'en-US', calendar: 'gregory', digits: 'latn', timeZone: 'UTC', toman: false });
  for (const at of ['2026-10-13T00:00:00Z', '2026-10-13T09:30:00Z', '2026-10-13T23:59:00Z']) {
    const one = openSignals(facts, model, day(at)).find(({ signal }) => signal.id === 'price-cut-before-renewal');
    expect(one?.reading.args.days).toBe(58);
    const ending = factorOf('contract')
      .read(facts, model, day(at))
      .terms.find(({ code }) => code === 'ending');
    expect(ending?.args.n).toBe(58);
    const text = one && signalWords(en, one.signal, 'text', one.reading.args, one.reading.variant);
    expect(text).toBe('Price cut asked, 58 d left');
  }
});
