import { describe, expect, it } from 'vitest';
import { todayList } from '../../../extension/background/today';
import { DAY, type LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import type { Locale } from '../../../shared/i18n/message';
import { translator } from '../../../shared/i18n/t';
import type { CustomerRecord } from '../../../shared/record';
import { events, type Writers } from '../events';

const NOW = Date.UTC(2026, 10, 21, 12);
const EN: Locale = { language: 'en', tag: 'en-GB', calendar: 'gregory', digits: 'latn', timeZone: 'UTC', toman: false };
const days = (n: number) => NOW + n * DAY;

function customer(id: string, write: (e: Writers) => LiveEvent[], value = 1_000_000, currency = 'EUR'): CustomerRecord {
  const e = events(id);
  const profile = e['customer.profile'](days(-700), { name: `The ${id}`, value: { amount: value, currency }, since: days(-700) });
  return { id, seq: 1, trace: [], signals: [], facts: fold([profile, ...write(e)].sort((a, b) => a.at - b.at)) };
}
const touched = (e: Writers) => e.note(days(-2), { kind: 'call' });
const task = (e: Writers, due: number, name = 't') => e['task.set'](days(-20), { task: name, title: `Do ${name}`, due, owner: 'u1' });
const unanswered = (e: Writers, ticket = '4471') => e['ticket.opened'](days(-16), { ticket, subject: 'Sign-in' });
const contract = (e: Writers, end: number, notice = 0) =>
  e['contract.set'](days(-300), { contract: 'k', start: days(-300), end, notice_days: notice });

function list(records: CustomerRecord[], options: { done?: string[]; user?: string; locale?: Locale } = {}) {
  const t = translator(options.locale ?? EN, NOW);
  return todayList(records, { user: options.user ?? '', model: defaultModel(NOW), now: NOW, t, done: new Set(options.done) });
}

describe("today's list", () => {
  it('has one row for a customer of whom a notice deadline and a renewal are near: the sooner', () => {
    const rows = list([customer('acme', (e) => [touched(e), contract(e, days(28), 14)])]);
    expect(rows.map(({ customer, kind, when }) => [customer, kind, when])).toEqual([['acme', 'Notice', 'in 14 d']]);
  });
  it('row 85: brings a renewal up at 90, 60, 30 and 7 days before it, and before its notice deadline too', () => {
    const on = (end: number, notice = 0) => list([customer('acme', (e) => [touched(e), contract(e, end, notice)])]).map(({ kind }) => kind);
    expect(on(days(120))).toEqual([]);
    for (const left of [90, 60, 30, 7, 1]) expect({ left, rows: on(days(left)) }).toEqual({ left, rows: ['Renewal'] });
    for (const left of [90, 60, 30, 7]) expect({ left, rows: on(days(left + 30), 30)[0] }).toEqual({ left, rows: 'Notice' });
    // Between two stages it keeps quiet until the last month, when it is there every day.
    expect(on(days(75))).toEqual([]);
    expect(on(days(20))).toEqual(['Renewal']);
  });
  it('row 85: puts a task off, and is done with it when it is logged as done', () => {
    const due = customer('acme', (e) => [touched(e), task(e, days(-1))]);
    expect(list([due])).toHaveLength(1);
    expect(list([customer('acme', (e) => [touched(e), task(e, days(-1)), e['task.done'](NOW - 1000, { task: 't' })])])).toEqual([]);
    expect(
      list([
        customer('acme', (e) => [touched(e), task(e, days(-1)), e['task.set'](NOW - 1000, { task: 't', title: 'Do t', due: days(3) })]),
      ]),
    ).toEqual([]);
    expect(list([due], { done: ['t'] })).toEqual([]);
  });
  it('row 30: has a follow-up that we promised for a day and that did not come, and row 28: a complaint that nobody acknowledged in time', () => {
    const followUp = customer('acme', (e) => [e.note(days(-9), { kind: 'call', follow_up: days(-2) })]);
    expect(list([followUp]).map(({ kind, when }) => [kind, when])).toEqual([['Ours', 'late 2 d']]);
    const complaint = customer('brook', (e) => [touched(e), e.remark(days(-2), { kind: 'complaint' })]);
    expect(list([complaint])).toHaveLength(1);
    const aside = customer('cairn', (e) => [
      e.note(days(-9), { kind: 'call', follow_up: days(-2) }),
      e['signal.snoozed'](days(-1), { signal: 'follow-up-missed', until: days(3) }),
    ]);
    expect(list([aside])).toEqual([]);
  });
  it('says when in words: late, today, in so many days', () => {
    const when = (due: number) => list([customer('acme', (e) => [touched(e), task(e, due)])]).map((row) => row.when);
    expect(when(days(-1))).toEqual(['late 1 d']);
    expect(when(NOW + 60_000)).toEqual(['today']);
    expect(when(days(1))).toEqual([]);
  });
  it('offers the act of an open high or critical warning, which is ours', () => {
    const [row] = list([customer('acme', (e) => [touched(e), unanswered(e)])]);
    expect(row).toMatchObject({ customer: 'acme', kind: 'Ours', task: null });
    expect(row?.title.replace(/[\u2066-\u2069]/g, '')).toBe('Reply to ticket 4471');
  });
  it('shows that act against the date it presses on', () => {
    const [row] = list([customer('acme', (e) => [touched(e), unanswered(e), contract(e, days(20))])]);
    expect(row).toMatchObject({ kind: 'Renewal', when: 'in 20 d' });
    expect(row?.title).toContain('4471');
  });
  it('puts a promise that is due before a warning of the same customer', () => {
    const [row, ...more] = list([customer('acme', (e) => [touched(e), unanswered(e), task(e, days(-1))])]);
    expect(row).toMatchObject({ title: 'Do t', task: 't' });
    expect(more).toEqual([]);
  });
  it('shows the next task of a customer once the first is done', () => {
    const both = [customer('acme', (e) => [touched(e), task(e, days(-3), 'a'), task(e, days(-1), 'b')])];
    expect(list(both).map(({ task }) => task)).toEqual(['a']);
    expect(list(both, { done: ['a'] }).map(({ task }) => task)).toEqual(['b']);
  });
  it('row 47: is sorted by value × risk', () => {
    const rows = list([
      customer('small', (e) => [touched(e), unanswered(e)], 1_000_000),
      customer('large', (e) => [touched(e), unanswered(e)], 9_000_000),
      customer(
        'large-and-well',
        (e) => [touched(e), task(e, days(-1)), e['survey.answered'](days(-3), { survey: 'q', kind: 'csat', score: 10, scale: 10 })],
        9_000_000,
      ),
    ]);
    expect(rows.map(({ customer, scoreShown }) => [customer, Number(scoreShown)])).toEqual([
      ['large', expect.any(Number)],
      ['large-and-well', expect.any(Number)],
      ['small', expect.any(Number)],
    ]);
  });
  it('does not let a currency of many digits come first', () => {
    const rows = list([
      customer('rial', (e) => [touched(e), unanswered(e)], 90_000_000_000, 'IRR'),
      customer('rial-small', (e) => [touched(e), unanswered(e)], 9_000_000_000, 'IRR'),
      customer('euro', (e) => [touched(e), unanswered(e)], 9_000_000, 'EUR'),
    ]);
    expect(rows.map(({ customer }) => customer)).toEqual(['euro', 'rial', 'rial-small']);
  });
  it('names a customer who has been silent for long, where nothing else of theirs is due', () => {
    const [row] = list([customer('acme', (e) => [e.note(days(-178), { kind: 'call' })])]);
    expect(row).toMatchObject({ when: '178 d', kind: 'Silent' });
  });
  it('row 32: has those who fell silent though we write to them, a few of them, most value at risk first', () => {
    const written = (id: string, value: number) =>
      customer(
        id,
        (e) => [e.mail(days(-200), { direction: 'in' }), ...[-90, -50, -10].map((n) => e.mail(days(n), { direction: 'out' }))],
        value,
      );
    const rows = list(['a', 'b', 'c', 'd', 'e'].map((id, i) => written(id, (i + 1) * 1_000_000)));
    expect(rows.map(({ customer }) => customer)).toEqual(['e', 'd', 'c']);
    expect(rows[0]).toMatchObject({ when: '200 d', kind: 'Silent', task: null });
    expect(rows[0]?.title.replace(/[\u2066-\u2069]/g, '')).toBe('Ask The e how things are');
    const busy = customer('busy', (e) => [touched(e), unanswered(e)]);
    expect(list([...['a', 'b', 'c', 'd'].map((id) => written(id, 500_000)), busy])).toHaveLength(4);
    const aside = customer('aside', (e) => [
      e.mail(days(-200), { direction: 'in' }),
      e.mail(days(-10), { direction: 'out' }),
      e['signal.snoozed'](days(-1), { signal: 'silent', until: days(9) }),
    ]);
    expect(list([aside])).toEqual([]);
  });
  it('says first to call whoever wants to leave', () => {
    const [row] = list([customer('acme', (e) => [touched(e), e.remark(days(-2), { kind: 'leave' })])]);
    expect(row?.title.replace(/[\u2066-\u2069]/g, '')).toBe('Call The acme today');
    expect(row?.when).toBe('late 1 d');
  });
  it('leaves out customers who left, and those of others where the reader has own ones', () => {
    const lost = customer('gone', (e) => [task(e, days(-1)), e['customer.lost'](days(-1), { reason: 'price' })]);
    const mine = customer('mine', (e) => [e['customer.owner'](days(-600), { owner: 'u1' }), touched(e), task(e, days(-1))]);
    const theirs = customer('theirs', (e) => [e['customer.owner'](days(-600), { owner: 'u2' }), touched(e), task(e, days(-1))]);
    expect(list([lost, mine, theirs], { user: 'u1' }).map(({ customer }) => customer)).toEqual(['mine']);
  });
  it('speaks Persian and Arabic with their digits', () => {
    const late = [customer('acme', (e) => [touched(e), task(e, days(-3))])];
    const fa: Locale = { ...EN, language: 'fa', tag: 'fa-IR', calendar: 'persian', digits: 'arabext' };
    const ar: Locale = { ...EN, language: 'ar', tag: 'ar-EG', digits: 'arab' };
    expect(list(late, { locale: fa })[0]?.when).toContain('۳');
    expect(list(late, { locale: ar })[0]?.when).toContain('٣');
  });
});
