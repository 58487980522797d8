/** Asking the browser for one host at a time. Must be called from a click in our own page. */
import { browser } from 'wxt/browser';

/** The origin that a person typed, with https added where the scheme is missing; null when it is no address. */
export function readOrigin(text: string): string | null {
  const typed = text.trim();
  if (!typed) return null;
  try {
    const url = new URL(/^https?:\/\//i.test(typed) ? typed : `https://${typed}`);
    return url.hostname.includes('.') || url.hostname === 'localhost' ? url.origin : null;
  } catch {
    return null;
  }
}

/** True when the host may be read from now on. Match patterns name no port: Firefox refuses those that do. */
export function requestOrigins(origins: readonly string[]): Promise<boolean> {
  const patterns = origins.map((origin) => {
    if (origin.includes('*')) return origin;
    const { protocol, hostname } = new URL(origin);
    return `${protocol}//${hostname}/*`;
  });
  return browser.permissions.request({ origins: patterns });
}
