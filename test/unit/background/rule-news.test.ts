/** What rules find due, as notifications: of the right customers, in the way that was chosen, once, with its words, gone when it is done. */
import { describe, expect, it } from 'vitest';
import type { AlertHow } from '../../../extension/alert-settings';
import type { Due } from '../../../extension/background/due';
import { customerOfNotice } from '../../../extension/background/reminders';
import { ruleNews } from '../../../extension/background/rule-news';
import type { LiveEvent } from '../../../shared/event';
import { DAY } from '../../../shared/event';
import { defaultProgramme } from '../../../shared/loyalty/default-programme';
import type { CustomerRecord } from '../../../shared/record';
import type { Writers } from '../events';
import { customer, NOW, device as noticeDevice, SETTINGS, t } from './notices';

const plain = (text: string | undefined) => text?.replace(/[\u2066-\u2069]/g, '');

const invoice = (days: number) => (e: Writers) => [
  e['invoice.issued'](NOW - 20 * DAY, { invoice: 'INV-7', amount: 120_000, currency: 'EUR', due: NOW + days * DAY }),
];
const news = (
  records: CustomerRecord[],
  { rules = {}, heard = records, now = NOW }: { rules?: Record<string, AlertHow>; heard?: CustomerRecord[]; now?: number } = {},
) => ruleNews({ heard, records, user: 'u1', programme: defaultProgramme(), restDays: [0, 6], rules, now, t, pause: async () => {} });

function device() {
  const own = noticeDevice();
  const tell = (dues: readonly Due[], now = NOW, restDays: readonly number[] = []) => own.tell(dues, SETTINGS, now, restDays);
  return { ...own, tell };
}

describe('what a rule finds due, as a notification', () => {
  it('row 87: an invoice about to fall due is told once to the owner, with a text to send, also across kills; paid, it goes', async () => {
    const { tell, made, standing, store } = device();
    const dues = await news([customer('acme', invoice(5))]);
    store.failAt(1, 'before');
    await expect(tell(dues)).rejects.toThrow('killed');
    for (let life = 0; life < 3; life++) await tell(dues, NOW + life * 60_000);
    expect(standing.size).toBe(1);
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    const [first = '', text = ''] = (plain(made[0]?.message) ?? '').split('\n');
    expect(first).toBe('Tell The acme that invoice INV-7 is due on 24 Nov');
    expect(text).toContain('INV-7');
    expect(text).toContain('€1,200');
    expect(customerOfNotice(made[0]?.id ?? '')).toBe('acme');
    await tell(await news([customer('acme', (e) => [...invoice(5)(e), e['invoice.paid'](NOW, { invoice: 'INV-7' })])]), NOW + 1000);
    expect(standing.size).toBe(0);
  });
  it('row 87: the day before it is told again, as a thing of its own', async () => {
    const { tell, made } = device();
    const acme = customer('acme', invoice(5));
    await tell(await news([acme]));
    await tell(await news([acme], { now: NOW + 4 * DAY }), NOW + 4 * DAY);
    expect(new Set(made.map(({ id }) => id)).size).toBe(2);
  });
  it('goes when it is done on another device, or put off until a day, and comes back then as the task that it is', async () => {
    const acme = (more: (e: Writers) => LiveEvent[]) => customer('acme', (e) => [...invoice(5)(e), ...more(e)]);
    const [due] = await news([acme(() => [])]);
    const task = due?.task ?? '';
    const set = (e: Writers, at: number) => e['task.set'](NOW - 60_000, { task, title: 'Tell them', due: at });
    expect(await news([acme((e) => [set(e, NOW), e['task.done'](NOW - 1000, { task })])])).toEqual([]);
    expect(await news([acme((e) => [set(e, NOW + DAY)])])).toEqual([]);
  });
  it('waits out a day off while it can, and does not where the last day would pass', async () => {
    const friday = NOW + DAY;
    const told = async (days: number) => {
      const { tell } = device();
      return (await tell(await news([customer('acme', invoice(days))], { now: friday }), friday, [5])).length;
    };
    expect(await told(6)).toBe(0);
    expect(await told(2)).toBe(1);
  });
  it('comes as its rule has it: dates at once, what only comes round again in the digest, or not at all', async () => {
    const acme = [
      customer('acme', (e) => [
        ...invoice(5)(e),
        e['ticket.opened'](NOW - 200 * DAY, { ticket: 'T', subject: 'x' }),
        e['ticket.closed'](NOW - 199 * DAY, { ticket: 'T' }),
      ]),
    ];
    const how = async (rules: Record<string, AlertHow> = {}) =>
      Object.fromEntries((await news(acme, { rules })).map(({ rule, how }) => [rule?.id, how]));
    expect(await how()).toEqual({ invoice: 'once', quiet: 'digest' });
    expect(await how({ 'due.invoice': 'digest', 'due.quiet': 'off' })).toEqual({ invoice: 'digest' });
  });
  it('is of the customers that somebody hears of; of others only the step that was given to them', async () => {
    const run = (owner: string) => (e: Writers) => [
      ...invoice(5)(e),
      e['play.started'](NOW - 9 * DAY, { play: 'p', kind: 'friendly-check-in', owner }),
    ];
    const [mine, given, theirs] = [
      customer('mine', invoice(5)),
      customer('given', run('u1'), { owner: 'u2' }),
      customer('theirs', run('u2'), { owner: 'u2' }),
    ];
    const found = await news([mine, given, theirs], { heard: [mine] });
    expect(found.map(({ customer, rule }) => [customer, rule?.id])).toEqual([
      ['mine', 'invoice'],
      ['given', 'play'],
    ]);
  });
  it('row 138: credit that ends is told thirty days before and again seven days before, and not what was spent', async () => {
    const grant = (e: Writers) =>
      e['credit.granted'](NOW - 60 * DAY, { grant: 'G1', kind: 'gift', amount: 5000, currency: 'EUR', expires: NOW + 40 * DAY });
    const acme = customer('acme', (e) => [grant(e)]);
    const on = async (days: number, record = acme) =>
      (await news([record], { now: NOW + days * DAY })).map(({ id, title }) => ({ id, title: plain(title) }));
    expect(await on(9)).toEqual([]);
    const [early] = await on(11);
    const [late] = await on(34);
    expect(early?.title).toMatch(/^Tell The acme: credit of €50(\.00)? ends after/);
    expect(late?.id).not.toBe(early?.id);
    expect(await on(42)).toEqual([]);
    const spent = customer('acme', (e) => [grant(e), e['credit.spent'](NOW - DAY, { amount: 5000, currency: 'EUR' })]);
    expect(await on(11, spent)).toEqual([]);
  });
});
