import { addressIn, isShown, nameIn, type Reading, type Site } from './site';

/** What the background leaves in the content script's own world for a host whose address place the user once pointed at. */
declare global {
  var __vafaSelector: string | undefined;
}

/**
 * A site that a user pointed at: one CSS selector that leads to the correspondent's address on this host.
 * Exactly one address, or no answer.
 */
export function genericSite(selector: () => string | undefined): Site {
  return {
    id: 'generic',
    name: 'Generic',
    matches: [],
    read: (doc, url) => readPlace(doc, url, selector() ?? ''),
  };
}

export const site: Site = genericSite(() => globalThis.__vafaSelector);

function readPlace(doc: Document, url: URL, selector: string): Reading {
  if (!selector) return { outcome: 'none' };
  const places = find(doc, selector).filter(isShown);
  if (!places.length) return { outcome: 'none' };
  const found = new Map(places.map((place) => [addressAt(place), nameIn(place.textContent ?? '')]));
  found.delete('');
  const [only] = found;
  if (!only || found.size > 1) return { outcome: 'unrecognised', looked: [selector] };
  const [address, name] = only;
  const key = `${url.host}${url.pathname}${url.search}${url.hash}|${address}`;
  return { outcome: 'conversation', key, strategy: 'pointed at by the user', correspondents: [{ address, name, role: 'from' }], own: [] };
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
