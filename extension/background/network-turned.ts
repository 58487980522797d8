import * as v from 'valibot';
import { browser } from 'wxt/browser';

const Said = v.object({ saidOnline: v.optional(v.boolean(), true) });

/** Whether the network came or went since this was asked last; a background that slept heard no event of it. */
export async function networkTurned(isOnline: boolean): Promise<boolean> {
  const { saidOnline } = v.parse(Said, await browser.storage.session.get('saidOnline'));
  if (isOnline !== saidOnline) await browser.storage.session.set({ saidOnline: isOnline });
  return isOnline !== saidOnline;
}
