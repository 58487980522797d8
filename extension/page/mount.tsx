/** Brings the card into the page: in the top layer, where the page's opacity and stacking do not reach it, and put back when the page takes it out. */
import { render } from 'preact';
import type { CardView } from '../../shared/present/card-view';
import { Card } from '../card/card';
import type { Intent } from '../card/intents';
import { type Proof, watchSight } from './clickable';
import { themeAt } from './host-theme';
import { inline, openRoot } from './shadow';

/** A page that undoes our element is answered so often in so long; then Vafa leaves rather than fight. */
const REASSERTS = 5;
const REASSERT_WINDOW_MS = 5000;
const EDGE = 12;

export interface Showing {
  view: CardView;
  of: string;
  folded: boolean;
  busy: boolean;
  theme?: 'light' | 'dark' | undefined;
}
export interface CardMount {
  show(showing: Showing): void;
  /** Takes the card out of the page; `show` brings it back. */
  hide(): void;
  proof(): Proof | null;
}
interface CardHooks {
  signal: AbortSignal;
  onIntent(intent: Intent, event: Event): void;
  /** The page kept taking the card out or changing it: it is gone until the next sighting. */
  onDisplaced(): void;
}

/** Prepares the card's place in the page; nothing is added before the first `show`. */
export function mountCard(doc: Document, { signal, onIntent, onDisplaced }: CardHooks): CardMount {
  let shown: { host: HTMLElement; inner: HTMLElement; proof: Proof; end: AbortController } | null = null;
  let last: Showing | null = null;
  let returnTo: Element | null = null;
  let reasserted: number[] = [];

  const place = (host: HTMLElement) => {
    // Redmine turns its body and leaves the root as it is.
    const rtl = doc.defaultView?.getComputedStyle(doc.body ?? doc.documentElement).direction === 'rtl';
    host.style.cssText = inline({
      display: 'block',
      position: 'fixed',
      inset: rtl ? `${EDGE}px auto auto ${EDGE}px` : `${EDGE}px ${EDGE}px auto auto`,
      'z-index': '2147483647',
      margin: '0',
    });
  };
  /** The style that we set, as the browser writes it: anything else is the page's doing. */
  let ours = '';
  const raise = (host: HTMLElement) => {
    place(host);
    ours = host.getAttribute('style') ?? '';
    host.removeAttribute('hidden');
    if (!host.isConnected) doc.documentElement.appendChild(host);
    if (host.showPopover) {
      if (host.getAttribute('popover') !== 'manual') host.setAttribute('popover', 'manual');
      if (!host.matches(':popover-open')) host.showPopover();
    }
  };
  const hide = () => {
    if (!shown) return;
    const { host, inner, end } = shown;
    const hadFocus = doc.activeElement === host;
    shown = null;
    end.abort();
    render(null, inner);
    host.remove();
    if (hadFocus && returnTo instanceof HTMLElement && returnTo.isConnected) returnTo.focus({ preventScroll: true });
    returnTo = null;
  };
  const reassert = () => {
    if (!shown) return;
    const { host } = shown;
    const whole =
      host.isConnected &&
      host.getAttribute('style') === ours &&
      !host.hasAttribute('hidden') &&
      !host.hasAttribute('inert') &&
      (!host.showPopover || host.matches(':popover-open'));
    if (whole) return;
    const now = performance.now();
    reasserted = [...reasserted.filter((at) => now - at < REASSERT_WINDOW_MS), now];
    if (reasserted.length > REASSERTS) {
      hide();
      onDisplaced();
      return;
    }
    host.removeAttribute('inert');
    raise(host);
  };

  const open = () => {
    const host = doc.createElement('div');
    const root = openRoot(host);
    // The fallback of an object: `window.find`, by which a page could guess its way through a closed root, passes it over (Chromium 156, 2026-11).
    const inner = doc.createElement('object');
    inner.style.display = 'block';
    root.appendChild(inner);
    const end = new AbortController();
    const until = { signal: end.signal };
    // What happens in the card is not the page's: single-letter keys of a mail client must not fire, nor its focus traps. These listeners
    // outlive the card, or the Escape that closes it would go on and close the mail.
    for (const type of [
      'keydown',
      'keyup',
      'keypress',
      'click',
      'dblclick',
      'mousedown',
      'mouseup',
      'pointerdown',
      'pointerup',
      'touchstart',
      'touchend',
      'focusin',
      'focusout',
      'contextmenu',
    ]) {
      host.addEventListener(type, (event) => event.stopPropagation());
    }
    host.addEventListener(
      'focusin',
      (event) => {
        returnTo ??= (event as FocusEvent).relatedTarget as Element | null;
      },
      until,
    );
    const observer = new MutationObserver(reassert);
    observer.observe(host, { attributes: true });
    observer.observe(doc.documentElement, { childList: true });
    host.addEventListener('toggle', reassert, until);
    end.signal.addEventListener('abort', () => observer.disconnect());
    raise(host);
    shown = { host, inner, proof: watchSight(inner, host, end.signal), end };
    return shown;
  };
  const draw = () => {
    if (!shown || !last) return;
    const box = shown.host.getBoundingClientRect();
    const theme = last.theme ?? themeAt(doc, box.left + 20, box.top + 20, shown.host);
    render(<Card view={last.view} of={last.of} theme={theme} folded={last.folded} busy={last.busy} onIntent={onIntent} />, shown.inner);
  };

  signal.addEventListener('abort', hide);
  // The system's switch may turn the host's colours over: measure again.
  doc.defaultView?.matchMedia?.('(prefers-color-scheme: dark)').addEventListener?.('change', () => setTimeout(draw, 50), { signal });
  return {
    show(showing) {
      if (signal.aborted) return;
      last = showing;
      if (!shown) open();
      draw();
    },
    hide,
    proof: () => shown?.proof ?? null,
  };
}
