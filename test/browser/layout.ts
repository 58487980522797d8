/** Measures of what is drawn: where the focus is and whether it is seen, text that is cut off, text over other text. */
import type { Page } from 'puppeteer-core';

export interface FocusSeen {
  id: string;
  name: string;
  role: string;
  expanded: string | null;
  /** Width of the ring around it, or of the field that holds it, in px. */
  ring: number;
  /** Enough to know it again. */
  path: string;
}
/** What has the focus in our card (through its open root) or in our own page; null where that is the mail page. */
export function focusNow(page: Page): Promise<FocusSeen | null> {
  return page.evaluate(() => {
    const own = location.protocol.endsWith('extension:');
    const at = own ? document.activeElement : (document.activeElement?.shadowRoot?.activeElement ?? null);
    if (!at) return null;
    if (at === document.body) return { id: '', name: 'body', role: '', expanded: null, ring: 0, path: 'body' };
    const ringOf = (element: Element | null) => {
      const style = element ? getComputedStyle(element) : null;
      return style && style.outlineStyle !== 'none' ? Number.parseFloat(style.outlineWidth) : 0;
    };
    const all = [...((at.getRootNode() as ParentNode).querySelectorAll('*') ?? [])];
    return {
      id: at.id,
      name: (at.getAttribute('aria-label') ?? (at as HTMLElement).innerText ?? '').trim(),
      role: at.getAttribute('role') ?? at.localName,
      expanded: at.getAttribute('aria-expanded'),
      // A field without a ring of its own stands in a box that has one.
      ring: Math.max(ringOf(at), ringOf(at.closest('label')), ringOf(at.parentElement)),
      path: `${all.indexOf(at)} ${at.localName}.${at.className}`,
    };
  });
}

type Where = 'card' | 'page';
interface Line {
  text: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
  cut: boolean;
}

/** Each piece of text that is drawn: its box, and whether it is cut although nothing gives the whole of it. */
function linesIn(page: Page, where: Where): Promise<Line[]> {
  return page.evaluate((which) => {
    const root =
      which === 'page'
        ? document.body
        : [...document.documentElement.children].find((one) => one.shadowRoot?.querySelector('.vafa'))?.shadowRoot;
    if (!root) throw new Error(`no ${which} here`);
    const lines: Line[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (!element || text === '' || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (element.closest('.sr, .hidden, option, optgroup, style, svg')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      let { left, top, right, bottom } = range.getBoundingClientRect();
      if (right - left < 1 || bottom - top < 1) continue;
      let cut = false;
      for (let box: Element | null = element; box; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
        const edge = box.getBoundingClientRect();
        const scrolls = /auto|scroll/.test(`${style.overflowX} ${style.overflowY}`);
        const out = right > edge.right + 1.5 || left < edge.left - 1.5 || bottom > edge.bottom + 3 || top < edge.top - 3;
        // What scrolls can be reached; what ends in dots must say the whole of it somewhere.
        if (out && !scrolls && !(style.textOverflow === 'ellipsis' && box.closest('[title], [data-part="name"], button, li, label, bdi')))
          cut = true;
        [left, top, right, bottom] = [
          Math.max(left, edge.left),
          Math.max(top, edge.top),
          Math.min(right, edge.right),
          Math.min(bottom, edge.bottom),
        ];
      }
      if (right - left < 1 || bottom - top < 1) {
        if (cut) lines.push({ text, left, top, right: left, bottom: top, cut });
        continue;
      }
      lines.push({ text, left, top, right, bottom, cut });
    }
    return lines;
  }, where);
}

/** Text that runs out of a box which cannot be scrolled, without the whole of it being said elsewhere. */
export async function clippedIn(page: Page, where: Where): Promise<string[]> {
  return (await linesIn(page, where)).filter(({ cut }) => cut).map(({ text }) => text);
}

/** Pairs of texts drawn over each other. */
export async function overlapsIn(page: Page, where: Where): Promise<string[]> {
  const lines = (await linesIn(page, where)).filter(({ left, right }) => right > left);
  const shared = (a: number, b: number, c: number, d: number) => Math.min(b, d) - Math.max(a, c);
  return lines.flatMap((one, i) =>
    lines
      .slice(i + 1)
      .filter((other) => {
        const wide = shared(one.left, one.right, other.left, other.right);
        const tall = shared(one.top, one.bottom, other.top, other.bottom);
        return wide > 3 && tall > Math.min(one.bottom - one.top, other.bottom - other.top) * 0.45;
      })
      .map((other) => `"${one.text}" and "${other.text}"`),
  );
}

/** Elements that reach out of the window to the side, which nobody can scroll to from right to left. */
export function strayingIn(page: Page, where: Where): Promise<string[]> {
  return page.evaluate((which) => {
    const root =
      which === 'page'
        ? document.body
        : [...document.documentElement.children].find((one) => one.shadowRoot?.querySelector('.vafa'))?.shadowRoot;
    return [...(root?.querySelectorAll<HTMLElement>('*') ?? [])]
      .filter((one) => {
        const box = one.getBoundingClientRect();
        if (box.width < 2 || box.height < 2 || one.closest('.sr, .hidden, .skip, svg') || !one.checkVisibility()) return false;
        for (let above = one.parentElement; above; above = above.parentElement)
          if (getComputedStyle(above).overflowX !== 'visible') return false;
        return box.left < -1 || box.right > innerWidth + 1;
      })
      .map((one) => `${one.localName}.${one.className}: ${one.innerText?.slice(0, 40)}`);
  }, where);
}

/** A number at the end of a line whose unit begins the next. */
export function splitUnitsIn(page: Page, where: Where): Promise<string[]> {
  return page.evaluate((which) => {
    const root =
      which === 'page'
        ? document.body
        : [...document.documentElement.children].find((one) => one.shadowRoot?.querySelector('.vafa'))?.shadowRoot;
    if (!root) return [];
    const split: string[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      if (!node.parentElement?.checkVisibility() || node.parentElement.closest('option, .sr, .hidden')) continue;
      for (const found of text.matchAll(/\p{Nd}[ \u00a0]\p{L}/gu)) {
        const range = document.createRange();
        range.setStart(node, found.index);
        range.setEnd(node, found.index + 1);
        const number = range.getBoundingClientRect();
        range.setStart(node, found.index + 2);
        range.setEnd(node, found.index + 3);
        const unit = range.getBoundingClientRect();
        if (number.height > 0 && unit.height > 0 && unit.top > number.bottom - 2)
          split.push(text.slice(Math.max(0, found.index - 20), found.index + 20));
      }
    }
    return split;
  }, where);
}
