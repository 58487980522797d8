/** Light or dark, from the host page's own background: a mail client has its own switch, and the system's says nothing about it. */

/** Red, green, blue 0..255 and alpha 0..1 of a computed colour; null for a notation that carries no sRGB numbers. */
function channelsOf(color: string): [number, number, number, number] | null {
  const numbers = color
    .match(/^rgba?\(([^)]+)\)$/u)?.[1]
    ?.split(/[\s,/]+/u)
    .filter(Boolean)
    .map(Number.parseFloat);
  if (!numbers || numbers.length < 3 || numbers.some(Number.isNaN)) return null;
  return [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0, numbers[3] ?? 1];
}

/** Relative luminance, 0 black … 1 white (WCAG 2.2). */
export function luminance([red, green, blue]: readonly [number, number, number, ...number[]]): number {
  const linear = (channel: number) => (channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Where black and white text contrast equally: √(1.05 × 0.05) − 0.05. */
const MIDDLE = 0.179;

/** The theme of what lies under an element: the nearest ancestor with a background that is more than half opaque, else the canvas. */
export function themeUnder(element: Element | null): 'light' | 'dark' {
  const view = element?.ownerDocument.defaultView;
  if (!element || !view) return 'light';
  for (let at: Element | null = element; at; at = at.parentElement) {
    const channels = channelsOf(view.getComputedStyle(at).backgroundColor);
    if (channels && channels[3] > 0.5) return luminance(channels) < MIDDLE ? 'dark' : 'light';
  }
  const schemes = view.getComputedStyle(element.ownerDocument.documentElement).colorScheme;
  if (!schemes?.includes('dark')) return 'light';
  return !schemes.includes('light') || view.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** The theme at a point of the page, not counting our own element. */
export function themeAt(doc: Document, x: number, y: number, own: Element): 'light' | 'dark' {
  const under = doc.elementsFromPoint?.(x, y).find((element) => element !== own);
  return themeUnder(under ?? doc.body ?? doc.documentElement);
}
