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

/** A root in this element, dressed with the styles of the card. */
export function openRoot(host: HTMLElement): ShadowRoot {
  const root = host.attachShadow({ mode: MODE });
  dress(root);
  return root;
}
