/** Brings the card script into a tab at the first answer that is worth drawing, once per document. No file of ours is web accessible. */
import { browser } from 'wxt/browser';
import { sessionArea } from './kept';

const keyOf = (tab: number): string => `card:${tab}`;
/** A script on its way into a document is waited for, not sent a second time. */
const underWay = new Map<string, Promise<boolean>>();

/** Makes sure that card.js runs in the tab's top frame. `document` is the browser's id of the document, '' where it has none. False when the tab is gone. */
export async function ensureCard(tab: number, document: string): Promise<boolean> {
  const wanted = `${tab} ${document}`;
  let coming = underWay.get(wanted);
  if (coming === undefined) {
    coming = bring(tab, document).finally(() => underWay.delete(wanted));
    underWay.set(wanted, coming);
  }
  return coming;
}

async function bring(tab: number, document: string): Promise<boolean> {
  const key = keyOf(tab);
  if (document !== '' && (await sessionArea.read(key)) === document) return true;
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
  // Known here at once; a browser that cannot keep it only has the script sent again.
  sessionArea.write(key, document === '' ? 'there' : document).catch((error) => console.debug('vafa: a card was not noted', error?.name));
  return true;
}

/** Whether a tab ever got the card script; one that never did has nothing to take away. */
export async function hasCard(tab: number): Promise<boolean> {
  return (await sessionArea.read(keyOf(tab))) !== undefined;
}
export async function forgetCard(tab: number): Promise<void> {
  await sessionArea.remove(keyOf(tab));
}

async function isThere(tab: number): Promise<boolean> {
  const [result] = await browser.scripting.executeScript({ target: { tabId: tab }, func: () => '__vafaBadges' in globalThis });
  return result?.result === true;
}
