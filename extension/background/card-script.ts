/** Brings the card script into a tab at the first answer that is worth drawing, once per document. No file of ours is web accessible. */
import { browser } from 'wxt/browser';

const keyOf = (tab: number): string => `card:${tab}`;

/** Makes sure that card.js runs in the tab's top frame. `document` is the browser's id of the document, '' where it has none. False when the tab is gone. */
export async function ensureCard(tab: number, document: string): Promise<boolean> {
  const key = keyOf(tab);
  if (document !== '' && (await browser.storage.session.get(key))[key] === document) return true;
  try {
    if (document !== '' || !(await isThere(tab)))
      // By document: an answer to a page that was left must not start the card anew in the page that came after it.
      await browser.scripting.executeScript({
        target: document === '' ? { tabId: tab } : { tabId: tab, documentIds: [document] },
        files: ['card.js'] as never,
      });
  } catch (error) {
    console.debug('vafa: the card could not be brought into a tab', error instanceof Error ? error.name : '');
    return false;
  }
  await browser.storage.session.set({ [key]: document === '' ? 'there' : document });
  return true;
}

/** Whether a tab ever got the card script; one that never did has nothing to take away. */
export async function hasCard(tab: number): Promise<boolean> {
  return (await browser.storage.session.get(keyOf(tab)))[keyOf(tab)] !== undefined;
}
export async function forgetCard(tab: number): Promise<void> {
  await browser.storage.session.remove(keyOf(tab));
}

async function isThere(tab: number): Promise<boolean> {
  const [result] = await browser.scripting.executeScript({ target: { tabId: tab }, func: () => '__vafaBadges' in globalThis });
  return result?.result === true;
}
