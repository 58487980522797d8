/** A device on which notifications stand, and customers of whom there is something to tell, for suites about what is told. */
import type { Due } from '../../../extension/background/due';
import { wordDigest, wordDue } from '../../../extension/background/reminder-words';
import { type Notice, openReminders } from '../../../extension/background/reminders';
import { defaultSettings } from '../../../extension/background/settings';
import type { Settings } from '../../../extension/protocol';
import { DAY, type LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { translator } from '../../../shared/i18n/t';
import type { CustomerRecord } from '../../../shared/record';
import { openSignals } from '../../../shared/signals/registry';
import { events, type Writers } from '../events';
import { memoryStore } from './memory-store';

/** A Thursday, ten in the morning. */
export const NOW = Date.UTC(2026, 10, 19, 10);
export const MODEL = defaultModel(NOW);
export const SETTINGS: Settings = {
  ...defaultSettings('en-GB'),
  locale: { ...defaultSettings('en-GB').locale, timeZone: 'UTC' },
};
export const t = translator(SETTINGS.locale, NOW);

/** A customer with the log that the Worker would have of it: what is open at `now`. */
export function customer(id: string, write: (e: Writers) => LiveEvent[], { owner = 'u1', now = NOW } = {}): CustomerRecord {
  const e = events(id);
  const own = e['customer.owner'](NOW - 900 * DAY, { owner });
  const facts = fold([own, e['customer.profile'](NOW - 800 * DAY, { name: `The ${id}` }), ...write(e)].sort((a, b) => a.at - b.at));
  const signals = openSignals(facts, MODEL, now).map(({ signal, reading }) => ({ id: signal.id, openedAt: reading.since, closedAt: null }));
  return { id, seq: 1, trace: [], signals, facts };
}

/** Notifications stand by id; the store outlives the background. */
export function device() {
  const store = memoryStore();
  const standing = new Map<string, Notice>();
  const made: Notice[] = [];
  return {
    store,
    standing,
    made,
    tell: (dues: readonly Due[], settings: Settings, now = NOW, restDays: readonly number[] = []) =>
      openReminders({
        store,
        async show(notice) {
          made.push(notice);
          standing.set(notice.id, notice);
        },
        async close(id) {
          standing.delete(id);
        },
      }).tell(dues, settings, now, { one: (due) => wordDue(due, t, now), several: (all) => wordDigest(all, t) }, restDays),
  };
}
