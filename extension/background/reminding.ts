/** Tells people of what is due: looked at with every change of the book, and when the next thing comes due. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { translator } from '../../shared/i18n/t';
import { restDaysOf } from '../../shared/i18n/week';
import { alertCustomers, alertsOf } from './alerts';
import { readAside } from './aside';
import type { Book } from './book';
import type { ConnectionStore } from './connection';
import { askedOf, askedThings, type Due, dueThings, ownCustomers } from './due';
import { hiddenUntil } from './hide';
import type { KeyValueStore } from './key-value-store';
import { openKnownAlerts } from './known-alerts';
import type { Outbox } from './outbox';
import { withPending } from './pending';
import { wordDigest, wordDue, wordHidden } from './reminder-words';
import { openReminders, REMEMBERED } from './reminders';
import { readSettings } from './settings';

/** Reminders are looked at anew at least this often (ms), besides every change of the book. */
const LOOK_AGAIN = 10 * 60_000;

export interface RemindingParts {
  book: Book;
  connection: ConnectionStore;
  outbox: Outbox;
  /** The device's own store. */
  store: KeyValueStore;
  /** Device clock, epoch ms. */
  now(): number;
  /** The Worker's clock as this device knows it. */
  workerNow(): Promise<number>;
}

/**
 * What looks for due things of the user's own customers and notifies of them; `changed` says that the book did. Answers when it wants to
 * be asked again (device clock, epoch ms).
 */
export function openReminding({ book, connection, outbox, store, now, workerNow }: RemindingParts): (changed: boolean) => Promise<number> {
  const reminders = openReminders({
    store,
    async show({ id, title, message }) {
      const said = (await hiddenUntil(now())) > 0 ? wordHidden(translator((await readSettings()).locale)) : { title, message };
      await browser.notifications.create(id, { type: 'basic', iconUrl: browser.runtime.getURL('/icon/128.png' as never), ...said });
    },
    async close(id) {
      await browser.notifications.clear(id);
    },
  });

  const known = openKnownAlerts(store);
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

  return async (changed) => {
    const { nextLook } = v.parse(v.object({ nextLook: v.optional(v.number(), 0) }), await browser.storage.session.get('nextLook'));
    const at = await workerNow();
    const ahead = now() - at;
    // One that lies further off than we ever look was written by a clock that has since been set back.
    if (!changed && at < nextLook && nextLook <= at + LOOK_AGAIN) return nextLook + ahead;
    const { user, workspace } = await connection.read();
    const [inBook, waiting, model, programme, settings, aside, isFilled] = await Promise.all([
      book.records(),
      outbox.visible(),
      book.model(),
      book.programme(),
      readSettings(),
      readAside(store),
      book.isFilled(),
    ]);
    const records = inBook.map((record) => withPending(record, waiting));
    const t = translator(settings.locale, at);
    const words = { one: (due: Due) => wordDue(due, t, at), several: (dues: readonly Due[]) => wordDigest(dues, t) };
    const restDays = settings.alerts.restDays ?? model?.restDays ?? restDaysOf(settings.locale);
    const own = ownCustomers(records, user, at);
    const theirs = askedOf(records, own, user);
    const far = { horizon: REMEMBERED };
    const all = [...dueThings(own, user, at, far), ...theirs.flatMap((record) => askedThings(record, user, at, far))];
    const allTasks = all.filter(({ kind }) => kind === 'task');
    const tasks = allTasks.filter(({ since }) => since <= at);
    const later = new Set(allTasks.filter(({ since }) => since > at).map(({ id }) => id));
    const heard = alertCustomers(records, user, settings.alerts.whose, at);
    const dates = dueThings(heard, user, at, { restDays }).filter(({ kind }) => kind !== 'task');
    const { ruleNews } = await import('./rule-news');
    const { rules } = settings.alerts;
    const byRule = await ruleNews({ heard, records, user, programme, restDays: model?.restDays, rules, now: at, t, pause });
    const standing = [...dates, ...byRule].filter(({ id }) => (aside[id] ?? 0) <= at);
    const news = isFilled
      ? await known.without(`${workspace}/${user}`, alertsOf(heard, settings.alerts, model, at), () => alertsOf(records, null, model, at))
      : [];
    await reminders.tell([...tasks, ...standing, ...news], settings, at, words, restDays, later);
    const coming = records.flatMap(({ facts }) =>
      facts.tasks
        .filter((task) => task.doneAt === null && task.due > at && (task.owner === '' || task.owner === user || user === ''))
        .map((task) => task.due),
    );
    const next = coming.reduce((least, due) => Math.min(least, due), at + LOOK_AGAIN);
    await browser.storage.session.set({ nextLook: next, lookedAt: at });
    return next + ahead;
  };
}
