import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Due, dueThings, ownCustomers, stageAt } from '../../../extension/background/due';
import { customerOfNotice, isQuiet, isRestDay, type Notice, openReminders } from '../../../extension/background/reminders';
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
      async close(id) {
        standing.delete(id);
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
  it('close when what was due is done, here or on another device', async () => {
    const { wake, standing } = device();
    const [mine, other] = [withTask('c1'), withTask('c2')];
    await wake().tell(dueThings([mine, other], 'u1', NOW), SETTINGS, NOW, WORDS);
    expect(standing.size).toBe(2);
    await wake().tell(dueThings([other], 'u1', NOW), SETTINGS, NOW + 1000, WORDS);
    expect([...standing.values()].map(({ title }) => title)).toEqual([dueThings([other], 'u1', NOW)[0]?.name]);
  });
  it('close a digest when the last thing it told of is done', async () => {
    const { wake, standing, made } = device();
    const dues = dueThings(
      ['a', 'b', 'c', 'd'].map((id) => withTask(id)),
      'u1',
      NOW,
    );
    await wake().tell(dues, SETTINGS, NOW, WORDS);
    await wake().tell(dues.slice(3), SETTINGS, NOW, WORDS);
    expect(standing.size).toBe(1);
    await wake().tell([], SETTINGS, NOW, WORDS);
    expect([standing.size, made()]).toEqual([0, 1]);
  });
  it('close also in quiet hours', async () => {
    const { wake, standing } = device();
    await wake().tell(dueThings([withTask('c1')], 'u1', NOW), SETTINGS, NOW, WORDS);
    await wake().tell([], { ...SETTINGS, quietHours: { from: '11:00', to: '13:00' } }, NOW, WORDS);
    expect(standing.size).toBe(0);
  });
  it('of a renewal weeks ahead wait for a working day; a task and a date that is near do not', async () => {
    // NOW is a Saturday.
    const saturday = [6];
    const at = NOW;
    const far = customer('far', (e) => [e['contract.set'](at - 100 * DAY, { contract: 'k', end: at + 29 * DAY, notice_days: 0 })]);
    const near = customer('near', (e) => [e['contract.set'](at - 100 * DAY, { contract: 'k', end: at + 2 * DAY, notice_days: 0 })]);
    const dues = dueThings([far, near, withTask('task')], 'u1', at);
    const { wake } = device();
    const told = await wake().tell(dues, SETTINGS, at, WORDS, saturday);
    expect(told.map(customerOfNotice).sort()).toEqual(['near', 'task']);
    expect((await wake().tell(dues, SETTINGS, at + DAY, WORDS, saturday)).map(customerOfNotice)).toEqual(['far']);
  });
  it('know a day of rest by the calendar of the reader’s place', () => {
    // Late on Thursday in London it is Friday in Tehran.
    const at = Date.UTC(2026, 10, 19, 22);
    const inZone = (timeZone: string) => ({ locale: { ...SETTINGS.locale, timeZone } });
    expect([isRestDay(inZone('Europe/London'), at, [5]), isRestDay(inZone('Asia/Tehran'), at, [5])]).toEqual([false, true]);
  });
  it.each([
    // The hour that does not exist, and the one that comes twice.
    ['Europe/Berlin', [Date.UTC(2027, 2, 28, 0), Date.UTC(2027, 9, 31, 0)]],
    ['Africa/Cairo', [Date.UTC(2026, 3, 23, 20), Date.UTC(2026, 9, 29, 18)]],
    ['Asia/Tehran', [Date.UTC(2026, 2, 21, 20), Date.UTC(2026, 8, 21, 18)]],
  ])('come once, and not in quiet hours, through the nights in which %s changes its clock', async (timeZone, nights) => {
    for (const night of nights) {
      const { wake, made } = device();
      const settings = { ...SETTINGS, locale: { ...SETTINGS.locale, timeZone }, quietHours: { from: '22:00', to: '07:00' } };
      const wall = (at: number) =>
        new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
      const task = customer('c', (e) => [e['task.set'](night - DAY, { task: 't', title: 'Call', due: night + 3_600_000 })]);
      let told = '';
      for (let at = night; at < night + DAY; at += 900_000) {
        const before = made();
        await wake().tell(dueThings([task], 'u1', at), settings, at, WORDS);
        if (made() > before) told = wall(at);
      }
      expect(made()).toBe(1);
      expect(told === '07:00' || (told >= '07:00' && told < '22:00')).toBe(true);
    }
  });
  it('are told at least once and at most once more than kills between showing and marking, whatever happens to clock, alarms and syncs', async () => {
    const step = fc.record({
      do: fc.constantFrom('look', 'look', 'sleep', 'back', 'done', 'new'),
      minutes: fc.integer({ min: 1, max: 3000 }),
      kill: fc.option(fc.constantFrom('before' as const, 'after' as const), { nil: undefined }),
      pick: fc.nat(7),
    });
    const settings = { ...SETTINGS, locale: { ...SETTINGS.locale, timeZone: 'Europe/Berlin' }, quietHours: { from: '22:00', to: '07:00' } };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const store = memoryStore();
        const shown = new Map<string, number>();
        const standing = new Set<string>();
        const tasks = new Map<string, number>();
        const done = new Set<string>();
        let now = NOW;
        let kills = 0;
        const dues = () =>
          dueThings(
            [...tasks]
              .filter(([id]) => !done.has(id))
              .map(([id, due]) => customer(id, (e) => [e['task.set'](NOW - DAY, { task: 't', title: id, due })])),
            'u1',
            now,
          );
        const look = async (dying?: 'before' | 'after') => {
          const words = {
            one: (due: Due) => ({ title: '', message: due.customer }),
            several: (all: readonly Due[]) => ({ title: '', message: all.map((due) => due.customer).join(' ') }),
          };
          const reminders = openReminders({
            store,
            async show({ id, message }) {
              expect(isQuiet(settings, now)).toBe(false);
              for (const customer of message.split(' ')) {
                expect(done.has(customer)).toBe(false);
                shown.set(customer, (shown.get(customer) ?? 0) + 1);
              }
              standing.add(id);
            },
            close: async (id) => void standing.delete(id),
          });
          store.failAt(dying ? 1 : 0, dying ?? 'before');
          await reminders.tell(dues(), settings, now, words).catch(() => void kills++);
          store.failAt(0, 'before');
        };
        for (const { do: what, minutes, kill, pick } of steps) {
          if (what === 'sleep') now += minutes * 60_000;
          else if (what === 'back') now -= minutes * 60_000;
          else if (what === 'new') tasks.set(`t${tasks.size}`, now + minutes * 60_000);
          else if (what === 'done' && pick < tasks.size) done.add(`t${pick}`);
          else await look(kill);
        }
        now = Math.max(now, ...tasks.values()) + DAY;
        for (let hours = 0; hours < 24; hours++, now += 3_600_000) await look();
        for (const id of tasks.keys()) {
          expect(shown.get(id) ?? 0).toBeLessThanOrEqual(1 + kills);
          if (!done.has(id)) expect(shown.get(id)).toBeGreaterThanOrEqual(1);
        }
        if (done.size === tasks.size) expect(standing.size).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
  it.each([
    ['back by a day', -DAY],
    ['forward by a week, and back', 7 * DAY],
  ])('stand as they are when the clock is set %s: neither lost nor told again', async (_, jump) => {
    const { wake, standing, made } = device();
    const due = NOW + Math.max(jump, 0) - 1000;
    const records = [
      customer('c1', (e) => [e['task.set'](NOW - 3 * DAY, { task: 't', title: 'Call', due })]),
      customer('c2', (e) => [e['contract.set'](NOW - 100 * DAY, { contract: 'k', end: due + 30 * DAY, notice_days: 0 })]),
    ];
    const look = (at: number, of = records) => {
      const tasks = dueThings(of, 'u1', at, { horizon: 400 * DAY }).filter(({ kind }) => kind === 'task');
      const dues = dueThings(of, 'u1', at);
      return wake().tell(dues, SETTINGS, at, WORDS, [], new Set(tasks.filter((task) => task.at > at).map(({ id }) => id)));
    };
    await look(NOW + Math.max(jump, 0));
    const [before, first] = [[...standing.keys()], made()];
    expect(before).toHaveLength(2);
    await look(NOW + Math.min(jump, 0));
    expect([...standing.keys()]).toEqual(expect.arrayContaining(before));
    const again = made() - first; // a stage of the renewal that lies further off, at most
    await look(due + 1000);
    expect([...standing.keys()]).toEqual(expect.arrayContaining(before));
    expect([made(), again <= 1]).toEqual([first + again, true]);
    // Done while the clock is behind: the task's goes at once.
    await look(NOW + Math.min(jump, 0), records.slice(1));
    expect([...standing.keys()].filter((id) => id.startsWith('task:'))).toEqual([]);
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
    expect(ownCustomers(all, 'u1', NOW).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(ownCustomers(all, 'u9', NOW)).toHaveLength(3);
  });
});
