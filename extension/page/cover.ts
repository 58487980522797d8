/**
 * What stands over the card where the browser does not tell (Firefox 153 knows no tracking of visibility): only the top layer can, so all of
 * it is looked for, in closed roots too, and counted as a cover unless it plainly keeps away.
 */

/** Firefox lets an extension look into roots that a page has closed. */
const rootOf = (element: Element): ShadowRoot | null =>
  (element as Element & { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot ?? element.shadowRoot;

/** All that fits `what`, in the roots within too. */
function* every(within: Document | ShadowRoot | Element, what: string): Generator<Element> {
  yield* within.querySelectorAll(what);
  for (const element of within.querySelectorAll('*')) {
    const root = rootOf(element);
    if (root) yield* every(root, what);
  }
}

/** The sum of all lengths that something may paint beyond its box by. */
const reachOf = ({ boxShadow, outlineStyle, outlineWidth, outlineOffset, filter }: CSSStyleDeclaration): number =>
  `${boxShadow} ${filter} ${outlineStyle === 'none' ? '' : `${outlineWidth} ${outlineOffset}`}`
    .match(/[\d.]+(?=px)/gu)
    ?.reduce((sum, length) => sum + Number(length), 0) ?? 0;
/** The sheet behind a popover is as large as the window, whatever the size of the popover. */
const isSheet = ({ backgroundColor, backgroundImage, backdropFilter }: CSSStyleDeclaration): boolean =>
  !/^(transparent|rgba\(0, 0, 0, 0\)|none)*$/u.test([backgroundColor, backgroundImage, backdropFilter].join(''));

function mayCover(other: Element, box: DOMRect): boolean {
  const view = other.ownerDocument.defaultView;
  const root = rootOf(other);
  const parts = [other, ...every(other, '*'), ...(root ? every(root, '*') : [])];
  if (view === null || isSheet(view.getComputedStyle(other, '::backdrop'))) return true;
  return parts.some((part) => {
    const theirs = part.getBoundingClientRect();
    const reach = reachOf(view.getComputedStyle(part));
    const apart =
      Math.max(theirs.left - box.right, box.left - theirs.right) >= reach ||
      Math.max(theirs.top - box.bottom, box.top - theirs.bottom) >= reach;
    const free = ['::before', '::after'].some((pseudo) => {
      const { content, position } = view.getComputedStyle(part, pseudo);
      return !/^(none|normal)?$/u.test(content) && /fixed|absolute/u.test(position);
    });
    return free || (!apart && theirs.width * theirs.height + reach > 0);
  });
}

/** Our styles are whole, nothing hit-testable covers the middle, and nothing else of the top layer may stand over it. */
export function inPlainSight(host: HTMLElement): boolean {
  const doc = host.ownerDocument;
  if (!host.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) return false;
  const box = host.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return false;
  if (doc.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) !== host) return false;
  for (const other of every(doc, ':popover-open, :modal, :fullscreen')) if (other !== host && mayCover(other, box)) return false;
  return true;
}

/** How often it is looked at, ms; after a gap of three looks nobody knows what was there meanwhile. */
const EVERY = 150;

/**
 * Looks at the card for as long as the pointer is on `node` or the focus in it: a cover that leaves just before the click was seen before.
 * Answers for how long (ms) nothing covered it at any look. A page that keeps those events from us keeps its clicks from counting, too.
 */
export function lookWhileUsed(node: Element, host: HTMLElement, signal: AbortSignal, now: () => number): () => number {
  let clearSince: number | null = null;
  let last = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const look = () => {
    const at = now();
    clearSince = !inPlainSight(host) ? null : at - last > 3 * EVERY ? at : (clearSince ?? at);
    last = at;
  };
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  const start = () => {
    timer ??= setInterval(look, EVERY);
    if (now() - last > EVERY) look();
  };
  node.addEventListener('pointermove', start, { signal });
  node.addEventListener('focusin', start, { signal });
  node.addEventListener('pointerleave', stop, { signal });
  node.addEventListener('focusout', stop, { signal });
  signal.addEventListener('abort', stop);
  return () => {
    look();
    return clearSince === null ? 0 : now() - clearSince;
  };
}
