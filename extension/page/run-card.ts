/** The card script at work in a mail page: takes views from the background, keeps to the open mail, carries out what the person asks. */
import type { CardView } from '../../shared/present/card-view';
import type { Intent } from '../card/intents';
import type { FromPage, ToPage } from '../protocol';
import { actOf } from './act-of';
import { clearBadges, mountBadges } from './badges';
import { isConnected, listen, onKeyChange, send } from './card-talk';
import { mountCard } from './mount';
import { openUndoWindow } from './undo-window';
import type { BadgePair } from './watch-rows';

/** A card counts as looked at after this long in plain sight, in ms. */
const LOOK_MS = 2000;
/** An act whose answer does not come frees its buttons after this, in ms. */
const BUSY_MS = 4000;
const CHECK_MS = 1000;

/** Starts the card in this page; ends a script of an earlier injection first. Returns how to end it. */
export function runCard(doc: Document = document): () => void {
  globalThis.__vafaCardEnd?.();
  const ending = new AbortController();
  const { signal } = ending;
  /** What the watcher wants beside each row, drawn or held back while hidden. */
  const wanted = new Map<Element, BadgePair[1]>();
  let current: { key: string; view: CardView; theme: 'light' | 'dark' | undefined; lookSent: boolean } | null = null;
  /** The key whose card the person closed. */
  let closed: string | null = null;
  let folded = false;
  let busy: ReturnType<typeof setTimeout> | null = null;
  let hiddenUntil = 0;
  let early: Extract<ToPage, { verb: 'card' }> | null = null;

  const end = () => {
    if (signal.aborted) return;
    clearBadges(wanted.keys());
    if (busy) clearTimeout(busy);
    ending.abort();
    if (globalThis.__vafaCardEnd === end) {
      globalThis.__vafaCardEnd = undefined;
      globalThis.__vafaBadges = undefined;
    }
  };
  const say = (message: FromPage) => send(message, end);
  const mount = mountCard(doc, {
    signal,
    onIntent,
    onDisplaced: () => {
      current = null;
    },
  });

  const draw = () => {
    if (!current) return;
    const { view } = current;
    const undoable = view.kind === 'customer' && undo.offers(view.undo?.text ?? '');
    mount.show({
      view: view.kind === 'customer' && view.undo && !undoable ? { ...view, undo: null } : view,
      of: current.key,
      folded,
      busy: busy !== null,
      theme: current.theme,
    });
  };
  const undo = openUndoWindow(() => draw(), signal);
  const release = () => {
    if (busy) clearTimeout(busy);
    busy = null;
  };
  /** Said when the card leaves, so that "since you last looked" stays true while it is open. */
  const sayLooked = () => {
    if (current?.view.kind !== 'customer' || current.lookSent || folded || (mount.proof()?.seenFor() ?? 0) < LOOK_MS) return;
    current.lookSent = true;
    say({ verb: 'confirm', key: current.key, choice: { looked: current.view.customer } });
  };
  const leave = () => {
    sayLooked();
    release();
    current = null;
    mount.hide();
  };

  function onIntent(intent: Intent, event: Event): void {
    if (!isConnected()) {
      end();
      return;
    }
    if (!event.isTrusted || !current) return;
    const { key, view } = current;
    switch (intent.do) {
      case 'fold':
      case 'unfold':
        folded = intent.do === 'fold';
        draw();
        return;
      case 'close':
        closed = key;
        say({ verb: 'confirm', key, choice: { closed: true } });
        leave();
        return;
      case 'retry':
        if (globalThis.__vafaAgain) globalThis.__vafaAgain();
        else say({ verb: 'open', what: 'popup' });
        return;
      case 'search':
      case 'options':
        say({ verb: 'open', what: intent.do });
        return;
      case 'customer':
        if (view.kind === 'customer') say({ verb: 'open', what: 'customer', customer: view.customer });
        return;
      default:
        act(intent, event, key, view);
    }
  }
  function act(intent: Intent, event: Event, key: string, view: CardView): void {
    // What changes something needs the proof that the person saw it.
    if (!mount.proof()?.holds(event) || busy) return;
    const message = actOf(intent, key, view);
    if (!message) return;
    if (intent.do === 'undo') undo.take();
    busy = setTimeout(() => {
      release();
      draw();
    }, BUSY_MS);
    say(message);
    draw();
  }

  const onMessage = (message: ToPage) => {
    if (message.verb === 'hidden') {
      hiddenUntil = message.until;
      if (hiddenUntil <= Date.now()) unhide();
      else {
        setTimeout(check, hiddenUntil - Date.now());
        leave();
        clearBadges(wanted.keys());
      }
      return;
    }
    if (message.verb !== 'card') return;
    early = null;
    if (globalThis.__vafaKey !== undefined && message.key !== globalThis.__vafaKey) {
      // Another mail is open: not painted. An empty key is a page in the middle of redrawing, and the same mail may come back.
      if (globalThis.__vafaKey === '') early = message;
      return;
    }
    if (!message.view || hiddenUntil > Date.now()) {
      closed = null;
      leave();
      return;
    }
    if (message.key === closed) return;
    closed = null;
    if (current && current.key !== message.key) sayLooked();
    release();
    current = {
      key: message.key,
      view: message.view,
      theme: message.theme,
      lookSent: current?.key === message.key ? current.lookSent : false,
    };
    draw();
  };

  const unhide = () => {
    hiddenUntil = 0;
    mountBadges([...wanted]);
  };
  const badges = (rows: readonly BadgePair[]) => {
    for (const element of wanted.keys()) if (!element.isConnected) wanted.delete(element);
    for (const [element, badge] of rows) wanted.set(element, badge);
    if (!signal.aborted && hiddenUntil <= Date.now()) mountBadges(rows);
  };

  listen(guarded(onMessage), signal);
  doc.defaultView?.addEventListener('pagehide', guarded(sayLooked), { signal });
  const check = guarded(() => {
    if (!isConnected()) end();
    else if (hiddenUntil && hiddenUntil <= Date.now()) unhide();
    else if (early && early.key === globalThis.__vafaKey) onMessage(early);
    // Another mail is open and its answer is late: better nothing than the wrong customer. An empty key is only doubt.
    else if (current && globalThis.__vafaKey && globalThis.__vafaKey !== current.key) leave();
  });
  // No timer ticks in a tab where nothing happens: it is looked at when the watcher names another message, and when the person comes back.
  const stopListening = onKeyChange(() => setTimeout(check, CHECK_MS));
  signal.addEventListener('abort', stopListening);
  for (const event of ['visibilitychange', 'pointerdown']) doc.addEventListener(event, check, { signal, capture: true });
  doc.defaultView?.addEventListener('focus', check, { signal });
  globalThis.__vafaCardEnd = end;
  globalThis.__vafaBadges = guarded(badges);
  return end;
}

/** Nothing of ours may break the page: an error ends here, named in the console without any data. */
function guarded<A extends unknown[]>(run: (...args: A) => void): (...args: A) => void {
  return (...args) => {
    try {
      run(...args);
    } catch (error) {
      console.debug('Vafa: the card could not be drawn', error instanceof Error ? error.name : '');
    }
  };
}
