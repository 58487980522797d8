/** Warnings as notifications: opened or worse, for the right people, in the way they chose, once per device. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { AlertHow } from '../../../extension/alert-settings';
import { alertCustomers, alertsOf } from '../../../extension/background/alerts';
import { openKnownAlerts } from '../../../extension/background/known-alerts';
import { customerOfNotice } from '../../../extension/background/reminders';
import { SettingsSchema } from '../../../extension/background/settings';
import type { Settings } from '../../../extension/protocol';
import { DAY } from '../../../shared/event';
import { restDaysOf } from '../../../shared/i18n/week';
import type { CustomerRecord } from '../../../shared/record';
import type { Writers } from '../events';
import { memoryStore } from './memory-store';
import { customer, device, MODEL, NOW, SETTINGS } from './notices';

const rules = (rules: Record<string, AlertHow>): Settings => ({ ...SETTINGS, alerts: { ...SETTINGS.alerts, rules } });

const waits = (days: number) => (e: Writers) => [
  e.note(NOW - 2 * DAY, { kind: 'call' }),
  e['ticket.opened'](NOW - days * DAY, { ticket: '4471', subject: 'Kiln' }),
];
const only = (records: CustomerRecord[], settings = SETTINGS, now = NOW) =>
  alertsOf(records, settings.alerts, MODEL, now).filter(({ title }) => title === 'ticket-unanswered');

describe('a warning as a notification', () => {
  it('comes once for an own customer, with its words, also across restarts and kills', async () => {
    const { tell, made, standing, store } = device();
    const dues = only([customer('acme', waits(9))]);
    store.failAt(1, 'before');
    await expect(tell(dues, SETTINGS)).rejects.toThrow('killed');
    for (let life = 0; life < 4; life++) await tell(dues, SETTINGS, NOW + life * 60_000);
    expect(standing.size).toBe(1);
    expect(made).toHaveLength(2);
    expect(made[0]?.id).toBe(made[1]?.id);
    expect(made[0]?.message).toBe('High: No reply for 9 days');
    expect(customerOfNotice(made[0]?.id ?? '')).toBe('acme');
  });
  it('comes again when it grows worse, in place of the one that stood, and not when it grows better', async () => {
    const { tell, made, standing } = device();
    const later = NOW + 8 * DAY;
    const acme = customer('acme', waits(9));
    await tell(only([acme]), SETTINGS);
    await tell(only([acme], SETTINGS, later), SETTINGS, later);
    expect(made.map(({ message }) => message)).toEqual(['High: No reply for 9 days', 'Critical: No reply for 17 days']);
    expect(standing.size).toBe(1);
    await tell(only([acme]), SETTINGS, later + 1);
    expect(made).toHaveLength(2);
  });
  it('comes again when it opens anew', async () => {
    const { tell, made } = device();
    const acme = customer('acme', waits(9));
    await tell(only([acme]), SETTINGS);
    await tell([], SETTINGS, NOW + DAY);
    const again = { ...acme, signals: acme.signals.map((row) => ({ ...row, openedAt: NOW + 2 * DAY })) };
    await tell(only([again]), SETTINGS, NOW + 2 * DAY);
    expect(made).toHaveLength(2);
  });
  it.each([
    ['the signal closes', (e: Writers) => e['ticket.replied'](NOW - 60_000, { ticket: '4471', by: 'us' })],
    ['somebody else has seen it', (e: Writers) => e['signal.acknowledged'](NOW - 60_000, { signal: 'ticket-unanswered', by: 'u2' })],
    [
      'it is put aside for a reason and until a day',
      (e: Writers) => e['signal.snoozed'](NOW - 60_000, { signal: 'ticket-unanswered', until: NOW + DAY, reason: 'agreed' }),
    ],
  ])('goes when %s', async (_, act) => {
    const { tell, standing } = device();
    const acme = customer('acme', waits(9));
    await tell(only([acme]), SETTINGS);
    expect(standing.size).toBe(1);
    const handled = { ...acme, facts: customer('acme', (e) => [...waits(9)(e), act(e)]).facts };
    await tell(only([handled]), SETTINGS, NOW + 60_000);
    expect(standing.size).toBe(0);
  });
  it('comes back when the day is over until which it was put aside, unless it was told before', () => {
    const aside = customer('acme', (e) => [...waits(9)(e), e['signal.snoozed'](NOW, { signal: 'ticket-unanswered', until: NOW + DAY })]);
    expect(only([aside])).toEqual([]);
    expect(only([aside], SETTINGS, NOW + DAY)).toHaveLength(1);
  });
  it('is of own customers only, unless somebody chose those they cover, or all', () => {
    const [mine, covered, theirs] = [
      customer('mine', waits(9)),
      customer('covered', (e) => [...waits(9)(e), e['customer.owner'](NOW - DAY, { owner: 'u2', cover: ['u1'] })]),
      customer('theirs', waits(9), { owner: 'u2' }),
    ];
    const whose = (which: Settings['alerts']['whose'], user = 'u1') =>
      alertCustomers([mine, covered, theirs], user, which, NOW).map(({ id }) => id);
    expect(SETTINGS.alerts.whose).toBe('own');
    expect([whose('own'), whose('covered'), whose('all')]).toEqual([['mine'], ['mine', 'covered'], ['mine', 'covered', 'theirs']]);
    expect(whose('own', 'boss')).toEqual([]);
    const nobodys = customer('nobodys', (e) => [e['customer.owner'](NOW - DAY, { owner: null })]);
    expect(alertCustomers([theirs, nobodys], 'boss', 'own', NOW).map(({ id }) => id)).toEqual(['nobodys']);
  });
  it('comes as its rule has it: at once, in the digest, or not at all; without a rule as bad as it is', () => {
    const acme = [customer('acme', waits(9))];
    expect(only(acme)[0]?.how).toBe('once');
    expect(only(acme, rules({ 'ticket-unanswered': 'digest' }))[0]?.how).toBe('digest');
    expect(only(acme, rules({ 'ticket-unanswered': 'off' }))).toEqual([]);
    const lesser = alertsOf(acme, SETTINGS.alerts, MODEL, NOW).filter(({ stage }) => stage < 3);
    expect(lesser.map(({ stage, how }) => [stage, how])).toEqual(lesser.map(() => [2, 'digest']));
  });
  it('comes in one digest a day at its hour, with all that waited', async () => {
    const { tell, made } = device();
    const settings = rules({ 'ticket-unanswered': 'digest' });
    const at = (day: number, hour: number) => Date.UTC(2026, 10, 19 + day, hour);
    const dues = (ids: string[]) =>
      only(
        ids.map((id) => customer(id, waits(9))),
        settings,
      );
    await tell(dues(['a', 'b']), settings, at(0, 8));
    expect(made).toEqual([]);
    await tell(dues(['a', 'b']), settings, at(0, 9));
    expect(made.map(({ title }) => title)).toEqual(['2 reminders from Vafa']);
    await tell(dues(['a', 'b', 'c', 'd']), settings, at(0, 12));
    expect(made).toHaveLength(1);
    await tell(dues(['a', 'b', 'c', 'd']), settings, at(1, 9));
    expect(made.map(({ title }) => title)).toEqual(['2 reminders from Vafa', '2 reminders from Vafa']);
  });
  it('makes the same digest again where the background was killed before it was noted', async () => {
    const { tell, standing, store, made } = device();
    const settings = rules({ 'ticket-unanswered': 'digest' });
    const dues = (ids: string[]) =>
      only(
        ids.map((id) => customer(id, waits(9))),
        settings,
      );
    store.failAt(1, 'before');
    await expect(tell(dues(['b', 'c']), settings)).rejects.toThrow('killed');
    await tell(dues(['a', 'b', 'c']), settings);
    expect([made.length, standing.size]).toEqual([2, 1]);
  });
  it('waits out a day off unless it is critical; a Friday is one in Tehran and Riyadh, and not in London', async () => {
    const friday = NOW + DAY;
    const week = (tag: string, language: string) => restDaysOf({ tag, language }).sort();
    expect([week('fa-IR', 'fa'), week('ar-SA', 'ar'), week('ar-AE', 'ar'), week('en-GB', 'en')]).toEqual([
      [4, 5],
      [5, 6],
      [0, 6],
      [0, 6],
    ]);
    const tells = async (days: number, restDays: number[]) => {
      const { tell, made } = device();
      const acme = customer('acme', waits(days));
      await tell(only([acme], SETTINGS, friday), SETTINGS, friday, restDays);
      return made.length;
    };
    expect(await tells(8, restDaysOf({ tag: 'ar-SA', language: 'ar' }))).toBe(0);
    expect(await tells(8, restDaysOf({ tag: 'en-GB', language: 'en' }))).toBe(1);
    expect(await tells(20, restDaysOf({ tag: 'ar-SA', language: 'ar' }))).toBe(1);
  });
  it('is no news where it stood when the device first looked, until it grows worse', async () => {
    const store = memoryStore();
    const acme = [customer('acme', waits(9))];
    const news = (records: CustomerRecord[], now: number, whose = 'w/u1') =>
      openKnownAlerts(store).without(whose, only(records, SETTINGS, now), () => alertsOf(records, null, MODEL, now));
    expect(await news(acme, NOW)).toEqual([]);
    expect(await news(acme, NOW + 60_000)).toEqual([]);
    expect(await news(acme, NOW + 8 * DAY)).toHaveLength(1);
    expect((await news([...acme, customer('brook', waits(9))], NOW + 60_000)).map(({ customer }) => customer)).toEqual(['brook']);
    // Another person on this device begins anew.
    expect(await news(acme, NOW + 60_000, 'w/u2')).toEqual([]);
  });
  it('is told once however often somebody looks, whatever happens in between', async () => {
    const step = fc.record({
      hours: fc.integer({ min: 0, max: 60 }),
      kill: fc.constantFrom(null, null, 'before' as const, 'after' as const),
    });
    const settings: Settings = { ...SETTINGS, quietHours: { from: '22:00', to: '07:00' } };
    const acme = customer('acme', waits(8), { now: NOW + 400 * DAY });
    const log = [{ id: 'ticket-unanswered', openedAt: NOW - DAY, closedAt: null }];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { tell, made, store } = device();
        let now = NOW;
        let kills = 0;
        for (const { hours, kill } of steps) {
          now += hours * 3_600_000;
          store.failAt(kill ? 1 : 0, kill ?? 'before');
          await tell(only([{ ...acme, signals: log }], settings, now), settings, now).catch(() => void kills++);
          store.failAt(0, 'before');
        }
        now += 60 * 3_600_000;
        await tell(only([{ ...acme, signals: log }], settings, now), settings, now);
        // Once as high, once as critical.
        expect(new Set(made.map(({ id }) => id)).size).toBeLessThanOrEqual(2);
        expect(made.length).toBeLessThanOrEqual(2 + kills);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the settings of notifications', () => {
  it('that were saved before there were any are those of a new device', () => {
    const { alerts: _, ...older } = SETTINGS;
    expect(v.parse(SettingsSchema, older).alerts).toEqual({ whose: 'own', rules: {}, digestAt: '09:00', restDays: null });
  });
});
