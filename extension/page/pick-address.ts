/**
 * Lets the user point at the correspondent's address once, by pointer or by keys, and returns a selector that finds that place again on this
 * host. Injected by the background after a click in our own page; it draws one frame around the place meant and takes it away again.
 */
import { addressAt, shapeOf } from '../sites/generic';
import { isShown } from '../sites/site';
import { selectorFor } from './place-selector';

declare global {
  /** Words for the person who points, left by the background in the reader's language. */
  var __vafaPickHint: { text: string; none: string; dir: 'ltr' | 'rtl' } | undefined;
  var __vafaPicking: AbortController | undefined;
}
export interface Picked {
  selector: string;
  address: string;
  /** The shape of the page's address. */
  shape: string;
}

/** Resolves with the place, or null when the user gave up (Escape) or started again. A place without an address is not taken. */
export function pickAddress(): Promise<Picked | null> {
  globalThis.__vafaPicking?.abort();
  const end = new AbortController();
  globalThis.__vafaPicking = end;
  const { frame, hint, spoken } = drawFrame();
  const before = document.activeElement;
  // Whoever hears the page is told what to do, and the page's own fields take no key meanwhile.
  hint.focus({ preventScroll: true });
  let meant: Element | null = null;
  const mean = (place: Element | null) => {
    meant = place;
    surround(frame, hint, place);
  };
  return new Promise((resolve) => {
    const finish = (place: Element | null) => {
      // Ending answers null for whoever gave up: the answer comes first.
      resolve(place && { selector: selectorFor(place), address: addressAt(place), shape: shapeOf(new URL(location.href)) });
      end.abort();
    };
    end.signal.addEventListener('abort', () => {
      if (document.activeElement === hint && before instanceof HTMLElement) before.focus({ preventScroll: true });
      frame.remove();
      hint.remove();
      resolve(null);
    });
    const options = { capture: true, signal: end.signal } as const;
    addEventListener('pointermove', (event) => mean(placeOf(event.target)), options);
    for (const type of ['scroll', 'resize'] as const) addEventListener(type, () => surround(frame, hint, meant), options);
    // The page must not take the click for its own.
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup'] as const) addEventListener(type, swallow, options);
    addEventListener(
      'click',
      (event) => {
        swallow(event);
        const place = placeOf(event.target);
        if (place) finish(place);
      },
      options,
    );
    const step = (by: 1 | -1) => {
      const places = placesIn(document);
      const at = meant ? places.indexOf(meant) : -1;
      const next = places.at(at < 0 ? (by > 0 ? 0 : -1) : (at + by) % places.length) ?? null;
      next?.scrollIntoView?.({ block: 'center' });
      mean(next);
      // The same words twice would be heard once.
      spoken.textContent = '';
      spoken.textContent = next ? wordsAt(next) : (globalThis.__vafaPickHint?.none ?? '');
    };
    addEventListener(
      'keydown',
      (event) => {
        // The browser's own shortcuts stay; all other keys are held from the page, where a letter may open another message.
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        event.stopImmediatePropagation();
        const by = event.key === 'Tab' ? (event.shiftKey ? -1 : 1) : STEPS[event.key];
        if (by) step(by);
        else if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        if (event.key !== 'Escape' && (event.key !== 'Enter' || !meant)) return;
        // The key that ends the pointing comes up after it.
        addEventListener('keyup', swallow, { capture: true, once: true });
        finish(event.key === 'Enter' ? meant : null);
      },
      options,
    );
    for (const type of ['keyup', 'keypress'] as const) addEventListener(type, (event) => event.stopImmediatePropagation(), options);
  });
}

const STEPS: Record<string, 1 | -1 | undefined> = { ArrowDown: 1, ArrowUp: -1 };

function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** The nearest element that names exactly one address, not more than three steps above the pointer. */
function placeOf(target: EventTarget | null): Element | null {
  let place = target instanceof Element ? target : null;
  for (let step = 0; place && step < 4; step++, place = place.parentElement) if (addressAt(place)) return place;
  return null;
}

/** More places than anybody would step through are not looked for. */
const MOST_PLACES = 200;

/** Every place in sight that names exactly one address, the innermost of each, in the order of the page. */
function placesIn(doc: Document): Element[] {
  const holding = (one: Element) =>
    one.matches('[email], [title*="@"], a[href^="mailto:"], input') ||
    [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.includes('@'));
  const found = [...doc.querySelectorAll('body *')].filter((one) => holding(one) && isShown(one) && addressAt(one)).slice(0, MOST_PLACES);
  return found.filter((one) => !found.some((other) => other !== one && one.contains(other)));
}

/** The place as it is read out: with the words just around it, which tell a sender from an address in the text. */
function wordsAt(place: Element): string {
  const address = addressAt(place);
  const around = (place.parentElement?.textContent ?? '').replace(/\s+/gu, ' ').trim();
  return around.includes(address) && around.length <= 120 ? around : address;
}

function drawFrame(): { frame: HTMLElement; hint: HTMLElement; spoken: HTMLElement } {
  const frame = document.createElement('div');
  frame.style.cssText =
    'position:fixed;display:none;z-index:2147483647;pointer-events:none;box-sizing:border-box;border:2px solid #2f5fd0;outline:2px solid #fff;border-radius:4px;background:rgb(47 95 208/.14)';
  const hint = document.createElement('div');
  hint.style.cssText =
    'position:fixed;z-index:2147483647;pointer-events:none;inset:12px 0 auto;margin:auto;width:fit-content;max-width:90vw;padding:10px 14px;border-radius:8px;outline:2px solid #8fb2ff;background:#1d232b;color:#fff;font:14px/1.4 system-ui,Tahoma,sans-serif';
  const words = globalThis.__vafaPickHint;
  hint.textContent = words?.text ?? '';
  hint.dir = words?.dir ?? 'ltr';
  hint.tabIndex = -1;
  // Keys go to us and not to a screen reader's own walk through the page.
  hint.setAttribute('role', 'application');
  hint.setAttribute('aria-label', hint.textContent);
  const spoken = document.createElement('div');
  spoken.setAttribute('aria-live', 'assertive');
  spoken.dir = 'auto';
  hint.appendChild(spoken);
  hint.hidden = !words;
  if (hint.hidden) hint.style.display = 'none';
  for (const part of [frame, hint]) document.documentElement.appendChild<Node>(part);
  return { frame, hint, spoken };
}

function surround(frame: HTMLElement, hint: HTMLElement, place: Element | null): void {
  const box = place?.getBoundingClientRect();
  frame.style.display = box ? 'block' : 'none';
  if (!box) return;
  Object.assign(frame.style, {
    left: `${box.left - 4}px`,
    top: `${box.top - 4}px`,
    width: `${box.width + 8}px`,
    height: `${box.height + 8}px`,
  });
  // The hint does not lie over what it speaks of.
  hint.style.inset = box.top < hint.offsetHeight + 24 ? 'auto 0 12px' : '12px 0 auto';
}
