/** What is due by rule, as events bring it and take it away. */
import { describe, expect, it } from 'vitest';
import type { SaidEvent } from '../../../shared/act-types';
import { channelPlan } from '../../../shared/cadence/channels';
import { behindTask, computedDue } from '../../../shared/cadence/computed';
import { asksOf, doneEvents, taskOf } from '../../../shared/cadence/computed-due';
import { contextFor } from '../../../shared/cadence/context';
import { planOf } from '../../../shared/cadence/plan';
import { DAY, type LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultProgramme } from '../../../shared/loyalty/default-programme';
import { day, ev } from '../../../shared/signals/example';

const profile = ev('customer.profile', '2026-01-01', { name: 'Quillbrook', since: day('2026-10-01') });
const context = (events: LiveEvent[], at: number) => contextFor(fold(events), defaultProgramme(), at);
const due = (events: LiveEvent[], at: number | string) => {
  const now = typeof at === 'string' ? day(at) : at;
  return computedDue(fold(events), context(events, now), now);
};
const steps = (events: LiveEvent[], at: number | string) => due(events, at).map(({ step }) => step);
/** What a person says, as events of an instant. */
const said = (events: readonly SaidEvent[], at: number): LiveEvent[] =>
  events.map(
    ({ type, data }, nth) => ({ id: `said-${at}-${nth}`, customer: 'example', type, at, source: '', revision: 0, data }) as LiveEvent,
  );
/** The log after the thing with this step was done. */
const having = (events: LiveEvent[], step: string, at: number, result?: 'yes' | 'partly' | 'no') => {
  const thing = due(events, at).find((one) => one.step === step);
  if (!thing) throw new Error(`${step} is not due`);
  return [...events, ...said(doneEvents(thing, 'Title', result === undefined ? {} : { result }), at)];
};

describe('the beginning', () => {
  it('row 68: expectations are due a week after the start, and agreed by one key', () => {
    expect(steps([profile], '2026-10-07')).not.toContain('expectations');
    expect(steps([profile], '2026-10-08')).toContain('expectations');
    const log = having([profile], 'expectations', day('2026-10-09'));
    expect(fold(log).expectations?.at).toBe(day('2026-10-09'));
    expect(steps(log, '2026-10-20')).not.toContain('expectations');
    expect(steps([profile, ev('expectations.agreed', '2026-10-02', {})], '2026-10-20')).not.toContain('expectations');
  });
  it('row 82: outcomes are checked after 30, 60 and 90 days, each once and with its result', () => {
    expect(steps([profile], day('2026-10-01') + 30 * DAY)).toContain('outcome-30');
    expect(steps([profile], day('2026-10-01') + 60 * DAY)).not.toContain('outcome-30');
    const log = having([profile], 'outcome-30', day('2026-11-02'), 'partly');
    expect(fold(log).checks['outcome-30']).toEqual({ at: day('2026-11-02'), result: 'partly' });
    expect(steps(log, '2026-11-03')).not.toContain('outcome-30');
    expect(steps(log, day('2026-10-01') + 90 * DAY)).toContain('outcome-90');
    expect(asksOf('due:outcome-30:1')).toBe('outcome');
  });
  it('row 119: the day after the start somebody leads them to a first value', () => {
    const log = [profile, ev('onboarding.step', '2026-10-01', { step: 'install' })];
    expect(steps(log, '2026-10-02')).toContain('first-value');
    expect(fold(having(log, 'first-value', day('2026-10-03'))).firstValue?.at).toBe(day('2026-10-03'));
    expect(steps([...log, ev('value.first', '2026-10-01', { what: 'First report' })], '2026-10-05')).not.toContain('first-value');
  });
});

describe('what comes again', () => {
  const contract = ev('contract.set', '2026-01-01', { contract: 'C', end: day('2028-01-01') });
  it('row 81: with a contract a review is due every three months, and a review sets the next one', () => {
    expect(steps([profile, contract], '2026-12-31')).not.toContain('review');
    expect(steps([profile, contract], '2027-01-01')).toContain('review');
    const log = [profile, contract, ev('review', '2027-01-10', { review: 'r1', outcomes: ['Two more seats'] })];
    expect(steps(log, '2027-04-09')).not.toContain('review');
    expect(steps(log, '2027-04-10')).toContain('review');
    const agreed = ev('review', '2027-01-10', { review: 'r1', next: day('2027-02-01') });
    expect(steps([profile, contract, agreed], '2027-02-01')).toContain('review');
  });
  it('nobody is years late with a review: of those that were never held, the last turn is due', () => {
    const review = (now: string) => due([profile, contract], now).find(({ step }) => step === 'review')?.at;
    expect(review('2027-03-31')).toBe(day('2027-01-01'));
    expect(review('2027-04-01')).toBe(day('2027-04-01'));
    expect(review('2027-12-31')).toBe(day('2027-10-01'));
  });
  it('row 83: a check every three or six months, once agreed', () => {
    const agreed = ev('customer.profile', '2026-10-02', { check_months: 3 });
    expect(steps([profile], '2027-06-01')).not.toContain('check');
    expect(steps([profile, agreed], '2027-01-01')).toContain('check');
    const log = having([profile, agreed], 'check', day('2027-01-15'));
    expect(steps(log, '2027-04-14')).not.toContain('check');
    expect(steps(log, '2027-04-15')).toContain('check');
    expect(steps([...log, ev('customer.profile', '2027-02-01', { check_months: 0 })], '2027-06-01')).not.toContain('check');
  });
  it('row 84: four calendar months without ticket and without check', () => {
    const ticket = ev('ticket.opened', '2026-10-10', { ticket: 'T' });
    expect(steps([profile], '2027-06-01')).not.toContain('quiet');
    expect(steps([profile, ticket], '2027-02-09')).not.toContain('quiet');
    expect(steps([profile, ticket], '2027-02-10')).toContain('quiet');
    const log = having([profile, ticket], 'quiet', day('2027-02-20'));
    expect(steps(log, '2027-06-19')).not.toContain('quiet');
    expect(steps(log, '2027-06-20')).toContain('quiet');
    expect(steps([...log, ev('ticket.opened', '2027-06-01', { ticket: 'U' })], '2027-06-20')).not.toContain('quiet');
  });
  it('row 97: a plan per tier says how often on which channel, and where the gap is', () => {
    const log = [profile, ev('note', '2026-10-05', { kind: 'call' }), ev('mail', '2026-10-09', { direction: 'out' })];
    const silver = channelPlan(fold(log), planOf(fold(log), 2, day('2026-10-10')));
    expect(silver.map(({ channel, last, next }) => [channel, last, next])).toEqual([
      ['phone', day('2026-10-05'), day('2026-10-05') + 90 * DAY],
      ['email', day('2026-10-09'), day('2026-10-09') + 30 * DAY],
      ['visit', null, day('2026-10-01') + 365 * DAY],
      ['event', null, day('2026-10-01') + 365 * DAY],
    ]);
    const bronze = planOf(fold(log), 1, day('2026-10-10'));
    expect(bronze.channels.phone).toBeGreaterThan(silver[0]?.every ?? 0);
    const told = planOf(fold(log), 1, day('2026-10-10'), { cadenceDays: 14 });
    expect([told.channels.phone, told.channels.email]).toEqual([14, 14]);
    const vip = fold([...log, ev('customer.profile', '2026-10-06', { segment: 'vip' })]);
    expect(planOf(vip, 1, day('2026-10-10')).channels.phone).toBeLessThan(bronze.channels.phone);
  });
});

describe('contracts, invoices and problems', () => {
  it('row 86: options are to be sent sixty days before the notice deadline, and are written down as sent', () => {
    const log = [profile, ev('contract.set', '2026-01-01', { contract: 'C', end: day('2027-06-30'), notice_days: 30 })];
    const at = day('2027-06-30') - 90 * DAY;
    expect(steps(log, at - 1)).not.toContain('options');
    expect(steps(log, at)).toContain('options');
    expect(fold(having(log, 'options', at)).contracts[0]?.optionsSentAt).toBe(at);
  });
  it('row 87: an invoice is announced seven days and one day before it is due, and not once it is paid', () => {
    const log = [profile, ev('invoice.issued', '2026-10-01', { invoice: 'I', amount: 100, currency: 'USD', due: day('2026-10-30') })];
    expect(steps(log, '2026-10-22')).not.toContain('invoice');
    expect(steps(log, '2026-10-23')).toContain('invoice');
    const told = having(log, 'invoice', day('2026-10-24'));
    expect(steps(told, '2026-10-28')).not.toContain('invoice');
    expect(steps(told, '2026-10-29')).toContain('invoice');
    expect(steps([...log, ev('invoice.paid', '2026-10-25', { invoice: 'I' })], '2026-10-29')).not.toContain('invoice');
  });
  it('row 78: of an open chronic problem they hear every three working days', () => {
    const log = [profile, ev('issue.set', '2026-10-12', { issue: 'i', title: 'Export stops' })];
    expect(steps(log, '2026-10-14')).not.toContain('tell');
    expect(steps(log, '2026-10-15')).toContain('tell');
    const told = having(log, 'tell', day('2026-10-15'));
    expect(steps(told, '2026-10-19')).not.toContain('tell');
    expect(steps(told, '2026-10-20')).toContain('tell');
    expect(steps([...told, ev('issue.set', '2026-10-19', { issue: 'i', closed: true })], '2026-10-25')).not.toContain('tell');
  });
});

describe('losing', () => {
  const lost = ev('customer.lost', '2026-10-12', {});
  it('row 60: a loss without a reason asks for one until it has one', () => {
    expect(steps([profile, lost], '2026-10-12')).toEqual(['loss']);
    const log = [profile, lost, ev('customer.lost', '2026-10-13', { code: 'price', avoidable: true })];
    expect(steps(log, '2026-10-13')).not.toContain('loss');
    expect(fold(log).loss).toMatchObject({ at: day('2026-10-12'), code: 'price', avoidable: true });
    expect(fold(log).profile.lostAt).toBe(day('2026-10-12'));
  });
  it('row 58: on the next working day a call, then a mail, then a survey; it ends when they come back', () => {
    expect(steps([profile, lost], '2026-10-13')).toContain('exit');
    let log = having([profile, lost], 'exit', day('2026-10-13'));
    expect(steps(log, '2026-10-14')).toContain('call');
    log = having(log, 'call', day('2026-10-14'));
    expect(steps(log, '2026-10-19')).toContain('mail');
    log = having(log, 'mail', day('2026-10-19'));
    expect(steps(log, '2026-10-26')).toContain('survey');
    const back = [...log, ev('customer.kept', '2026-10-27', {})];
    expect(fold(back).profile.lostAt).toBeNull();
    expect(fold(back).loss?.backAt).toBe(day('2026-10-27'));
  });
});

describe('a computed task', () => {
  it('that is put off is silent until its day, and does all that it would have done', () => {
    const now = day('2026-10-09');
    const thing = due([profile], now).find(({ step }) => step === 'expectations');
    if (!thing) throw new Error('nothing is due');
    const log = [profile, ...said([taskOf(thing, 'Title', day('2026-10-12'))], now)];
    expect(steps(log, '2026-10-10')).not.toContain('expectations');
    const behind = behindTask(fold(log), context(log, now), thing.task);
    expect(behind?.also).toEqual(thing.also);
  });
  it('is the same on every device, so that two who do it at once do it once', () => {
    const one = due([profile], '2026-10-09').find(({ step }) => step === 'expectations');
    const two = due([profile], '2026-10-10').find(({ step }) => step === 'expectations');
    expect(one?.task).toBe(two?.task);
    const log = [
      ...having([profile], 'expectations', day('2026-10-09')),
      ...said(doneEvents(two as NonNullable<typeof two>, 'T'), day('2026-10-10')),
    ];
    expect(fold(log).tasks).toHaveLength(1);
    expect(fold(log).tasks[0]?.doneAt).toBe(day('2026-10-09'));
  });
});
