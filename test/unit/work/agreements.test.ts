/** Contracts, renewals, the setup and the reasons of losses, as pure functions say them. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../shared/event';
import { complete } from '../../../shared/facts/complete';
import type { Facts } from '../../../shared/facts/facts';
import { emptyFacts, fold } from '../../../shared/facts/fold';
import { MOST_OPEN, openOrder, setupShare } from '../../../shared/onboarding/progress';
import { automatedVerdict, isMultiYear, renewalAdvice, talkUntil, termMonths } from '../../../shared/renewal/agreement';
import { addVerdicts, noGrades } from '../../../shared/renewal/grades';
import { day, ev } from '../../../shared/signals/example';

const contract = (end: string, more: { notice_days?: number; auto_renew?: boolean; start?: number } = {}) =>
  ev('contract.set', '2026-01-01', { contract: 'C', end: day(end), ...more });
const first = (events: Parameters<typeof fold>[0]) => {
  const row = fold(events).contracts[0];
  if (!row) throw new Error('no contract');
  return row;
};

describe('a contract', () => {
  it('row 126: there is room to talk until the sooner of notice deadline and end; past the deadline none, where it renews itself', () => {
    const row = first([contract('2027-01-01', { notice_days: 30, auto_renew: true })]);
    expect(talkUntil(row, day('2026-11-01'))).toBe(day('2027-01-01') - 30 * DAY);
    expect(talkUntil(row, day('2026-12-15'))).toBeNull();
    expect(talkUntil(first([contract('2027-01-01', { notice_days: 30 })]), day('2026-12-15'))).toBe(day('2027-01-01'));
    expect(talkUntil(row, day('2027-02-01'))).toBeNull();
  });
  it('row 125: two years or more are several', () => {
    expect(termMonths(first([contract('2027-01-01', { start: day('2026-01-01') })]))).toBe(12);
    expect(isMultiYear(first([contract('2027-01-01', { start: day('2026-01-01') })]))).toBe(false);
    expect(isMultiYear(first([contract('2028-01-01', { start: day('2026-01-01') })]))).toBe(true);
  });
  it('row 123: a longer term is offered to who is well and has stayed a year, a larger package to who asks for more', () => {
    const log = [ev('customer.profile', '2024-01-01', { since: day('2024-01-01') }), contract('2027-01-01', { start: day('2026-01-01') })];
    const facts = fold(log);
    expect(renewalAdvice(facts, first(log), 'healthy', false, day('2026-10-01'))).toBe('longer');
    expect(renewalAdvice(facts, first(log), 'at-risk', false, day('2026-10-01'))).toBeNull();
    expect(renewalAdvice(facts, first(log), 'watch', true, day('2026-10-01'))).toBe('larger');
  });
  it('row 109: what it grants is a list, due first, and can be met, opened again and taken out', () => {
    const term = (id: string, due: string) => ev('term.set', '2026-02-01', { contract: 'C', term: id, what: id, due: day(due) });
    const log = [contract('2027-01-01'), term('late', '2026-09-01'), term('soon', '2026-03-01')];
    expect(first(log).terms.map(({ id }) => id)).toEqual(['soon', 'late']);
    const met = [...log, ev('term.set', '2026-03-05', { contract: 'C', term: 'soon', met: true })];
    expect(first(met).terms[0]).toMatchObject({ id: 'soon', metAt: day('2026-03-05') });
    expect(first([...met, ev('term.set', '2026-03-06', { contract: 'C', term: 'soon', met: false })]).terms[0]?.metAt).toBeNull();
    expect(first([...met, ev('term.set', '2026-03-06', { contract: 'C', term: 'soon', removed: true })]).terms).toHaveLength(1);
  });
  it('foresights are kept apart and graded by how the renewal came', () => {
    const verdict = (of: 'manager' | 'final', verdict: 'renews' | 'unsure' | 'leaves', at: string) =>
      ev('renewal.verdict', at, { contract: 'C', of, verdict, automated: 'leaves' });
    const log = [contract('2027-01-01'), verdict('manager', 'renews', '2026-11-01'), verdict('final', 'unsure', '2026-12-01')];
    expect(first(log).verdicts).toMatchObject({ manager: { verdict: 'renews' }, final: { verdict: 'unsure' } });
    const renewed = fold([...log, ev('contract.ended', '2027-01-01', { contract: 'C', renewed: true })]);
    const graded = (facts: Facts) => {
      const grades = noGrades();
      addVerdicts(grades, facts);
      return grades;
    };
    expect(graded(renewed)).toEqual({
      automated: { said: 1, right: 0, unsure: 0, pending: 0 },
      manager: { said: 1, right: 1, unsure: 0, pending: 0 },
      final: { said: 0, right: 0, unsure: 1, pending: 0 },
    });
    expect(graded(fold(log))).toMatchObject({ automated: { said: 0, pending: 1 }, manager: { pending: 1 }, final: { pending: 1 } });
    const extended = fold([...log, ev('contract.set', '2026-12-20', { contract: 'C', end: day('2028-01-01') })]);
    expect(extended.graded).toMatchObject([{ renewed: true, manager: 'renews' }]);
    expect(extended.contracts[0]?.verdicts).toEqual({ manager: null, final: null });
    expect(automatedVerdict('unknown')).toBe('');
  });
});

describe('the setup', () => {
  const step = (id: string, place: number, done?: boolean) =>
    ev('onboarding.step', '2026-10-01', { step: id, title: id, place, ...(done === undefined ? {} : { done }) });
  const states = (events: Parameters<typeof fold>[0], now = day('2026-10-02')) =>
    openOrder(fold(events).steps, now).map(({ step, state }) => [step.id, state]);
  it('row 116: says how much of it is done', () => {
    expect(setupShare(fold([step('a', 1, true), step('b', 2), step('c', 3), step('d', 4)]).steps)).toEqual({ done: 1, required: 4 });
    expect(setupShare([])).toBeNull();
  });
  it('row 117: opens steps in order, never more than two, and not before their day', () => {
    const log = [step('c', 3), step('a', 1), step('b', 2), step('d', 4)];
    expect(states(log)).toEqual([
      ['a', 'open'],
      ['b', 'open'],
      ['c', 'waits'],
      ['d', 'waits'],
    ]);
    expect(
      states([...log, ev('onboarding.step', '2026-10-02', { step: 'a', done: true })]).filter(([, state]) => state === 'open'),
    ).toHaveLength(MOST_OPEN);
    const later = ev('onboarding.step', '2026-10-01', { step: 'a', place: 1, opens: day('2026-10-10') });
    expect(states([later, step('b', 2)])).toEqual([
      ['a', 'waits'],
      ['b', 'open'],
    ]);
  });
  it('row 118: what helps with a step is sent, and that is kept', () => {
    const log = [
      ev('onboarding.step', '2026-10-01', { step: 'a', resource: 'https://guide.example/a' }),
      ev('onboarding.step', '2026-10-03', { step: 'a', sent: true }),
    ];
    expect(fold(log).steps[0]).toMatchObject({ resource: 'https://guide.example/a', sentAt: day('2026-10-03') });
  });
  it('row 120: a promise holds what they do for it themselves', () => {
    const log = [
      ev('promise', '2026-10-01', { promise: 'p', what: 'Live by May', due: day('2027-05-01'), kind: 'result', effort: 'Send the data' }),
    ];
    expect(fold(log).promises[0]).toMatchObject({ effort: 'Send the data', kind: 'result', due: day('2027-05-01') });
  });
});

describe('facts of an earlier version', () => {
  it('are completed where they are read, and fold on as if they had been new', () => {
    const log = [contract('2027-01-01'), ev('task.set', '2026-10-01', { task: 't', title: 'x', due: day('2026-10-05') })];
    const whole = fold(log);
    const { checks, plays, reviews, issues, loss, firstValue, expectations, graded, ...rest } = whole;
    const older = JSON.parse(JSON.stringify({ ...rest, format: 1 })) as { tasks: object[]; contracts: object[] };
    older.tasks = older.tasks.map((row) => without(row, ['kind', 'play', 'step', 'list', 'result', 'outcome']));
    older.contracts = older.contracts.map((row) => without(row, ['optionsSentAt', 'terms', 'verdicts']));
    expect([checks, plays, reviews, issues, loss, firstValue, expectations, graded]).toEqual([{}, [], [], [], null, null, null, []]);
    expect(complete(older as unknown as Facts)).toEqual(whole);
    const next = ev('term.set', '2026-10-06', { contract: 'C', term: 'x', what: 'Training' });
    expect(fold([next], older as unknown as Facts)).toEqual(fold([...log, next]));
    expect(complete(whole)).toBe(whole);
    expect(Object.keys(complete(older as unknown as Facts))).toEqual(Object.keys(emptyFacts('example')));
  });
});
const without = (row: object, members: string[]) => Object.fromEntries(Object.entries(row).filter(([key]) => !members.includes(key)));
