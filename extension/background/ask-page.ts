/**
 * Where the address is not in the page: asks the page's own server, on the user's click alone. The request is made in the page's tab, by
 * GET, on the page's own origin, with the page's own session; nothing of ours is sent along, and no other host hears of it.
 */
import { browser } from 'wxt/browser';
import type { SiteGrant } from '../protocol';
import { SITES } from '../sites/registry';
import type { Correspondent } from '../sites/site';

/** Questions that may follow each other: a ticket, then its requester. */
const MOST_STEPS = 3;

/** Has this site a server that can be asked? */
export const canAsk = (site: string): boolean => SITES.some(({ id, ask }) => id === site && ask !== undefined);

/**
 * Asks about the conversation that this tab shows and leaves the answer in the tab, for that conversation alone. False where there is
 * nothing to ask about, no answer, or another host in the tab meanwhile.
 */
export async function askPage(tab: number, grant: SiteGrant): Promise<boolean> {
  const question = SITES.find(({ id }) => id === grant.site)?.ask;
  const address = (await browser.tabs.get(tab).catch(() => null))?.url;
  const url = address !== undefined && URL.canParse(address) ? new URL(address) : null;
  const first = url?.origin === grant.origin ? question?.first(url) : null;
  if (!question || !first) return false;
  let { path } = first;
  try {
    for (let step = 0; step < MOST_STEPS; step++) {
      const read = question.read(await inTab(tab, getJson, [grant.origin, path]));
      if (read === null) return false;
      if ('person' in read) {
        // Read by the site only while that same conversation is open; whatever came to stand there meanwhile is another one.
        await inTab(tab, leaveAnswer, [{ of: first.of, person: read.person }]);
        return true;
      }
      path = read.path;
    }
  } catch (error) {
    console.debug('vafa: a page was not asked', error instanceof Error ? error.name : '');
  }
  return false;
}

async function inTab<A extends unknown[]>(tab: number, func: (...args: A) => unknown, args: A): Promise<unknown> {
  const [result] = await browser.scripting.executeScript({ target: { tabId: tab }, func, args });
  return result?.result;
}

/** Runs in the page's tab, so it stands alone. Null for everything but JSON from that origin and path. */
async function getJson(origin: string, path: string): Promise<unknown> {
  const url = new URL(path, origin);
  if (location.origin !== origin || url.origin !== origin) return null;
  try {
    const answer = await fetch(url.href, {
      credentials: 'same-origin',
      mode: 'same-origin',
      redirect: 'error',
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(8000),
    });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
/** Runs in the page's tab, in the world of our scripts alone: the page cannot see or set this. */
function leaveAnswer(asked: { of: string; person: Correspondent }): void {
  globalThis.__vafaAsked = asked;
}
