/** The badges beside list rows: each in a closed root of its own, drawn only where something changed. */
import { render } from 'preact';
import type { BadgeView } from '../../shared/present/card-view';
import { BandShape, toneOf } from '../card/shapes';
import { themeUnder } from './host-theme';
import { inline, openRoot } from './shadow';
import type { BadgePair } from './watch-rows';

type Theme = ReturnType<typeof themeUnder>;
interface Blank {
  host: HTMLElement;
  box: HTMLElement;
}

const badged = new WeakMap<Element, { host: HTMLElement; as: string }>();
const blanks = new Map<string, Blank>();
/** A badge without its words, built once for each look and copied: to build a hundred would cost several times what copying does. */
function blankOf(doc: Document, band: BadgeView['band'], theme: Theme): Blank {
  const look = `${band} ${theme}`;
  let blank = blanks.get(look);
  if (!blank) {
    const host = doc.createElement('span');
    host.style.cssText = inline({
      display: 'inline-block',
      'vertical-align': 'middle',
      'margin-inline-end': '6px',
      flex: 'none',
      'pointer-events': 'auto',
    });
    const box = doc.createElement('span');
    box.className = `vafa vb b-${toneOf(band)}`;
    box.dataset.vafaTheme = theme;
    box.setAttribute('role', 'img');
    render(<BandShape band={band} size={12} />, box);
    box.appendChild(doc.createElement('span'));
    blank = { host, box };
    blanks.set(look, blank);
  }
  return blank;
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
    const blank = blankOf(element.ownerDocument, badge.band, theme);
    const host = blank.host.cloneNode() as HTMLElement;
    const box = blank.box.cloneNode(true) as HTMLElement;
    box.setAttribute('aria-label', badge.label);
    box.title = badge.label;
    (box.lastChild as Node).textContent = badge.shown;
    openRoot(host).appendChild(box);
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
