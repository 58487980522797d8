/** Which tab the side panel speaks of: the one in front in its own window, or the one that its address names. */
import { useEffect } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { ToPanel } from '../protocol';

export async function shownTab(): Promise<number | undefined> {
  const told = new URLSearchParams(location.search).get('tab');
  if (told) return Number(told);
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id;
}

/** Calls back whenever another tab comes to the front, a tab goes elsewhere, or the background says that a tab shows something else. */
export function useTabChanges(changed: () => void): void {
  useEffect(() => {
    const said = (message: unknown, sender: { id?: string | undefined; tab?: unknown }): undefined => {
      const { verb, tab } = (message ?? {}) as Partial<ToPanel>;
      // Pages speak on the same line; only the background has no tab.
      if (sender.id === browser.runtime.id && sender.tab === undefined && verb === 'shown' && tab !== undefined) changed();
    };
    const came = (): void => changed();
    const went = (_tab: number, { url, status }: { url?: string; status?: string }): void => {
      if (url !== undefined || status === 'complete') changed();
    };
    browser.runtime.onMessage.addListener(said);
    browser.tabs.onActivated.addListener(came);
    browser.tabs.onUpdated.addListener(went);
    return () => {
      browser.runtime.onMessage.removeListener(said);
      browser.tabs.onActivated.removeListener(came);
      browser.tabs.onUpdated.removeListener(went);
    };
  }, []);
}
