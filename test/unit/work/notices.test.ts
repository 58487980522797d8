/** What is said in time: a new price, credit that ends, contact by plan; and who is named where a warning is about somebody. */
import { describe, expect, it } from 'vitest';
import { channelPlan } from '../../../shared/cadence/channels';
import { computedDue } from '../../../shared/cadence/computed';
import { doneEvents } from '../../../shared/cadence/computed-due';
import { contextFor } from '../../../shared/cadence/context';
import { DUE_RULES, ruleOf } from '../../../shared/cadence/due-rules';
import { planOf } from '../../../shared/cadence/plan';
import type { LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultProgramme } from '../../../shared/loyalty/default-programme';
import type { Programme } from '../../../shared/loyalty/programme';
import { checkProgramme } from '../../../shared/loyalty/programme-check';
import { programmeDocument } from '../../../shared/loyalty/programme-document';
import { contactOfPlay } from '../../../shared/plays/contact';
import { priceUntold } from '../../../shared/renewal/agreement';
import { day, ev } from '../../../shared/signals/example';

const profile = ev('customer.profile', '2026-01-01', { name: 'Quillbrook', since: day('2026-01-01') });
const due = (events: LiveEvent[], at: string, programme: Programme = defaultProgramme()) => {
  const facts = fold(events);
  return computedDue(facts, contextFor(facts, programme, day(at)), day(at));
};
const rules = (events: LiveEvent[], at: string, programme?: Programme) => due(events, at, programme).map(({ task }) => ruleOf(task));

describe('a new price', () => {
  const contract = ev('contract.set', '2026-01-01', { contract: 'C', end: day('2027-01-01'), value: { amount: 1000, currency: 'EUR' } });
  const rise = ev('price.change', '2026-09-01', { contract: 'C', effective: day('2027-01-01'), percent: 8 });
  const told = (at: string) => ev('notice.sent', at, { contract: 'C', kind: 'price' });
  it('row 39: is to be told two weeks before the thirty days begin, once, and telling it ends the thing', () => {
    expect(rules([contract, rise], '2026-11-17')).not.toContain('price');
    expect(rules([contract, rise], '2026-11-19')).toContain('price');
    expect(rules([contract, rise, told('2026-11-20')], '2026-11-21')).not.toContain('price');
    const fall = ev('price.change', '2026-09-01', { contract: 'C', effective: day('2027-01-01'), percent: -5 });
    expect(rules([contract, fall], '2026-11-19')).not.toContain('price');
    const thing = due([contract, rise], '2026-11-19').find(({ task }) => ruleOf(task) === 'price');
    expect(thing && doneEvents(thing, 'Told').map(({ type }) => type)).toEqual(['task.set', 'task.done', 'notice.sent']);
  });
  it('row 39: decided too late to be told in time, it is due at once', () => {
    const late = ev('price.change', '2026-12-20', { contract: 'C', effective: day('2027-01-01'), percent: 8 });
    expect(rules([contract, late], '2026-12-20')).toContain('price');
  });
  it('row 39: holds up the renewal where it was not told thirty days before the end', () => {
    const row = (...more: LiveEvent[]) => {
      const [first] = fold([contract, ...more]).contracts;
      if (!first) throw new Error('no contract');
      return first;
    };
    const now = day('2026-12-20');
    expect(priceUntold(row(rise), 1000, now)).toBe(true);
    expect(priceUntold(row(rise, told('2026-12-15')), 1080, now)).toBe(true);
    expect(priceUntold(row(rise, told('2026-11-20')), 1080, now)).toBe(false);
    // Nothing was decided, but what is written into the form is more than they pay.
    expect(priceUntold(row(), 1000, now)).toBe(false);
    expect(priceUntold(row(), 1200, now)).toBe(true);
    expect(priceUntold(row(), 900, now)).toBe(false);
  });
});

describe('what runs out', () => {
  const grant = (lot: string, expires: string) =>
    ev('credit.granted', '2026-06-01', { grant: lot, kind: 'gift', amount: 5000, currency: 'EUR', expires: day(expires) }, lot);
  it('row 138: each grant is told by itself, at the days that the club’s rules name', () => {
    const log = [profile, grant('G1', '2026-12-01'), grant('G2', '2027-03-01')];
    const tasks = (at: string, programme = defaultProgramme()) =>
      due(log, at, programme).flatMap(({ task }) => (ruleOf(task) === 'credit' ? [task.replace(/\d{9,}/, 'end')] : []));
    expect(tasks('2026-10-30')).toEqual([]);
    expect(tasks('2026-11-05')).toEqual(['due:credit:gift:EUR:end:30']);
    expect(tasks('2026-11-26')).toEqual(['due:credit:gift:EUR:end:7']);
    const rulesOfOurs = { ...defaultProgramme(), credit: { expire: null, warnDays: [60] } };
    expect(tasks('2026-10-05', rulesOfOurs)).toEqual(['due:credit:gift:EUR:end:60']);
  });
  it('row 138: points that were earned day by day are told of once for the month of their end', () => {
    const programme: Programme = { ...defaultProgramme(), pointsExpire: { months: 12, roundUp: 'none' }, pendingDays: 0 };
    const log = [
      profile,
      ...[3, 9, 20].map((date) => ev('purchase', Date.UTC(2026, 0, date), { amount: 10_000, currency: 'USD' }, `p${date}`)),
    ];
    const credit = due(log, '2026-12-10', programme).filter(({ task }) => ruleOf(task) === 'credit');
    expect(credit.map(({ task }) => task)).toEqual(['due:credit:2027-01:30']);
    expect(credit[0]?.args.n).toBe(3 * (programme.earn.perPurchase + 100 * (programme.earn.perUnit.USD ?? 0)));
  });
});

describe('the plan of a tier', () => {
  const gold = (plan: object): Programme => {
    const usual = defaultProgramme();
    return { ...usual, tiers: usual.tiers.map((tier, i) => (i === 0 ? { ...tier, ...plan } : tier)) };
  };
  const visited = ev('note', '2026-02-01', { kind: 'visit' });
  it('row 97: days that a manager names for calls and visits are the plan, and a turn that is over is due', () => {
    const programme = gold({ cadenceDays: 30, visitDays: 90, reviewMonths: 4 });
    const facts = fold([profile, visited, ev('note', '2026-03-01', { kind: 'call' })]);
    const plan = planOf(facts, 1, day('2026-04-01'), programme.tiers[0]);
    expect(plan.review).toBe(4);
    expect(channelPlan(facts, plan).map(({ channel, every, next }) => [channel, every, next])).toEqual([
      ['phone', 30, day('2026-03-31')],
      ['email', 30, day('2026-03-31')],
      ['visit', 90, day('2026-05-02')],
    ]);
    const log = [profile, visited, ev('note', '2026-03-01', { kind: 'call' })];
    const channels = (at: string) =>
      due(log, at, programme).flatMap(({ task }) => (ruleOf(task) === 'channel' ? [task.split(':')[2]] : []));
    expect(channels('2026-03-30')).toEqual([]);
    expect(channels('2026-04-01')).toEqual(['phone']);
    expect(channels('2026-05-03')).toEqual(['phone', 'visit']);
    // Where nobody named days, the usual ones are a measure on the customer's page and nothing that is due.
    expect(rules(log, '2026-09-01')).not.toContain('channel');
  });
  it('row 97: done is logged as the contact that it is, so that the next turn counts from there', () => {
    const programme = gold({ visitDays: 90 });
    const [thing] = due([profile, visited], '2026-05-03', programme).filter(({ task }) => ruleOf(task) === 'channel');
    expect(thing && doneEvents(thing, 'Visit').at(-1)).toMatchObject({ type: 'note', data: { kind: 'visit' } });
  });
  it('row 97: may be published with the rules of the club, in days that make sense', () => {
    const { version: _v, from: _f, former: _b, ...document } = { ...gold({ visitDays: 90, mailDays: 0, eventDays: 180, reviewMonths: 6 }) };
    expect(checkProgramme(document)).toHaveProperty('document');
    expect(checkProgramme(programmeDocument(gold({ visitDays: -1 })))).toHaveProperty('problems');
  });
});

it('row 84: a word about an invoice is no check: four quiet months stay four quiet months', () => {
  const log = [
    profile,
    ev('ticket.opened', '2026-01-10', { ticket: 'T' }),
    ev('ticket.closed', '2026-01-11', { ticket: 'T' }),
    ev('invoice.issued', '2026-05-01', { invoice: 'I', amount: 100, currency: 'EUR', due: day('2026-06-05') }),
  ];
  expect(rules(log, '2026-05-30')).toEqual(expect.arrayContaining(['quiet', 'invoice']));
  const [thing] = due(log, '2026-05-30').filter(({ task }) => ruleOf(task) === 'invoice');
  const said = (thing ? doneEvents(thing, 'Told') : []).map(({ type, data }, nth) => ev(type, '2026-05-30', data as never, `said-${nth}`));
  expect(rules([...log, ...said], '2026-05-31')).toContain('quiet');
  expect(rules([...log, ...said], '2026-05-31')).not.toContain('invoice');
});

describe('a play', () => {
  it('row 91: names who is behind its warning, and not just the first person', () => {
    const contact = (id: string) => ev('contact.set', '2026-01-01', { contact: id, name: id, email: `${id}@quillbrook.example` }, id);
    const log = [
      profile,
      contact('Anna'),
      contact('Berat'),
      ev('remark', '2026-03-01', { kind: 'angry', contact: 'Berat' }, 'r1'),
      ev('remark', '2026-03-02', { kind: 'angry', contact: 'Berat' }, 'r2'),
      ev('play.started', '2026-03-03', { play: 'p', kind: 'win-back', signal: 'angry' }),
      // What comes afterwards does not change whom it is about.
      ev('remark', '2026-03-04', { kind: 'angry', contact: 'Anna' }, 'r3'),
    ];
    const facts = fold(log);
    expect(facts.plays.map((play) => contactOfPlay(facts, play))).toEqual(['Berat']);
    expect(due(log, '2026-03-10').find(({ task }) => ruleOf(task) === 'play')?.args.name).toEqual({ name: 'Berat' });
    expect(contactOfPlay(facts, { signal: 'usage-drop', startedAt: day('2026-03-03') })).toBe('');
  });
});

it('every rule that finds something has a name by which people choose', () => {
  expect(DUE_RULES.map((id) => ruleOf(`due:${id}:x`))).toEqual([...DUE_RULES]);
  expect([ruleOf('due:outcome-60:1'), ruleOf('due:exit:1'), ruleOf('T-1')]).toEqual(['outcome', 'loss', null]);
});
