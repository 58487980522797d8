import { addressIn, isShown, nameIn, type Reading, type Site } from './site';

/** Where the user once pointed: a selector that leads to the address, and the shape of the page's address there ('' where it is not known). */
export interface Place {
  selector: string;
  shape: string;
}
/** What the background leaves in the content script's own world for such a host. */
declare global {
  var __vafaPlace: Place | undefined;
}

/**
 * A site that a user pointed at: one CSS selector that leads to the correspondent's address on this host. Exactly one address, or no
 * answer; where the page's address is of the same kind as the one pointed at and the place is gone, the page has changed.
 */
export function genericSite(place: () => Place | undefined): Site {
  return {
    id: 'generic',
    name: 'Generic',
    matches: [],
    read: (doc, url) => readPlace(doc, url, place()),
  };
}

export const site: Site = genericSite(() => globalThis.__vafaPlace);

function readPlace(doc: Document, url: URL, place: Place | undefined): Reading {
  if (!place) return { outcome: 'none' };
  const { selector, shape } = place;
  const places = find(doc, selector).filter(isShown);
  const found = new Map(places.map((one) => [addressAt(one), nameIn(one.textContent ?? '')]));
  found.delete('');
  const [only] = found;
  if (only && found.size === 1) {
    const [address, name] = only;
    const key = `${url.host}${url.pathname}${url.search}${url.hash}|${address}`;
    return { outcome: 'conversation', key, strategy: 'pointed at by the user', correspondents: [{ address, name, role: 'from' }], own: [] };
  }
  // A program that gives every view the same address does not say whether a message is open: there only a place without an address tells.
  const here = !shape || shape === shapeOf(url);
  return here && (places.length || shape.includes('*')) ? { outcome: 'unrecognised', looked: [selector] } : { outcome: 'none' };
}

/** The page's address with `*` for all that names one thing: every part with a digit in it, or too long to be a word. */
export function shapeOf(url: URL): string {
  return (url.pathname + url.search + url.hash).replace(/[^/?&=;:,#]+/gu, (part) => (/\d/u.test(part) || part.length > 24 ? '*' : part));
}

function find(doc: Document, selector: string): Element[] {
  try {
    return [...doc.querySelectorAll(selector)];
  } catch {
    return []; // a selector that this browser cannot read finds nothing
  }
}

/** Attributes that hold an address for machines come before text for people. */
export function addressAt(place: Element): string {
  const link = place.closest('a[href^="mailto:"]') ?? place.querySelector('a[href^="mailto:"]');
  const mailto = (link?.getAttribute('href') ?? '').replace(/^mailto:/u, '').split('?')[0] ?? '';
  return (
    addressIn(place.getAttribute('email') ?? '') ||
    addressIn(mailto) ||
    addressIn(place.getAttribute('title') ?? '') ||
    addressIn(place.textContent ?? '') ||
    addressIn(place.tagName === 'INPUT' ? (place as HTMLInputElement).value : '')
  );
}
