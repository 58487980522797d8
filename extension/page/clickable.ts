/**
 * Proof that a person saw what they clicked. A page can hide or cover our card and harvest one click, so an act counts only when the
 * event is the person's own and the card has stood visible and uncovered for half a second.
 */
import { inPlainSight, lookWhileUsed } from './cover';
import { isOpaque } from './shadow';

/** How long the card must have been seen before an act counts, in ms. */
export const SEEN_MS = 500;
/** What a page may shrink the card to before its clicks count no more. */
const SMALLEST = 0.5;

export interface Proof {
  /** True when `event` is the person's own and the card has been in plain sight for SEEN_MS. */
  holds(event: Event): boolean;
  /** For how long it has been in plain sight, in ms; 0 when it is not. */
  seenFor(): number;
}

/** `trackVisibility` (IntersectionObserver v2): the browser itself says whether pixels are covered, faded or transformed. */
interface ObserverInitV2 extends IntersectionObserverInit {
  trackVisibility: boolean;
  delay: number;
}
interface EntryV2 extends IntersectionObserverEntry {
  isVisible: boolean;
}

/**
 * Watches `node` (inside our shadow root). `host` is its shadow host. `now` is a monotonic clock in ms.
 * Where the browser cannot track visibility (Firefox), styles, the element at the card's centre and the top layer are asked while somebody is
 * at the card, and at the click.
 */
export function watchSight(node: Element, host: HTMLElement, signal: AbortSignal, now: () => number = () => performance.now()): Proof {
  const tracked =
    !import.meta.env.FIREFOX && typeof IntersectionObserverEntry !== 'undefined' && 'isVisible' in IntersectionObserverEntry.prototype;
  let since: number | null = tracked ? null : now();
  if (tracked) {
    const init: ObserverInitV2 = { trackVisibility: true, delay: 100, threshold: [0, 0.6, 0.9, 1] };
    const observer = new IntersectionObserver((entries) => {
      const last = entries[entries.length - 1] as EntryV2 | undefined;
      if (!last?.isVisible || last.intersectionRatio < 0.6) since = null;
      else since ??= now();
    }, init);
    observer.observe(node);
    signal.addEventListener('abort', () => observer.disconnect());
  }
  const seenFor = () => (since === null || (!tracked && isHidden(host)) ? 0 : now() - since);
  // A finger comes without having pointed first.
  const clearFor = import.meta.env.CHROME || tracked ? null : lookWhileUsed(node, host, signal, now);
  const usedFor = (event: Event) => (clearFor === null || (event as PointerEvent).pointerType === 'touch' ? seenFor() : clearFor());
  // By the page's `zoom` it may be too small to be read, and is in plain sight all the same.
  return { seenFor, holds: (event) => event.isTrusted && usedFor(event) >= SEEN_MS && isOpaque(node) && !(node.currentCSSZoom < SMALLEST) };
}

/** Every Chromium that we run in tracks visibility, and no Firefox: what stands in for it is no part of the one build, nor itself of the other's. */
const isHidden = (host: HTMLElement): boolean => !import.meta.env.CHROME && !inPlainSight(host);
