/** What the keys of the browser do: hide everything for an hour, and log what the card in the current tab suggests. */
import { browser } from 'wxt/browser';
import { complain } from './complain';
import { toggleHidden } from './hide';
import { logFromCard, type PageParts } from './page-handlers';
import { openedIn, readTab } from './tabs';

/** Registers them; to be called while the background starts. */
export function onShortcut(parts: PageParts): void {
  const { sightings, views, now } = parts;
  async function hide(): Promise<void> {
    if ((await toggleHidden(now())) === 0) await sightings.publishAll(null);
  }
  async function log(): Promise<void> {
    const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
    const state = tab?.id === undefined ? null : await readTab(tab.id);
    if (tab?.id === undefined || state === null || state.match.kind !== 'customer') return;
    const view = await views.customer(state.match.customer, { match: state.match, tab: tab.id, logged: null, reading: openedIn(state) });
    await logFromCard(parts, tab.id, view.kind === 'customer' ? (view.act?.log ?? 'email') : 'email');
  }
  browser.commands.onCommand.addListener((command) => {
    void (command === 'hide' ? hide() : command === 'log' ? log() : Promise.resolve()).catch((error) => complain(command, error));
  });
}
