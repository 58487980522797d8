/**
 * Reminders as browser notifications: each due thing once per device. The alarm only says "look now"; what is
 * due comes from the book, what was told from the store. The notification is made first and marked after: a
 * kill in between makes the same notification again under the same id, which replaces it. What is due no longer,
 * because somebody did it here or elsewhere, takes its notification with it.
 */
import * as v from 'valibot';
import { DAY } from '../../shared/event';
import { calendarDay } from '../../shared/i18n/dates';
import type { Settings } from '../protocol';
import { atStage, WORST } from './alerts';
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
   * Shows what is due, is not told yet, and may be told now; closes what is due no longer. A warning that was told when it was worse is no
   * news; what waits for the daily digest comes in one notification, once a day. `restDays` are weekdays (0 is Sunday) on which nothing is
   * told that can wait. `coming` are ids of tasks that are not due yet: one of them that was told already, before the clock was set back,
   * stands as it is. Answers the ids it told.
   */
  tell(
    dues: readonly Due[],
    settings: Settings,
    now: number,
    words: ReminderWords,
    restDays?: readonly number[],
    coming?: ReadonlySet<string>,
  ): Promise<string[]>;
}
/** That a thing was told, and by which notification; '' once that one was closed. */
const Told = v.object({ at: v.number(), notice: v.string() });
const TOLD = 'told:';
/** How long (ms) it is remembered that something was told. */
export const REMEMBERED = 400 * DAY;
const DIGEST = 'digest';
/** The reader's calendar day on which the daily digest was told last. */
const DIGEST_DAY = 'digest-day';
/** A date no further away than this (ms) is told of on any day: two days of rest may lie before it. */
export const NEAR = 3 * DAY;

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
  async function tidy(
    told: Map<string, v.InferOutput<typeof Told>>,
    dues: ReadonlySet<string>,
    coming: ReadonlySet<string>,
    now: number,
  ): Promise<void> {
    /** Told before the clock was set back, and perhaps as due as it was. */
    const isEarly = (id: string, at: number): boolean => coming.has(id) || (at > now && !id.startsWith('task:'));
    const standing = new Set([...told].flatMap(([id, { notice }]) => (dues.has(id) || coming.has(id) ? [notice] : [])));
    const over = [...told].filter(([id, { at, notice }]) => notice !== '' && !dues.has(id) && !standing.has(notice) && !isEarly(id, at));
    for (const notice of new Set(over.map(([, { notice }]) => notice))) await close(notice);
    const drop = [...told].filter(([id, { at }]) => !dues.has(id) && at + REMEMBERED < now).map(([id]) => TOLD + id);
    const put = over.map(([id, { at }]) => [TOLD + id, { at, notice: '' }] as const);
    if (put.length + drop.length > 0) await store.write({ put: put.filter(([key]) => !drop.includes(key)), drop });
  }

  return {
    tell: (dues, settings, now, words, restDays = [], coming = new Set()) =>
      turn(async () => {
        const told = await readTold();
        await tidy(told, new Set(dues.map(({ id }) => id)), coming, now);
        if (!settings.notifications || isQuiet(settings, now)) return [];
        const rests = isRestDay(settings, now, restDays);
        const fresh = dues.filter((due) => !isTold(due, told) && !(rests && canWait(due, now))).sort(byTime);
        const single = fresh.filter(({ how }) => how !== 'digest');
        const bundles = single.length > settings.digestAfter ? [single] : single.map((due) => [due]);
        for (const bundle of bundles) await showBundle(bundle, `${DIGEST}::${bundle[0]?.id}`, []);
        const today = calendarDay(now + 1, settings.locale);
        const daily = fresh.filter(({ how }) => how === 'digest');
        const isTime = wallClock(settings, now) >= settings.alerts.digestAt && (await store.get(DIGEST_DAY)) !== today;
        if (!isTime || daily.length === 0) return single.map(({ id }) => id);
        // Under one id the whole day: made again after a kill, it takes the place of the one that stands.
        await showBundle(daily, `${DIGEST}::daily-${today}`, [[DIGEST_DAY, today]]);
        return [...single, ...daily].map(({ id }) => id);

        async function showBundle(bundle: readonly Due[], digest: string, put: readonly (readonly [string, unknown])[]): Promise<void> {
          const [first, ...rest] = bundle;
          if (first === undefined) return;
          const notice = rest.length > 0 ? digest : first.id;
          await show({ id: notice, ...(rest.length > 0 ? words.several(bundle) : words.one(first)) });
          await store.write({ put: [...bundle.map(({ id }) => [TOLD + id, { at: now, notice }] as const), ...put] });
        }
      }),
  };
}

/** Told already; of a warning, also when it was told as a worse one. */
function isTold({ id, kind, stage }: Due, told: ReadonlyMap<string, unknown>): boolean {
  if (kind !== 'signal') return told.has(id);
  for (let worse = stage; worse <= WORST; worse++) if (told.has(atStage(id, worse))) return true;
  return false;
}

const byTime = (a: Due, b: Due): number => a.at - b.at || (a.id < b.id ? -1 : 1);

/**
 * A date that is told of weeks ahead waits for a working day, as a warning does that is not critical, a word on an issue, and what a rule
 * found and can wait. What somebody chose a time for does not wait, nor does a date that is near.
 */
function canWait({ kind, stage, at, rule }: Due, now: number): boolean {
  if (rule !== undefined) return rule.patient;
  if (kind === 'signal') return stage < WORST;
  return kind === 'update' || (kind !== 'task' && at - now > NEAR);
}

/** Whether the day is one of rest by the calendar of the user's time zone. */
export function isRestDay({ locale }: Pick<Settings, 'locale'>, now: number, restDays: readonly number[]): boolean {
  const name = new Intl.DateTimeFormat('en-GB', { timeZone: locale.timeZone, weekday: 'short' }).format(now);
  return restDays.includes(['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(name));
}

/** Whether an instant lies in the user's quiet hours, by the wall clock of the user's time zone. From 22:00 to 07:00 spans midnight. */
export function isQuiet({ quietHours, locale }: Pick<Settings, 'quietHours' | 'locale'>, now: number): boolean {
  if (quietHours === null || quietHours.from === quietHours.to) return false;
  const wall = wallClock({ locale }, now);
  const { from, to } = quietHours;
  return from < to ? wall >= from && wall < to : wall >= from || wall < to;
}

/** HH:MM by the clock of the user's time zone. */
function wallClock({ locale: { timeZone } }: Pick<Settings, 'locale'>, now: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(now);
}

/** The customer a clicked notification is about; '' for a digest. The id alone says it, so a click works from a cold start. */
export function customerOfNotice(id: string): string {
  return id.startsWith(`${DIGEST}:`) ? '' : customerOf(id);
}
