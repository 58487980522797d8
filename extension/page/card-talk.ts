/**
 * How the card script speaks with the background, by the browser's own `chrome` object (no polyfill: the script is injected into every
 * mail tab), and with the watcher, which lives in the same isolated world and shares a few names on `globalThis`.
 */
import type { FromPage, ToPage } from '../protocol';

interface Runtime {
  id?: string;
  sendMessage(message: FromPage): Promise<unknown>;
  onMessage: {
    addListener(listener: (message: unknown, sender: { id?: string }) => void): void;
    removeListener(listener: (message: unknown, sender: { id?: string }) => void): void;
  };
}
declare const chrome: { runtime?: Runtime } | undefined;

/** Names that watcher and card share on `globalThis`, beside `__vafaBadges`. A page cannot see them: isolated worlds have their own globals. */
declare global {
  /** Kept by the watcher: key of the page's latest sighting, '' between two. */
  var __vafaKey: string | undefined;
  /** Where the watcher offers it: looks at the page again. */
  var __vafaAgain: (() => void) | undefined;
  /** Ends the running card script, so that a second injection does not draw twice. */
  var __vafaCardEnd: (() => void) | undefined;
}

const runtime = (): Runtime | undefined => (typeof chrome === 'undefined' ? undefined : chrome.runtime);
/** False once the extension was updated or removed: this script is then an orphan and must leave. */
export const isConnected = (): boolean => Boolean(runtime()?.id);

/** Sends a message; `onOrphaned` is called when the extension is gone. A sleeping background is woken by the browser. */
export function send(message: FromPage, onOrphaned: () => void): void {
  const to = runtime();
  if (!to?.id) {
    onOrphaned();
    return;
  }
  to.sendMessage(message).catch((error: unknown) => {
    if (!isConnected()) onOrphaned();
    else console.debug(`Vafa: "${message.verb}" was not taken`, error instanceof Error ? error.message : error);
  });
}

/** Listens to the background until `signal` aborts. */
export function listen(onMessage: (message: ToPage) => void, signal: AbortSignal): void {
  const from = runtime();
  if (!from) return;
  const listener = (message: unknown, sender: { id?: string }) => {
    if (sender.id === from.id && typeof message === 'object' && message !== null && 'verb' in message) onMessage(message as ToPage);
  };
  from.onMessage.addListener(listener);
  signal.addEventListener('abort', () => from.onMessage.removeListener(listener));
}

/** Calls back whenever the watcher names the open message, and returns how to end that. The value stays an ordinary one for the watcher. */
export function onKeyChange(changed: () => void): () => void {
  let key = globalThis.__vafaKey;
  Object.defineProperty(globalThis, '__vafaKey', {
    configurable: true,
    get: () => key,
    set(next: string | undefined) {
      if (next !== key) changed();
      key = next;
    },
  });
  return () => Object.defineProperty(globalThis, '__vafaKey', { configurable: true, writable: true, value: key });
}
