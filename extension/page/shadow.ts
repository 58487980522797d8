/**
 * The only place that makes shadow roots: one for the card, one per row badge. Closed, so that a page cannot read who its customer is
 * (the e2e build opens them for tests).
 */
import css from '../card/card.css?inline';
import tokens from '../card/tokens.css?inline';

const MODE = import.meta.env.MODE === 'e2e' ? 'open' : 'closed';

/** `all: initial` first, so that nothing of the page reaches in; every declaration important, so that no page rule wins over it. */
export const inline = (declarations: Record<string, string>) =>
  ['all:initial', ...Object.entries(declarations).map(([name, value]) => `${name}:${value}`)].map((one) => `${one}!important`).join(';');

const SURFACE = '--v-surface';
/**
 * A page may say what kind of value a custom property has, for closed roots too, and with that take the surface away from under the card:
 * a lure behind it would be seen, and the click be ours. Who says it first by script has said it for good; as text of any kind it stays ours.
 */
function claimSurface(): void {
  try {
    CSS.registerProperty({ name: SURFACE, syntax: '*', inherits: true });
  } catch {
    // Said already: by an earlier card of ours, or by the page, and then `isOpaque` tells.
  }
}
/** Whether the card in this root still stands on its surface. */
export function isOpaque(inner: Element): boolean {
  const card = inner.firstElementChild;
  return card === null || !/^transparent$|, 0\)$/u.test(getComputedStyle(card).backgroundColor);
}

let sheet: CSSStyleSheet | null = null;
/** One parsed sheet for every root; a style element where constructed sheets cannot cross into the page's document. */
function dress(root: ShadowRoot): void {
  try {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(tokens + css);
      claimSurface();
    }
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = root.ownerDocument.createElement('style');
    style.textContent = tokens + css;
    root.appendChild(style);
  }
}

/** A root in this element, dressed with the styles of the card. */
export function openRoot(host: HTMLElement): ShadowRoot {
  const root = host.attachShadow({ mode: MODE });
  dress(root);
  return root;
}
