/**
 * Lets the user point at the correspondent's address once, and returns a selector that finds that place again on this host.
 * Injected by the background after a click in our own page; it draws one frame around what is under the pointer and takes it away again.
 */
import { addressAt, shapeOf } from '../sites/generic';

declare global {
  /** Words for the person who points, left by the background in the reader's language. */
  var __vafaPickHint: { text: string; dir: 'ltr' | 'rtl' } | undefined;
  var __vafaPicking: AbortController | undefined;
}
export interface Picked {
  selector: string;
  address: string;
  /** The shape of the page's address. */
  shape: string;
}

/** Resolves with the place, or null when the user gave up (Escape), chose a place without an address, or started again. */
export function pickAddress(): Promise<Picked | null> {
  globalThis.__vafaPicking?.abort();
  const end = new AbortController();
  globalThis.__vafaPicking = end;
  const { frame, hint } = drawFrame();
  return new Promise((resolve) => {
    const finish = (picked: Picked | null) => {
      // Ending answers null for whoever gave up: the answer comes first.
      resolve(picked);
      end.abort();
    };
    end.signal.addEventListener('abort', () => {
      frame.remove();
      hint.remove();
      resolve(null);
    });
    const options = { capture: true, signal: end.signal } as const;
    addEventListener('pointermove', (event) => surround(frame, placeOf(event.target)), options);
    // The page must not take the click for its own.
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup'] as const) addEventListener(type, swallow, options);
    addEventListener(
      'click',
      (event) => {
        swallow(event);
        const place = placeOf(event.target);
        if (place) finish({ selector: selectorFor(place), address: addressAt(place), shape: shapeOf(new URL(location.href)) });
      },
      options,
    );
    addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape') return;
        swallow(event);
        finish(null);
      },
      options,
    );
  });
}

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

function drawFrame(): { frame: HTMLElement; hint: HTMLElement } {
  const frame = document.createElement('div');
  frame.style.cssText =
    'position:fixed;display:none;z-index:2147483647;pointer-events:none;box-sizing:border-box;border:2px solid #2f5fd0;border-radius:4px;background:rgb(47 95 208/.14)';
  const hint = document.createElement('div');
  hint.style.cssText =
    'position:fixed;z-index:2147483647;pointer-events:none;inset:12px 0 auto;margin:auto;width:fit-content;max-width:90vw;padding:10px 14px;border-radius:8px;background:#1d232b;color:#fff;font:14px/1.4 system-ui,Tahoma,sans-serif';
  const words = globalThis.__vafaPickHint;
  hint.textContent = words?.text ?? '';
  hint.dir = words?.dir ?? 'ltr';
  hint.hidden = !words;
  if (hint.hidden) hint.style.display = 'none';
  for (const part of [frame, hint]) document.documentElement.appendChild<Node>(part);
  return { frame, hint };
}

function surround(frame: HTMLElement, place: Element | null): void {
  const box = place?.getBoundingClientRect();
  frame.style.display = box ? 'block' : 'none';
  if (!box) return;
  Object.assign(frame.style, {
    left: `${box.left - 4}px`,
    top: `${box.top - 4}px`,
    width: `${box.width + 8}px`,
    height: `${box.height + 8}px`,
  });
}

/**
 * A selector that should outlive the next message: names that a programmer gave (test ids, ids and classes without digits or hashes),
 * as few steps as find only this place, never a value of the open message.
 */
export function selectorFor(place: Element): string {
  const steps: string[] = [];
  for (let element: Element | null = place; element && element !== document.documentElement; element = element.parentElement) {
    const name = nameOf(element);
    steps.unshift(name);
    const selector = steps.join(' > ');
    if (!/^[a-z0-9-]+$/u.test(name) && document.querySelectorAll(selector).length === 1) return selector;
    // A name that other places share still narrows the next steps; a nameless step needs its place among its siblings.
    if (!/[#.[]/u.test(name)) steps[0] = `${name}${positionOf(element)}`;
    const precise = steps.join(' > ');
    if (steps.length >= 3 && document.querySelectorAll(precise).length === 1) return precise;
  }
  return steps.join(' > ');
}

const STABLE = ['data-testid', 'data-test-id', 'data-test', 'data-qa', 'data-cy', 'itemprop', 'name', 'role'];

function nameOf(element: Element): string {
  const tag = element.nodeName.toLowerCase();
  for (const attribute of STABLE) {
    const value = element.getAttribute(attribute) ?? '';
    if (isGivenName(value)) return `${tag}[${attribute}="${value}"]`;
  }
  if (isGivenName(element.id)) return `#${element.id}`;
  const classes = [...element.classList].filter(isGivenName).slice(0, 2);
  const mailto = element.getAttribute('href')?.startsWith('mailto:') ? '[href^="mailto:"]' : '';
  return `${tag}${classes.map((name) => `.${name}`).join('')}${mailto}`;
}

/** `requester-email` yes; `css-1q2w3e`, `ember412`, `sc-hash` and anything with an address or a space no. */
function isGivenName(text: string): boolean {
  return /^[a-z][a-z_-]{2,40}$/iu.test(text) && !/^(?:css|sc|jsx|ember|svelte|emotion)-/iu.test(text) && /[aeiouy]/iu.test(text);
}

function positionOf(element: Element): string {
  const same = [...(element.parentElement?.children ?? [])].filter((one) => one.nodeName === element.nodeName);
  return same.length > 1 ? `:nth-of-type(${same.indexOf(element) + 1})` : '';
}
