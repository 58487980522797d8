import { describe, expect, it } from 'vitest';
import { type Due, dueThings, ownCustomers, stageAt } from '../../../extension/background/due';
import { customerOfNotice, isQuiet, type Notice, openReminders } from '../../../extension/background/reminders';
import { defaultSettings } from '../../../extension/background/settings';
import { DAY } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import type { CustomerRecord } from '../../../shared/record';
import { events } from '../events';
import { memoryStore } from './memory-store';

const NOW = Date.UTC(2026, 10, 21, 12);
const SETTINGS = { ...defaultSettings('en-US'), locale: { ...defaultSettings('en-US').locale, timeZone: 'UTC' } };
const WORDS = {
  one: (due: Due) => ({ title: due.name, message: `${due.kind} ${due.stage}` }),
  several: (dues: readonly Due[]) => ({ title: String(dues.length), message: 'digest' }),
};

function customer(id: string, write: (e: ReturnType<typeof events>) => Parameters<typeof fold>[0]): CustomerRecord {
  return { id, seq: 1, trace: [], signals: [], facts: fold(write(events(id))) };
}
const withContract = (id: string, days: number, notice = 0) =>
  customer(id, (e) => [e['contract.set'](NOW - 100 * DAY, { contract: 'k', end: NOW + days * DAY, notice_days: notice })]);
const withTask = (id: string, owner?: string) =>
  customer(id, (e) => [e['task.set'](NOW - DAY, { task: 't', title: 'Call', due: NOW - 1000, ...(owner === undefined ? {} : { owner }) })]);

/** A device on which notifications stand by id; the store outlives the background. */
function device() {
  const store = memoryStore();
  const standing = new Map<string, Notice>();
  let made = 0;
  const wake = (breaks = false) =>
    openReminders({
      store,
      async show(notice) {
        if (breaks) throw new Error('no notifications');
        made++;
        standing.set(notice.id, notice);
      },
    });
  return { store, standing, wake, made: () => made };
}

describe('reminders', () => {
  it('tell each due thing once, also across restarts of the background', async () => {
    const { wake, made } = device();
    const dues = dueThings([withContract('c1', 29), withTask('c2')], 'u1', NOW);
    for (let life = 0; life < 5; life++) await wake().tell(dues, SETTINGS, NOW + life * 60_000, WORDS);
    expect(made()).toBe(2);
  });
  it('leave one notification when the background is killed between showing and marking', async () => {
    const { wake, store, standing } = device();
    const dues = dueThings([withTask('c2')], 'u1', NOW);
    store.failAt(1, 'before');
    await expect(wake().tell(dues, SETTINGS, NOW, WORDS)).rejects.toThrow('killed');
    await wake().tell(dues, SETTINGS, NOW + 1000, WORDS);
    await wake().tell(dues, SETTINGS, NOW + 2000, WORDS);
    expect(standing.size).toBe(1);
  });
  it('are not marked as told when none could be shown', async () => {
    const { wake, made } = device();
    const dues = dueThings([withTask('c2')], 'u1', NOW);
    await expect(wake(true).tell(dues, SETTINGS, NOW, WORDS)).rejects.toThrow();
    await wake().tell(dues, SETTINGS, NOW, WORDS);
    expect(made()).toBe(1);
  });
  it('come as one digest when there are more than three', async () => {
    const { wake, standing } = device();
    const dues = dueThings(
      ['a', 'b', 'c', 'd'].map((id) => withTask(id)),
      'u1',
      NOW,
    );
    expect(await wake().tell(dues, SETTINGS, NOW, WORDS)).toHaveLength(4);
    expect([...standing.values()].map(({ title, message }) => [title, message])).toEqual([['4', 'digest']]);
    expect(customerOfNotice([...standing.keys()][0] ?? '')).toBe('');
    expect(await wake().tell(dues, SETTINGS, NOW, WORDS)).toEqual([]);
  });
  it('wait for the end of quiet hours', async () => {
    const { wake, made } = device();
    const quiet = { ...SETTINGS, quietHours: { from: '11:00', to: '13:00' } };
    const dues = dueThings([withTask('c2')], 'u1', NOW);
    await wake().tell(dues, quiet, NOW, WORDS);
    expect(made()).toBe(0);
    await wake().tell(dues, quiet, NOW + 3_600_000, WORDS);
    expect(made()).toBe(1);
  });
  it('know quiet hours that span midnight, by the wall clock of the reader', () => {
    const at = (hours: number) => Date.UTC(2026, 10, 21, hours);
    const settings = { ...SETTINGS, quietHours: { from: '22:00', to: '07:00' } };
    expect([20, 22, 23, 3, 7].map((hour) => isQuiet(settings, at(hour)))).toEqual([false, true, true, true, false]);
    expect(isQuiet({ ...settings, locale: { ...settings.locale, timeZone: 'Asia/Tehran' } }, at(20))).toBe(true);
  });
  it('say by their id which customer they are about, whatever its id holds', () => {
    const [due] = dueThings([withTask('a:b/ش')], 'u1', NOW);
    expect(customerOfNotice(due?.id ?? '')).toBe('a:b/ش');
  });
});

describe('what is due', () => {
  it('takes the latest stage of a date: 90, 60, 30 and 7 days before', () => {
    expect([91, 90, 61, 60, 31, 30, 8, 7, 1, 0, -1].map((days) => stageAt(NOW + days * DAY, NOW))).toEqual([
      null,
      90,
      90,
      60,
      60,
      30,
      30,
      7,
      7,
      7,
      null,
    ]);
  });
  it('knows renewal and notice deadline as two dates', () => {
    expect(dueThings([withContract('c1', 29, 25)], '', NOW).map(({ kind, stage }) => [kind, stage])).toEqual([
      ['notice', 7],
      ['renewal', 30],
    ]);
  });
  it('leaves tasks of others to them', () => {
    expect(dueThings([withTask('c1', 'u2')], 'u1', NOW)).toEqual([]);
    expect(dueThings([withTask('c1', 'u1')], 'u1', NOW)).toHaveLength(1);
  });
  it('tells an account manager of own and covered customers, and everybody where nobody owns any', () => {
    const owned = (id: string, owner: string, cover: string[] = []) =>
      customer(id, (e) => [e['customer.owner'](NOW - DAY, { owner, cover })]);
    const all = [owned('a', 'u1'), owned('b', 'u2', ['u1']), owned('c', 'u2')];
    expect(ownCustomers(all, 'u1').map(({ id }) => id)).toEqual(['a', 'b']);
    expect(ownCustomers(all, 'u9')).toHaveLength(3);
  });
});
