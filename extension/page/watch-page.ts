/**
 * Watches one page for the mail or ticket that is open: the only owner of a MutationObserver. It reads through a site adapter
 * and tells the background what changed. It draws nothing, stores nothing and fetches nothing.
 */
import type { FromPage, ToPage } from '../protocol';
import type { Reading, Site } from '../sites/site';
import { messageText } from './message-text';
import { watchRows } from './watch-rows';

interface Runtime {
  id?: string;
  sendMessage(message: FromPage): Promise<unknown>;
  onMessage: { addListener(listener: Listener): void; removeListener(listener: Listener): void };
}
type Listener = (message: unknown, sender: unknown, answer: (value: unknown) => void) => void;
declare const chrome: { runtime?: Runtime };
/** Not in every browser. */
interface Scheduler {
  postTask(task: () => void, options: { priority: 'user-blocking' }): Promise<void>;
}
declare global {
  /** The key of the message that is open now; a card for another key is not painted. */
  var __vafaKey: string | undefined;
  /** Ids of the sites that watch here: two programs of one host (another port, another path) have a watcher each. */
  var __vafaWatching: Set<string> | undefined;
  /** For the card's "try again". */
  var __vafaAgain: (() => void) | undefined;
}

/** Changes that come together are read together: the least time (ms) between two reads. */
const TOGETHER = 4;
/** A page that changes without end (typing, clocks) has used up its time for reading and is read at most this often (ms). */
const PAUSE = 120;
/** Time on the main thread (ms) that reads may take in a row, and the share of the time passed by which it grows again. */
const READ_TIME = 10;
const READ_SHARE = 0.02;
/** A view that is being replaced shows nothing for a moment; only what stays gone is gone. */
const GONE_FOR = 200;
/** A page may still be filling; what stays unreadable this long is a changed page. */
const UNREADABLE_FOR = 1500;
const SEEN = {
  childList: true,
  subtree: true,
  characterData: true,
  attributeFilter: ['style', 'hidden', 'class', 'title', 'email', 'href', 'id'],
};

/** Starts watching the top document (and the frames that the site names) until the extension goes away. A second call does nothing. */
export function watchPage(site: Site): void {
  globalThis.__vafaWatching ??= new Set();
  if (globalThis.__vafaWatching.has(site.id)) return;
  globalThis.__vafaWatching.add(site.id);
  globalThis.__vafaKey ??= '';

  const end = new AbortController();
  const observed = new Map<Document, MutationObserver>();
  const rows = watchRows(site.id, (message) => send(message), unseen, end.signal);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = 0;
  let waiting = false;
  let lastRead = 0;
  let readTime = READ_TIME;
  let said = '';
  /** The key that this watcher gave to the page; another site's is left alone. */
  let mine = '';
  let doubt = { outcome: '', since: 0 };

  const alive = () => Boolean(chrome?.runtime?.id);
  const soon = () => lookIn(0);

  function stop(): void {
    end.abort();
    clearTimeout(timer);
    for (const observer of observed.values()) observer.disconnect();
    observed.clear();
    globalThis.__vafaWatching?.delete(site.id);
    if (globalThis.__vafaAgain === sayAgain) globalThis.__vafaAgain = undefined;
  }

  /** Reads soon: at once after a quiet time, else after a pause. An earlier appointment stands. */
  function lookIn(wait = pause()): void {
    const at = performance.now() + wait;
    if (end.signal.aborted || (waiting && due <= at)) return;
    clearTimeout(timer);
    due = at;
    waiting = true;
    // A timer of a busy page waits behind its loading and painting; the person waits for us.
    const { scheduler } = globalThis as { scheduler?: Scheduler };
    if (wait > 0 || !scheduler?.postTask) timer = setTimeout(look, wait);
    else void scheduler.postTask(look, { priority: 'user-blocking' });
  }

  function pause(): number {
    const passed = performance.now() - lastRead;
    return Math.max(0, (readTime + passed * READ_SHARE > 0 ? TOGETHER : PAUSE) - passed);
  }

  function observe(): void {
    const documents = [document, ...(site.frames?.(document) ?? [])];
    for (const [doc, observer] of observed) {
      if (documents.includes(doc)) continue;
      observer.disconnect();
      observed.delete(doc);
    }
    for (const doc of documents) {
      if (observed.has(doc)) continue;
      const observer = new MutationObserver(() => lookIn());
      observer.observe(doc, SEEN);
      observed.set(doc, observer);
      // A frame that goes to another page has a new document right after, empty at first: to be watched from its beginning.
      if (doc !== document) doc.defaultView?.addEventListener('pagehide', soon, { signal: end.signal });
    }
  }

  /** Runs what draws of ours: a list need not be read again for that. What the page changed before it still is. */
  function unseen(change: () => void): void {
    const taken = () => [...observed.values()].filter((observer) => observer.takeRecords().length > 0).length;
    if (taken() > 0) lookIn();
    change();
    taken();
  }

  function look(): void {
    waiting = false;
    if (end.signal.aborted) return;
    if (!alive()) {
      stop();
      return;
    }
    if (document.hidden) return; // read when somebody looks again
    const begun = performance.now();
    observe();
    const reading = read(site);
    const url = new URL(location.href);
    rows.show(reading.outcome === 'list' ? reading.rows : (site.rowsBeside?.(document, url) ?? []));
    const done = performance.now();
    readTime = Math.min(READ_TIME, readTime + (begun - lastRead) * READ_SHARE) - (done - begun);
    lastRead = done;
    tell(reading);
  }

  function tell(reading: Reading): void {
    const wait = reading.outcome === 'unrecognised' ? UNREADABLE_FOR : reading.outcome === 'conversation' || !said ? 0 : GONE_FOR;
    if (doubt.outcome !== reading.outcome) doubt = { outcome: reading.outcome, since: lastRead };
    const key = reading.outcome === 'conversation' ? reading.key : '';
    if (key !== '' || globalThis.__vafaKey === mine) globalThis.__vafaKey = key;
    mine = key;
    if (reading.outcome !== 'none') globalThis.__vafaAgain = sayAgain;
    const left = doubt.since + wait - lastRead;
    if (left > 0) {
      lookIn(left);
      return;
    }
    const message = sighting(site.id, reading);
    const text = JSON.stringify(message);
    if (text === said) return;
    said = text;
    void send(message).then((answer) => {
      // Nobody took it (the background was being replaced): say it again at the next look.
      if (answer === undefined && said === text && !end.signal.aborted) said = '';
      takePlace(answer);
    });
  }

  /** A host that the user pointed at: the background answers with the place it remembers. */
  function takePlace(answer: unknown): void {
    const place = answer as typeof globalThis.__vafaPlace | null;
    if (typeof place?.selector !== 'string' || place.selector === globalThis.__vafaPlace?.selector) return;
    globalThis.__vafaPlace = place;
    lookIn();
  }

  async function send(message: FromPage): Promise<unknown> {
    if (!alive()) return stop();
    try {
      return (await chrome.runtime?.sendMessage(message)) ?? null;
    } catch {
      if (!alive()) stop();
      return undefined;
    }
  }

  /** Says all anew: what was answered before may have changed. */
  function sayAgain(): void {
    said = '';
    rows.forget();
    lookIn();
  }

  /** The background asks who is here, after it was replaced or when the card may be shown again. */
  const onMessage: Listener = (message, _sender, answer) => {
    const asked = message as ToPage | null;
    if (asked?.verb === 'text') {
      // Of two watchers of one host, the one that sees this message answers.
      const text = messageText(site, document, new URL(location.href), asked.key, asked.from);
      if (text) answer(text);
    }
    if (asked?.verb !== 'ping') return;
    answer({ watching: site.id, key: globalThis.__vafaKey });
    // Another site is to be read here from now on.
    if ((message as { site?: string }).site && (message as { site?: string }).site !== site.id) return stop();
    sayAgain();
  };

  const { signal } = end;
  chrome.runtime?.onMessage.addListener(onMessage);
  signal.addEventListener('abort', () => alive() && chrome.runtime?.onMessage.removeListener(onMessage));
  document.addEventListener('visibilitychange', soon, { signal });
  // A load event does not bubble, but it is seen on its way down: a preview frame has another message.
  document.addEventListener('load', (event) => (event.target as Element | null)?.nodeName === 'IFRAME' && soon(), {
    capture: true,
    signal,
  });
  for (const type of ['pageshow', 'popstate', 'hashchange', 'focus']) addEventListener(type, soon, { signal });
  (globalThis as { navigation?: EventTarget }).navigation?.addEventListener('currententrychange', soon, { signal });
  lookIn(0);
}

function read(site: Site): Reading {
  try {
    return site.read(document, new URL(location.href));
  } catch (error) {
    return { outcome: 'unrecognised', looked: [`error in ${site.id}: ${error instanceof Error ? error.name : 'unknown'}`] };
  }
}

function sighting(site: string, reading: Reading): FromPage {
  if (reading.outcome === 'conversation') return { verb: 'sighting', site, ...reading };
  if (reading.outcome === 'unrecognised') return { verb: 'sighting', site, key: '', ...reading };
  return { verb: 'sighting', site, key: '', outcome: reading.outcome };
}
