/** Tells people of what is due: looked at with every change of the book, and when the next thing comes due. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { translator } from '../../shared/i18n/t';
import type { Book } from './book';
import type { ConnectionStore } from './connection';
import { dueThings, ownCustomers } from './due';
import { hiddenUntil } from './hide';
import type { KeyValueStore } from './key-value-store';
import { wordDigest, wordDue, wordHidden } from './reminder-words';
import { openReminders } from './reminders';
import { readSettings } from './settings';

/** Reminders are looked at anew at least this often (ms), besides every change of the book. */
const LOOK_AGAIN = 10 * 60_000;

export interface RemindingParts {
  book: Book;
  connection: ConnectionStore;
  /** The device's own store. */
  store: KeyValueStore;
  /** Device clock, epoch ms. */
  now(): number;
  /** The Worker's clock as this device knows it. */
  workerNow(): Promise<number>;
}

/** What looks for due things of the user's own customers and notifies of them; `changed` says that the book did. */
export function openReminding({ book, connection, store, now, workerNow }: RemindingParts): (changed: boolean) => Promise<void> {
  const reminders = openReminders({
    store,
    async show({ id, title, message }) {
      const said = (await hiddenUntil(now())) > 0 ? wordHidden(translator((await readSettings()).locale)) : { title, message };
      await browser.notifications.create(id, { type: 'basic', iconUrl: browser.runtime.getURL('/icon/128.png' as never), ...said });
    },
  });

  return async (changed) => {
    const { nextLook } = v.parse(v.object({ nextLook: v.optional(v.number(), 0) }), await browser.storage.session.get('nextLook'));
    const at = await workerNow();
    if (!changed && at < nextLook) return;
    const { user } = await connection.read();
    const records = ownCustomers(await book.records(), user);
    const settings = await readSettings();
    const t = translator(settings.locale, at);
    await reminders.tell(dueThings(records, user, at), settings, at, {
      one: (due) => wordDue(due, t, at),
      several: (dues) => wordDigest(dues, t),
    });
    const coming = records.flatMap(({ facts }) =>
      facts.tasks.filter((task) => task.doneAt === null && task.due > at).map((task) => task.due),
    );
    await browser.storage.session.set({ nextLook: Math.min(at + LOOK_AGAIN, ...coming) });
  };
}
