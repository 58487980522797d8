/** All sites of this folder. For tools and lists: a content script imports its one site, never this. */
import type { Site } from './site';

const modules = import.meta.glob<{ site: Site }>(['./*.ts', '!./site.ts', '!./hooked-site.ts', '!./registry.ts'], { eager: true });

export const SITES: readonly Site[] = Object.values(modules)
  .map((module) => module.site)
  .sort((a, b) => (a.id < b.id ? -1 : 1));

/** Does an address match one of the site's patterns? Patterns are those of extensions, e.g. `https://mail.google.com/*`. */
export function matchesHost(site: Site, url: URL): boolean {
  return site.matches.some((pattern) => {
    const [, scheme, host, path] = /^(\*|https?):\/\/([^/]+)(\/.*)$/u.exec(pattern) ?? [];
    if (!scheme || !host || !path) return false;
    const schemes = scheme === '*' ? ['http:', 'https:'] : [`${scheme}:`];
    const hostFits =
      host === '*' ||
      (host.startsWith('*.') ? url.hostname === host.slice(2) || url.hostname.endsWith(host.slice(1)) : url.hostname === host);
    const pathFits = new RegExp(
      `^${path
        .split('*')
        .map((part) => part.replace(/[.+?^${}()|[\]\\]/gu, '\\$&'))
        .join('.*')}$`,
      'u',
    ).test(url.pathname);
    return schemes.includes(url.protocol) && hostFits && pathFits;
  });
}
