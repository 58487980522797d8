import { browser } from 'wxt/browser';
import type { AccessStore } from './session';

const KEY = 'access';

/** The access token in storage.session: it outlives the background, not the browser, and no page or content script can read it. */
export const accessStore: AccessStore = {
  read: async () => (await browser.storage.session.get(KEY))[KEY],
  write: (access) => browser.storage.session.set({ [KEY]: access }),
};
