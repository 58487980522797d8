import { describe, expect, it } from 'vitest';
import { todayList } from '../../../extension/background/today';
import { DAY, type LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import type { Locale } from '../../../shared/i18n/message';
import { translator } from '../../../shared/i18n/t';
import { defaultProgramme } from '../../../shared/loyalty/default-programme';
import type { Programme } from '../../../shared/loyalty/programme';
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
const contract = (e: Writers, end: number, notice = 0) => [
  e['contract.set'](days(-300), { contract: 'k', start: days(-300), end, notice_days: notice }),
  // They know what they may choose from: the date itself is what is left.
  e['notice.sent'](days(-1), { contract: 'k', kind: 'options' }),
];

function list(
  records: CustomerRecord[],
  options: { done?: string[]; user?: string; locale?: Locale; programme?: Programme; aside?: Record<string, number> } = {},
) {
  const t = translator(options.locale ?? EN, NOW);
  const { user = '', programme = null, aside = {} } = options;
  return todayList(records, { user, model: defaultModel(NOW), programme, now: NOW, t, done: new Set(options.done), aside });
}
const plain = (text: string | undefined) => text?.replace(/[\u2066-\u2069]/g, '');

describe("today's list", () => {
  it('has one row for a customer of whom a notice deadline and a renewal are near: the sooner', () => {
    const rows = list([customer('acme', (e) => [touched(e), ...contract(e, days(28), 14)])]);
    expect(rows.map(({ customer, kind, when }) => [customer, kind, when])).toEqual([['acme', 'Notice', 'in 14 d']]);
  });
  it('row 85: brings a renewal up at 90, 60, 30 and 7 days before it, and before its notice deadline too', () => {
    const on = (end: number, notice = 0) =>
      list([customer('acme', (e) => [touched(e), ...contract(e, end, notice)])])
        .map(({ kind }) => kind)
        .filter((kind) => kind !== 'Check');
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
    expect(list([followUp]).map(({ kind, when }) => [kind, when])).toEqual([['Not kept', 'late 2 d']]);
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
    const [row] = list([customer('acme', (e) => [touched(e), unanswered(e), ...contract(e, days(20))])]);
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
  it('row 33 and row 93: has loyal customers with something open before larger new ones, and says why', () => {
    const since = (e: Writers, years: number) => e['customer.profile'](days(-1), { since: days(-366 * years) });
    const rows = list([
      customer('large-new', (e) => [touched(e), unanswered(e), since(e, 1)], 90_000_000),
      customer('old', (e) => [touched(e), unanswered(e), since(e, 6)], 1_000_000),
      customer('old-and-well', (e) => [touched(e), task(e, days(0)), since(e, 6)], 9_000_000),
    ]);
    expect(rows.map(({ customer }) => customer)).toEqual(['old', 'large-new', 'old-and-well']);
    expect(plain(rows[0]?.why)).toMatch(/^With us for 6 years.*€10,000(\.00)? a year, \d+ points lost$/);
    expect(plain(rows[1]?.why)).toMatch(/^€900,000(\.00)? a year, \d+ points lost$/);
  });
  it('row 93: knows the loyal by their tier too', () => {
    const programme = defaultProgramme();
    const gold = customer('gold', (e) => [
      touched(e),
      unanswered(e),
      e['customer.profile'](days(-1), { since: days(-300), value: { amount: 100, currency: 'EUR' } }),
      e['points.adjusted'](days(-30), { points: 50_000, reason: 'moved over' }),
    ]);
    const other = customer('other', (e) => [touched(e), unanswered(e)], 90_000_000);
    expect(list([other, gold], { programme }).map(({ customer }) => customer)).toEqual(['gold', 'other']);
    expect(plain(list([gold], { programme })[0]?.why)).toMatch(/^Loyal: /);
  });
  it('row 30 and row 36: what we promised and did not keep is said in words, and comes before what we never promised', () => {
    const missed = customer('missed', (e) => [
      touched(e),
      unanswered(e),
      ...Array.from({ length: 20 }, (_, i) => e['sla.result'](days(-80 + i), { met: true })),
      e['sla.result'](days(-40), { met: false, what: 'First reply within 4 hours' }),
    ]);
    const followUp = customer('follow-up', (e) => [e.note(days(-9), { kind: 'call', follow_up: days(-2) })]);
    const large = customer('large', (e) => [touched(e), unanswered(e)], 90_000_000);
    const rows = list([large, missed, followUp]);
    expect(rows.map(({ customer, broken }) => [customer, broken])).toEqual([
      ['follow-up', true],
      ['missed', true],
      ['large', false],
    ]);
    expect(rows.map(({ kind }) => kind).slice(0, 2)).toEqual(['Not kept', 'Not kept']);
    expect(plain(rows[0]?.why)).toContain('follow-up missed');
    expect(plain(rows[1]?.why)).toContain('service missed');
    const seen = customer('seen', (e) => [
      e.note(days(-9), { kind: 'call', follow_up: days(-2) }),
      e['signal.acknowledged'](days(-1), { signal: 'follow-up-missed' }),
    ]);
    expect(list([seen])[0]?.broken).toBe(false);
  });
  it('row 78: an open issue of which they heard nothing for three working days asks for a word of ours', () => {
    // NOW is a Saturday: three working days before it is Wednesday noon and earlier.
    const issue = (told: number) =>
      customer('acme', (e) => [
        touched(e),
        e['ticket.opened'](days(-20), { ticket: '4471', subject: 'Kiln controller' }),
        e['ticket.replied'](told, { ticket: '4471', by: 'us' }),
      ]);
    const [row] = list([issue(days(-8))]);
    expect(plain(row?.title)).toBe('Tell them where ticket 4471 stands');
    expect(row).toMatchObject({ kind: 'Not kept', broken: true, task: null, log: 'email' });
    expect(list([issue(days(-2))])).toEqual([]);
    const closed = customer('acme', (e) => [
      touched(e),
      e['ticket.opened'](days(-20), { ticket: '4471' }),
      e['ticket.replied'](days(-8), { ticket: '4471', by: 'us' }),
      e['ticket.closed'](days(-7), { ticket: '4471' }),
    ]);
    expect(list([closed])).toEqual([]);
  });
  it('row 93: warns where a new customer at risk was given more off than loyal ones are', () => {
    const loyal = Array.from({ length: 5 }, (_, i) =>
      customer(`old-${i}`, (e) => [touched(e), e['customer.profile'](days(-1), { since: days(-1200) })]),
    );
    const bought = (times: number) =>
      customer('new', (e) => [
        touched(e),
        e['customer.profile'](days(-100), { since: days(-100) }),
        e.remark(days(-2), { kind: 'leave' }),
        ...Array.from({ length: times }, (_, i) => e.benefit(days(-10 - i), { benefit: `b${i}`, kind: 'discount', delivered: true })),
      ]);
    const warned = (records: CustomerRecord[]) => plain(list(records).find(({ customer }) => customer === 'new')?.warn);
    expect(warned([...loyal, bought(2)])).toBe('New and at risk: 2 discounts in 90 days; the median loyal customer got 0.');
    expect(warned([...loyal, bought(0)])).toBe('');
    expect(warned([...loyal.slice(1), bought(2)])).toBe('');
  });
  it('leaves out what was put aside on this device, until then', () => {
    const acme = [customer('acme', (e) => [touched(e), ...contract(e, days(28), 14)])];
    const [row] = list(acme);
    expect(list(acme, { aside: { [row?.id ?? '']: NOW + 1 } }).map(({ kind }) => kind)).toEqual(['Renewal']);
    expect(list(acme, { aside: { [row?.id ?? '']: NOW } }).map(({ kind }) => kind)).toEqual(['Notice']);
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
    const theirTask = (e: Writers) => e['task.set'](days(-20), { task: 't', title: 'Do t', due: days(-1), owner: 'u2' });
    const lost = customer('gone', (e) => [theirTask(e), e['customer.lost'](days(-1), { reason: 'price' })]);
    const mine = customer('mine', (e) => [e['customer.owner'](days(-600), { owner: 'u1' }), touched(e), task(e, days(-1))]);
    const theirs = customer('theirs', (e) => [e['customer.owner'](days(-600), { owner: 'u2' }), touched(e), theirTask(e)]);
    expect(list([lost, mine, theirs], { user: 'u1' }).map(({ customer }) => customer)).toEqual(['mine']);
  });
  it('row 106: has what a colleague asked of the reader by name in a note on a customer of somebody else, and nothing else of that customer', () => {
    const mine = customer('mine', (e) => [e['customer.owner'](days(-600), { owner: 'u1' }), touched(e)]);
    const asked = (e: Writers) => e['task.set'](days(-1), { task: 'm', title: 'Sam asks: can you look?', due: days(-1), owner: 'u1' });
    const theirs = customer('theirs', (e) => [e['customer.owner'](days(-600), { owner: 'u2' }), unanswered(e), asked(e)]);
    expect(list([mine, theirs], { user: 'u1' }).map(({ customer, title, task }) => [customer, title, task])).toEqual([
      ['theirs', 'Sam asks: can you look?', 'm'],
    ]);
    const done = customer('theirs', (e) => [
      e['customer.owner'](days(-600), { owner: 'u2' }),
      unanswered(e),
      asked(e),
      e['task.done'](NOW - 1000, { task: 'm' }),
    ]);
    expect(list([mine, done], { user: 'u1' })).toEqual([]);
  });
  it('leaves a covered customer to its owner again when the cover is over, without a sync', () => {
    const mine = customer('mine', (e) => [e['customer.owner'](days(-600), { owner: 'u1' }), touched(e)]);
    const covered = (until: number) =>
      customer('covered', (e) => [
        e['customer.owner'](days(-9), { owner: 'u2', cover: ['u1'], cover_until: until }),
        touched(e),
        unanswered(e),
      ]);
    expect(list([mine, covered(days(1))], { user: 'u1' }).map(({ customer }) => customer)).toEqual(['covered']);
    expect(list([mine, covered(NOW)], { user: 'u1' })).toEqual([]);
  });
  it('speaks Persian and Arabic with their digits', () => {
    const late = [customer('acme', (e) => [touched(e), task(e, days(-3))])];
    const fa: Locale = { ...EN, language: 'fa', tag: 'fa-IR', calendar: 'persian', digits: 'arabext' };
    const ar: Locale = { ...EN, language: 'ar', tag: 'ar-EG', digits: 'arab' };
    expect(list(late, { locale: fa })[0]?.when).toContain('۳');
    expect(list(late, { locale: ar })[0]?.when).toContain('٣');
  });
});
