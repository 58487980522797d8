/**
 * The only place that makes shadow roots: one for the card, one per row badge. Closed, so that a page cannot read who its customer is
 * (the e2e build opens them for tests); the card stands in the top layer, where a page's opacity and stacking do not reach it.
 */
import { render } from 'preact';
import type { BadgeView, CardView } from '../../shared/present/card-view';
import { Card } from '../card/card';
import css from '../card/card.css?inline';
import type { Intent } from '../card/intents';
import { BandShape, toneOf } from '../card/shapes';
import tokens from '../card/tokens.css?inline';
import { type Proof, watchSight } from './clickable';
import { themeAt, themeUnder } from './host-theme';
import type { BadgePair } from './watch-rows';

const MODE = import.meta.env.MODE === 'e2e' ? 'open' : 'closed';
/** A page that undoes our element is answered so often in so long; then Vafa leaves rather than fight. */
const REASSERTS = 5;
const REASSERT_WINDOW_MS = 5000;
const EDGE = 12;

/** `all: initial` first, so that nothing of the page reaches in; every declaration important, so that no page rule wins over it. */
const inline = (declarations: Record<string, string>) =>
  ['all:initial', ...Object.entries(declarations).map(([name, value]) => `${name}:${value}`)].map((one) => `${one}!important`).join(';');

let sheet: CSSStyleSheet | null = null;
/** One parsed sheet for every root; a style element where constructed sheets cannot cross into the page's document. */
function dress(root: ShadowRoot): void {
  try {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(tokens + css);
    }
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = root.ownerDocument.createElement('style');
    style.textContent = tokens + css;
    root.appendChild(style);
  }
}

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
    const rtl = doc.defaultView?.getComputedStyle(doc.documentElement).direction === 'rtl';
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
    if (typeof host.showPopover === 'function') {
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
      (typeof host.showPopover !== 'function' || host.matches(':popover-open'));
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
    const root = host.attachShadow({ mode: MODE });
    dress(root);
    const inner = doc.createElement('div');
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

  signal.addEventListener('abort', hide, { once: true });
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

const badged = new WeakMap<Element, { host: HTMLElement; as: string }>();
const drawings = new Map<string, Element>();
/** The drawn shape of a band, rendered once and copied into each badge: a hundred renders would cost more than their rows. */
function shapeOf(doc: Document, band: BadgeView['band']): Node {
  let drawing = drawings.get(band);
  if (!drawing) {
    const box = doc.createElement('div');
    render(<BandShape band={band} size={12} />, box);
    drawing = box.firstElementChild ?? box;
    drawings.set(band, drawing);
  }
  return drawing.cloneNode(true);
}

/** Draws, changes or takes away the badge beside each row. A row that already shows the same is left alone; no badge means not a customer. */
export function mountBadges(rows: readonly BadgePair[]): void {
  // All reading of styles before all writing: one layout for the whole list.
  const wanted = rows.map(([element, badge]) => ({ element, badge, as: badge ? `${badge.band} ${badge.shown} ${badge.label}` : '' }));
  const changed = wanted.filter(({ element, as }) => {
    const known = badged.get(element);
    return as ? known?.as !== as || !element.contains(known.host) : known !== undefined;
  });
  const first = changed.find((row) => row.badge)?.element;
  const theme = first ? themeUnder(first) : 'light';
  for (const { element, badge, as } of changed) {
    badged.get(element)?.host.remove();
    badged.delete(element);
    if (!badge) continue;
    const doc = element.ownerDocument;
    const host = doc.createElement('span');
    host.style.cssText = inline({
      display: 'inline-block',
      'vertical-align': 'middle',
      'margin-inline-end': '6px',
      flex: 'none',
      'pointer-events': 'auto',
    });
    const root = host.attachShadow({ mode: MODE });
    dress(root);
    const box = doc.createElement('span');
    box.className = `vafa vb b-${toneOf(badge.band)}`;
    box.dataset.vafaTheme = theme;
    box.setAttribute('role', 'img');
    box.setAttribute('aria-label', badge.label);
    box.title = badge.label;
    const text = doc.createElement('span');
    text.textContent = badge.shown;
    box.appendChild(shapeOf(doc, badge.band));
    box.appendChild(text);
    root.appendChild(box);
    const anchor = anchorOf(element);
    anchor.insertBefore(host, anchor.firstChild);
    badged.set(element, { host, as });
  }
}

/** Where in a row the badge goes: a table row holds only cells, so the cell with text; anything else holds it directly. */
function anchorOf(row: Element): Element {
  if (row.localName !== 'tr') return row;
  return [...row.children].find((cell) => cell.textContent?.trim()) ?? row.firstElementChild ?? row;
}

/** Takes every badge out of these rows. */
export function clearBadges(rows: Iterable<Element>): void {
  for (const element of rows) {
    badged.get(element)?.host.remove();
    badged.delete(element);
  }
}
