/**
 * Reminders as browser notifications: each due thing once per device. The alarm only says "look now"; what is
 * due comes from the book, what was told from the store. The notification is made first and marked after: a
 * kill in between makes the same notification again under the same id, which replaces it.
 */
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
}
/** How due things are worded for their reader. */
export interface ReminderWords {
  one(due: Due): Omit<Notice, 'id'>;
  several(dues: readonly Due[]): Omit<Notice, 'id'>;
}
export interface Reminders {
  /** Shows what is due, is not told yet, and may be told now. Answers the ids it told. */
  tell(dues: readonly Due[], settings: Settings, now: number, words: ReminderWords): Promise<string[]>;
}
const TOLD = 'told:';
/** How long (ms) it is remembered that something was told. */
const REMEMBERED = 400 * 86_400_000;
const DIGEST = 'digest';

/** Opens the reminders over the device's store. */
export function openReminders({ store, show }: ReminderParts): Reminders {
  const turn = inTurn();
  return {
    tell: (dues, settings, now, words) =>
      turn(async () => {
        if (!settings.notifications || isQuiet(settings, now)) return [];
        const told = new Map(await store.entries(TOLD));
        const fresh = dues.filter((due) => !told.has(TOLD + due.id)).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
        const stale = [...told].filter(([, at]) => typeof at !== 'number' || at + REMEMBERED < now).map(([key]) => key);
        if (fresh.length > settings.digestAfter) {
          await show({ id: `${DIGEST}::${fresh[0]?.id ?? ''}`, ...words.several(fresh) });
          await store.write({ put: fresh.map((due) => [TOLD + due.id, now] as const), drop: stale });
        } else {
          for (const due of fresh) {
            await show({ id: due.id, ...words.one(due) });
            await store.write({ put: [[TOLD + due.id, now]] });
          }
          if (stale.length > 0) await store.write({ drop: stale });
        }
        return fresh.map((due) => due.id);
      }),
  };
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
