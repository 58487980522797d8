import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, type LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import type { Model } from '../../../shared/health/model';
import { workingDaysSince } from '../../../shared/health/ramps';
import { health } from '../../../shared/health/score';
import { translator } from '../../../shared/i18n/t';
import { signalWords } from '../../../shared/present/signal-words';
import { day, ev } from '../../../shared/signals/example';
import { openSignals, SIGNALS } from '../../../shared/signals/registry';
import { topicKey } from '../../../shared/signals/rule/topic';
import { afterWorkingDays } from '../../../shared/signals/rule/working-days';

const model = defaultModel(0);
const now = day('2026-10-13');
const en = translator({ language: 'en', tag: 'en-US', calendar: 'gregory', digits: 'latn', timeZone: 'UTC', toman: false });
const signalOf = (id: string) => {
  const found = SIGNALS.find((signal) => signal.id === id);
  if (!found) throw new Error(`no signal ${id}`);
  return found;
};
const read = (id: string, events: LiveEvent[], at: number | string = now, by: Model = model) =>
  signalOf(id).evaluate(fold(events), by, typeof at === 'string' ? day(at) : at);
const textOf = (id: string, events: LiveEvent[], at = now) => {
  const reading = read(id, events, at);
  return reading && signalWords(en, signalOf(id), 'text', reading.args, reading.variant);
};
const listed = (events: LiveEvent[], at = now) => openSignals(fold(events), model, at).map(({ signal }) => signal.id);

describe('what a person does ends the warning', () => {
  const cases: [row: number, id: string, events: LiveEvent[]][] = [
    [15, 'social-silence', [ev('signal.raised', '2026-10-12', { signal: 'social-silence' })]],
    [17, 'angry', [ev('remark', '2026-10-01', { kind: 'angry' }), ev('note', '2026-10-09', { kind: 'call', sentiment: 'bad' })]],
    [
      18,
      'negative-feedback',
      [ev('remark', '2026-10-01', { kind: 'negative-feedback' }), ev('remark', '2026-10-02', { kind: 'public-complaint' })],
    ],
    [21, 'renegotiation', [ev('remark', '2026-10-01', { kind: 'renegotiation' }), ev('remark', '2026-10-02', { kind: 'price-cut' })]],
    [26, 'repeated-problem', [ev('remark', '2026-10-01', { kind: 'repeated-problem' })]],
    [30, 'follow-up-missed', [ev('note', '2026-10-01', { kind: 'call', follow_up: day('2026-10-05') })]],
    [0, 'wants-to-leave', [ev('remark', '2026-10-01', { kind: 'leave' }), ev('remark', '2026-10-02', { kind: 'leave' })]],
    [31, 'automatic-replies', [ev('remark', '2026-10-01', { kind: 'indifferent' })]],
    [32, 'silent', [ev('note', '2026-06-01', { kind: 'call' })]],
    [
      126,
      'recovery-window',
      [ev('contract.set', '2026-01-01', { contract: 'C', end: day('2027-01-01') }), ev('remark', '2026-10-01', { kind: 'leave' })],
    ],
  ];
  test.each(cases)('row %i: %s', (_, id, events) => {
    const act = read(id, events)?.act;
    expect(act).toBeDefined();
    expect(signalOf(id).evaluate(act?.done(fold(events), now) ?? fold([]), model, now)).toBeNull();
  });
});

describe('a complaint', () => {
  const complained = ev('remark', '2026-10-08T10:00:00Z', { kind: 'complaint' }, 'c');
  // Thursday morning in a workspace that rests on Friday and Saturday.
  const resting = { ...model, restDays: [5, 6] };
  const state = (at: string, ...more: LiveEvent[]) => {
    const reading = read('complaint', [complained, ...more], at, resting);
    return reading && [reading.severity, reading.variant ?? '', reading.cap === undefined ? 74 : reading.cap];
  };

  test('row 28: starts a clock that runs on working days, and gets worse while nobody attends to it', () => {
    expect(state('2026-10-08T10:00:00Z')).toEqual(['medium', 'new', null]);
    expect(state('2026-10-11T09:59:00Z')).toEqual(['medium', 'new', null]);
    expect(state('2026-10-11T10:00:00Z')).toEqual(['high', '', 74]);
    expect(state('2026-10-13T09:59:00Z')).toEqual(['high', '', 74]);
    expect(state('2026-10-13T10:00:00Z')).toEqual(['critical', '', 74]);
  });

  test('row 28: acknowledged it is milder, but an answer is owed within five working days', () => {
    const seen = ev('remark.acknowledged', '2026-10-13T11:00:00Z', { remark: 'c' });
    expect(state('2026-10-13T11:00:00Z', seen)).toEqual(['medium', 'acknowledged', null]);
    expect(state('2026-10-15T10:00:00Z', seen)).toEqual(['high', 'owed', 74]);
    expect(state('2026-10-15T11:00:00Z', seen, ev('remark.answered', '2026-10-15T10:30:00Z', { remark: 'c' }))).toBeNull();
  });

  test('row 28: the act acknowledges, then answers; the model may give more time', () => {
    const late = day('2026-10-13T11:00:00Z');
    const facts = fold([complained]);
    const first = signalOf('complaint').evaluate(facts, resting, late);
    expect(first?.act?.code).toBe('acknowledge-complaint');
    const seen = first?.act?.done(facts, late) ?? facts;
    const second = signalOf('complaint').evaluate(seen, resting, late);
    expect(second?.act?.code).toBe('answer-complaint');
    expect(signalOf('complaint').evaluate(second?.act?.done(seen, late) ?? facts, resting, late)).toBeNull();
    const patient = { ...resting, thresholds: { complaint: { ack_days: 4, critical_days: 6 } } };
    expect(signalOf('complaint').evaluate(facts, patient, late)?.variant).toBe('new');
  });

  test('the end of a number of working days is where that many have passed, whatever the week', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }),
        fc.integer({ min: 1, max: 60 }),
        fc.subarray([0, 1, 2, 3, 4, 5, 6], { maxLength: 6 }),
        (second, quarters, rest) => {
          const end = afterWorkingDays(second * 1000, quarters / 4, rest);
          expect(workingDaysSince(second * 1000, end, rest)).toBeCloseTo(quarters / 4, 6);
          expect(workingDaysSince(second * 1000, end - 1, rest)).toBeLessThan(quarters / 4);
        },
      ),
    );
    expect(afterWorkingDays(now, 2, [0, 1, 2, 3, 4, 5, 6])).toBe(now + 2 * DAY);
  });
});

test('row 21: a request close to the renewal is said once, by the rule that knows the renewal', () => {
  const contract = ev('contract.set', '2025-12-01', { contract: 'C-1', end: day('2026-12-10') });
  const asked = ev('remark', '2026-10-10', { kind: 'renegotiation' });
  expect(listed([contract, asked])).toContain('price-cut-before-renewal');
  expect(listed([contract, asked])).not.toContain('renegotiation');
  expect(listed([asked])).toContain('renegotiation');
});

describe('a chronic problem', () => {
  const times = ['2026-08-01', '2026-09-01', '2026-10-01'];
  const opened = times.map((at) => ev('ticket.opened', at, { ticket: at, topic: 'Login' }));
  const closed = times.map((at) => ev('ticket.closed', day(at) + DAY, { ticket: at }));

  test('row 26: holds the score while a ticket of it is open; closed, the warning stays until the window has passed', () => {
    expect(read('repeated-problem', opened)).toMatchObject({ severity: 'high' });
    expect(read('repeated-problem', opened)).not.toHaveProperty('cap');
    expect(read('repeated-problem', [...opened, ...closed])).toMatchObject({ severity: 'high', cap: null });
    expect(read('repeated-problem', [...opened, ...closed], '2026-10-29T23:59:00Z')).not.toBeNull();
    expect(read('repeated-problem', [...opened, ...closed], '2026-10-30')).toBeNull();
    expect(textOf('repeated-problem', opened)).toBe('Chronic: same problem 3 times');
  });

  test('two spellings of one topic are one, and an answer has the subject of what it answers', () => {
    const key = (topic: string, subject = '') => topicKey({ topic, subject });
    expect(key('خطاي ورود')).toBe(key('خطای  ورود'));
    expect(key('LOGIN')).toBe(key('login'));
    expect(key('', 'Re: Fwd: [desk #12] Login fails')).toBe(key('', 'login FAILS'));
    expect(key('', 'پاسخ: مشکل ورود')).toBe(key('', 'مشکل ورود'));
    expect(key('', 'Help')).toBe('');
    expect(key('', '')).toBe('');
  });
});

test('row 29: the target is a setting, and a few waits must be long to count', () => {
  const waits = (...seconds: number[]) =>
    seconds.map((each, i) => ev('wait', day('2026-10-02') + i * DAY, { channel: 'chat', seconds: each }));
  const strict = { ...model, thresholds: { 'long-waits': { target_seconds: 30 } } };
  expect(read('long-waits', waits(31, 31, 31, 10, 10), now, strict)).not.toBeNull();
  expect(read('long-waits', waits(31, 31, 31, 10, 10))).toBeNull();
  expect(read('long-waits', waits(361))).not.toBeNull();
  expect(read('long-waits', waits(360))).toBeNull();
  expect(textOf('long-waits', waits(400, 420, 440))).toBe('Waits 7 minutes on phone or chat');
});

test('row 30: a follow-up a week late is high, and a task moved to a later day is not late', () => {
  const promised = ev('note', '2026-10-01', { kind: 'call', follow_up: day('2026-10-05') });
  expect(read('follow-up-missed', [promised], '2026-10-06')?.severity).toBe('medium');
  expect(read('follow-up-missed', [promised], '2026-10-12')?.severity).toBe('high');
  const task = ev('task.set', '2026-10-01', { task: 't', title: 'Call back', due: day('2026-10-05') });
  const moved = ev('task.set', '2026-10-04', { task: 't', title: 'Call back', due: day('2026-10-20') });
  expect(read('follow-up-missed', [task])).not.toBeNull();
  expect(read('follow-up-missed', [task, moved])).toBeNull();
});

test('row 31: a reply of a person begins the count of automatic replies anew', () => {
  const opened = ev('ticket.opened', '2026-10-01', { ticket: '1' });
  const reply = (at: string, auto: boolean) => ev('ticket.replied', at, { ticket: '1', by: 'us', auto });
  const machine = [reply('2026-10-02', true), reply('2026-10-03', true)];
  expect(fold([opened, ...machine]).tickets[0]?.autoReplies).toBe(2);
  expect(fold([opened, ...machine, reply('2026-10-04', false)]).tickets[0]?.autoReplies).toBe(0);
  expect(fold([opened, ...machine, reply('2026-10-04', false), reply('2026-10-05', true)]).tickets[0]?.autoReplies).toBe(1);
});

describe('silence', () => {
  const busy = [
    ev('contract.set', '2026-01-01', { contract: 'C-1', start: day('2026-01-01'), end: day('2028-01-01') }),
    ev('note', '2026-07-10', { kind: 'call' }),
    ...Array.from({ length: 120 }, (_, i) => ev('usage', now - i * DAY, {}, `use-${i}`)),
    ...Array.from({ length: 12 }, (_, i) => ev('purchase', now - i * 10 * DAY, { amount: 90_000, currency: 'EUR' }, `buy-${i}`)),
  ];
  const generous = { ...model, cadence: { '': 365 } };

  test('row 32: whoever has said nothing for a quarter is never green, however well all else looks', () => {
    const heard = [...busy, ev('survey.answered', '2026-10-01', { survey: 'Q3', kind: 'nps', score: 10 })];
    expect(health(fold(heard), generous, now).band).toBe('healthy');
    const silent = health(fold(busy), generous, now);
    expect(silent.score).toBeLessThanOrEqual(74);
    expect(silent.lines.find(({ factor }) => factor === 'cap')?.signal).toBe('silent');
  });

  test('row 32: says nothing in a workspace that does not record contact', () => {
    const withoutContact = { ...generous, fed: generous.fed.filter((feed) => feed !== 'relationship') };
    expect(read('silent', busy, now, generous)).not.toBeNull();
    expect(read('silent', busy, now, withoutContact)).toBeNull();
  });
});

describe('an unhappy customer inside a term', () => {
  const unhappy = ev('remark', '2026-10-12', { kind: 'leave' });
  const term = (end: string, notice_days = 0) => ev('contract.set', '2026-01-01', { contract: 'C-1', end: day(end), notice_days });

  test('row 126: the window runs until the notice deadline while that is ahead, else until the end', () => {
    expect(textOf('recovery-window', [unhappy, term('2027-01-11')])).toBe('90 days to win them back');
    expect(textOf('recovery-window', [unhappy, term('2027-01-11', 60)])).toBe('30 days to win them back');
    expect(textOf('recovery-window', [unhappy, term('2026-11-12', 60)])).toBe('30 days to win them back');
    expect(read('recovery-window', [unhappy, term('2027-01-12')])?.severity).toBe('low');
    expect(read('recovery-window', [unhappy, term('2027-01-11')])?.severity).toBe('medium');
    expect(read('recovery-window', [unhappy, term('2027-01-11', 60)])?.severity).toBe('high');
  });

  test('row 126: it is time to act, not a loss: it holds no score down', () => {
    const window = signalOf('recovery-window');
    expect([window.fault, window.cap]).toEqual(['us', undefined]);
    expect(health(fold([unhappy, term('2028-01-11')]), model, now).lines.some(({ signal }) => signal === 'recovery-window')).toBe(false);
  });
});

test('a quiet and healthy book raises none of these warnings', () => {
  const ids = [15, 16, 17, 18, 21, 26, 28, 29, 30, 31, 32, 126].map((row) => SIGNALS.find((signal) => signal.row === row)?.id);
  const raised = Array.from({ length: 200 }, (_, i) => {
    const every = (days: number, from: number, write: (at: number, nth: number) => LiveEvent) =>
      Array.from({ length: Math.floor(360 / days) }, (_, nth) => write(now - (from + nth * days) * DAY, nth));
    const facts = fold([
      ev('contract.set', now - 200 * DAY, { contract: 'C', end: now + (20 + i) * DAY, notice_days: 30 }),
      ev('subscription', now - 300 * DAY, { list: 'Newsletter', active: true }),
      ...every(7 + (i % 9), i % 7, (at, nth) => ev('usage', at, {}, `use-${nth}`)),
      ...every(30 + (i % 50), i % 30, (at, nth) =>
        ev('note', at, { kind: 'call', sentiment: 'good', follow_up: at + 20 * DAY }, `call-${nth}`),
      ),
      ...every(14, i % 14, (at, nth) => ev('mail', at, { direction: nth % 2 === 0 ? 'out' : 'in' }, `mail-${nth}`)),
      ...every(40 + (i % 60), i % 40, (at, nth) => ev('ticket.opened', at, { ticket: `${nth}`, subject: `Question ${nth}` }, `t-${nth}`)),
      ...every(40 + (i % 60), i % 40, (at, nth) => ev('ticket.replied', at + DAY / 24, { ticket: `${nth}`, by: 'us' }, `r-${nth}`)),
      ...every(90, i % 90, (at, nth) => ev('survey.answered', at, { survey: `Q${nth}`, kind: 'nps', score: 9 }, `s-${nth}`)),
      ...every(25, i % 25, (at, nth) => ev('wait', at, { channel: 'phone', seconds: 20 + ((i * 37 + nth * 91) % 150) }, `w-${nth}`)),
      ...(i % 3 === 0 ? every(20, i % 20, (at, nth) => ev('social', at, { kind: 'like' }, `l-${nth}`)) : []),
    ]);
    return openSignals(facts, model, now).filter(({ signal }) => ids.includes(signal.id));
  });
  expect(ids).not.toContain(undefined);
  expect(raised.filter((open) => open.length > 0)).toEqual([]);
});
