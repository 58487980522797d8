/**
 * Reminders as browser notifications: each due thing once per device. The alarm only says "look now"; what is
 * due comes from the book, what was told from the store. The notification is made first and marked after: a
 * kill in between makes the same notification again under the same id, which replaces it. What is due no longer,
 * because somebody did it here or elsewhere, takes its notification with it.
 */
import * as v from 'valibot';
import { DAY } from '../../shared/event';
import type { Settings } from '../protocol';
import { customerOf, type Due } from './due';
import { inTurn } from './in-turn';
import type { KeyValueStore } from './key-value-store';

export interface Notice {
  id: string;
  title: string;
  message: string;
}
export interface ReminderParts {
  store: KeyValueStore;
  /** Shows a notification; the same id replaces the one that stands. */
  show(notice: Notice): Promise<void>;
  /** Takes a notification away, where it still stands. */
  close(id: string): Promise<void>;
}
/** How due things are worded for their reader. */
export interface ReminderWords {
  one(due: Due): Omit<Notice, 'id'>;
  several(dues: readonly Due[]): Omit<Notice, 'id'>;
}
export interface Reminders {
  /**
   * Shows what is due, is not told yet, and may be told now; closes what is due no longer. `restDays` are weekdays (0 is Sunday) on which
   * no date is told of. Answers the ids it told.
   */
  tell(dues: readonly Due[], settings: Settings, now: number, words: ReminderWords, restDays?: readonly number[]): Promise<string[]>;
}
/** That a thing was told, and by which notification; '' once that one was closed. */
const Told = v.object({ at: v.number(), notice: v.string() });
const TOLD = 'told:';
/** How long (ms) it is remembered that something was told. */
const REMEMBERED = 400 * DAY;
const DIGEST = 'digest';
/** A date no further away than this (ms) is told of on any day: two days of rest may lie before it. */
const NEAR = 3 * DAY;

/** Opens the reminders over the device's store. */
export function openReminders({ store, show, close }: ReminderParts): Reminders {
  const turn = inTurn();

  const readTold = async (): Promise<Map<string, v.InferOutput<typeof Told>>> =>
    new Map(
      (await store.entries(TOLD)).flatMap(([key, value]) => {
        const parsed = v.safeParse(Told, value);
        return parsed.success ? [[key.slice(TOLD.length), parsed.output] as const] : [];
      }),
    );
  async function tidy(told: Map<string, v.InferOutput<typeof Told>>, dues: ReadonlySet<string>, now: number): Promise<void> {
    const standing = new Set([...told].flatMap(([id, { notice }]) => (dues.has(id) ? [notice] : [])));
    const over = [...told].filter(([id, { notice }]) => notice !== '' && !dues.has(id) && !standing.has(notice));
    for (const notice of new Set(over.map(([, { notice }]) => notice))) await close(notice);
    const drop = [...told].filter(([id, { at }]) => !dues.has(id) && at + REMEMBERED < now).map(([id]) => TOLD + id);
    const put = over.map(([id, { at }]) => [TOLD + id, { at, notice: '' }] as const);
    if (put.length + drop.length > 0) await store.write({ put: put.filter(([key]) => !drop.includes(key)), drop });
  }

  return {
    tell: (dues, settings, now, words, restDays = []) =>
      turn(async () => {
        const told = await readTold();
        await tidy(told, new Set(dues.map(({ id }) => id)), now);
        if (!settings.notifications || isQuiet(settings, now)) return [];
        const rests = isRestDay(settings, now, restDays);
        const fresh = dues.filter((due) => !told.has(due.id) && !(rests && canWait(due, now))).sort(byTime);
        const bundles = fresh.length > settings.digestAfter ? [fresh] : fresh.map((due) => [due]);
        for (const bundle of bundles) {
          const [first, ...rest] = bundle;
          if (first === undefined) continue;
          const notice = rest.length > 0 ? `${DIGEST}::${first.id}` : first.id;
          await show({ id: notice, ...(rest.length > 0 ? words.several(bundle) : words.one(first)) });
          await store.write({ put: bundle.map(({ id }) => [TOLD + id, { at: now, notice }] as const) });
        }
        return fresh.map(({ id }) => id);
      }),
  };
}

const byTime = (a: Due, b: Due): number => a.at - b.at || (a.id < b.id ? -1 : 1);

/** A date that is told of weeks ahead waits for a working day; what somebody chose a time for does not, nor does a date that is near. */
const canWait = (due: Due, now: number): boolean => due.kind !== 'task' && due.at - now > NEAR;

/** Whether the day is one of rest by the calendar of the user's time zone. */
export function isRestDay({ locale }: Pick<Settings, 'locale'>, now: number, restDays: readonly number[]): boolean {
  const name = new Intl.DateTimeFormat('en-GB', { timeZone: locale.timeZone, weekday: 'short' }).format(now);
  return restDays.includes(['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(name));
}

/** Whether an instant lies in the user's quiet hours, by the wall clock of the user's time zone. From 22:00 to 07:00 spans midnight. */
export function isQuiet({ quietHours, locale }: Pick<Settings, 'quietHours' | 'locale'>, now: number): boolean {
  if (quietHours === null || quietHours.from === quietHours.to) return false;
  const wall = new Intl.DateTimeFormat('en-GB', { timeZone: locale.timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    now,
  );
  const { from, to } = quietHours;
  return from < to ? wall >= from && wall < to : wall >= from || wall < to;
}

/** The customer a clicked notification is about; '' for a digest. The id alone says it, so a click works from a cold start. */
export function customerOfNotice(id: string): string {
  return id.startsWith(`${DIGEST}:`) ? '' : customerOf(id);
}
