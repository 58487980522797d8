import { browser } from 'wxt/browser';
import type { Mirror } from './outbox';

/** The second copy of the outbox. */
export function outboxMirror(): Mirror {
  return {
    read: async () => (await browser.storage.local.get('outbox')).outbox,
    write: async (entries) => browser.storage.local.set({ outbox: entries }),
  };
}
