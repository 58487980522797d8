/** The seam of a site: one file in this folder, found by the registry. A site reads the page and nothing else. */

export type Role = 'from' | 'to' | 'cc' | 'reply-to';
export interface Correspondent {
  address: string;
  name: string;
  role: Role;
}

/** A row of a list and the address that it is about: one per row, never one of our own. */
export interface Row {
  element: Element;
  /** The element in whose line the badge fits without making the row taller; the row itself where absent. */
  beside?: Element;
  address: string;
  name: string;
}

export type Reading =
  | {
      outcome: 'conversation';
      /** Stable for the opened message or ticket, so that a late answer is not painted over another mail. */
      key: string;
      /** Which of the ordered strategies hit, e.g. "message-header 2026-11". */
      strategy: string;
      correspondents: Correspondent[];
      own: string[];
      /** When the opened message was written (epoch ms), where the page says so. */
      at?: number;
    }
  | { outcome: 'list'; strategy: string; rows: Row[]; own: string[] }
  | { outcome: 'none' }
  /**
   * It is this site, and something is open, but no strategy hit: what was looked for. `named` where the page is understood and the
   * address stands nowhere in it: the name that does, '' without one.
   */
  | { outcome: 'unrecognised'; looked: string[]; named?: string };

/**
 * What the page's own server can be asked where the address is not in the page: on the user's click alone, by GET, on the page's own
 * origin, by the background (background/ask-page.ts). The answer counts for the conversation that was asked about and for no other.
 */
export interface PageQuestion {
  /** The conversation that stands open at this address, and the path to ask first; null where none does. */
  first(url: URL): { of: string; path: string } | null;
  /** Reads one answer: where to ask on, or who it is; null where it says neither. */
  read(answer: unknown): { path: string } | { person: Correspondent } | null;
}
declare global {
  /** What the page's own server answered, left by the background in the content script's own world. */
  var __vafaAsked: { of: string; person: Correspondent } | undefined;
}
/** The person that was asked about this conversation; null where nobody asked, or about another one. */
export function askedAbout(of: string): Correspondent | null {
  const asked = globalThis.__vafaAsked;
  return asked?.of === of ? asked.person : null;
}

/** Where the words of the opened message stand. */
export interface Body {
  parts: readonly Element[];
  /** Of a ticket: which of its entries this is. */
  part?: string;
  /** The page itself says that this is a mailing. */
  bulk?: boolean;
}

export interface Site {
  id: string;
  name: string;
  /**
   * Written from public hooks, never seen on a real page: offered apart, by that name, and off until the user switches it on.
   * A site with this mark that the browser may read, but that nobody switched on, is not read.
   */
  unverified?: true;
  /** Match patterns of its known hosts; empty for programs that everyone hosts themselves. */
  matches: readonly string[];
  /** For self-hosted programs: is this document one of theirs? Also true on their login page where that can be told. */
  recognises?(doc: Document, url: URL): boolean;
  /** Same-origin frames that hold mail (Roundcube's preview): observed beside the top document. */
  frames?(doc: Document): Document[];
  read(doc: Document, url: URL): Reading;
  /** What `from` wrote in the opened message, or last in the opened ticket; null where it is not sure to be theirs. Asked only where the user opted in. */
  body?(doc: Document, url: URL, from: string): Body | null;
  ask?: PageQuestion;
  /** List rows that stay on the screen beside an open message (a split view): for badges only. */
  rowsBeside?(doc: Document, url: URL): Row[];
}

const ADDRESS = /^[^\s<>@",;:()]+@[^\s<>@"',;:()]*[^\s<>@"',;:().]$/u;

/**
 * The address that a text names: the one in its last `<…>`, else the text itself when it is an address; '' when there is none.
 * A display name may itself look like an address, so only the last pair of brackets counts.
 */
export function addressIn(text: string): string {
  const trimmed = text.slice(-400).trim();
  const open = trimmed.lastIndexOf('<');
  const bare = open >= 0 && trimmed.endsWith('>') ? trimmed.slice(open + 1, -1).trim() : trimmed;
  return ADDRESS.test(bare) && bare.length <= 320 ? bare.toLowerCase() : '';
}

/**
 * The words before the last `<…>`, without quotes; '' when the text is nothing but an address. A name that looks like
 * an address is kept: whoever writes under another's address as a name has to be found out.
 */
export function nameIn(text: string): string {
  const trimmed = text.replace(/\s+/gu, ' ').trim();
  const open = trimmed.lastIndexOf('<');
  if (open < 0 || !trimmed.endsWith('>')) return addressIn(trimmed) ? '' : trimmed.slice(0, 200);
  return trimmed
    .slice(0, open)
    .trim()
    .replace(/^"(.*)"$/u, '$1')
    .slice(0, 200);
}

/** The address of a `mailto:` link, as it stands in its `href`; '' for any other. */
export function mailtoIn(href: string): string {
  const rest = /^mailto:([^?]*)/iu.exec(href)?.[1] ?? '';
  try {
    return addressIn(decodeURIComponent(rest));
  } catch {
    return addressIn(rest);
  }
}

/** Is the element on the screen, as far as inline styles and (where there is a layout) computed ones tell? */
export function isShown(element: Element): boolean {
  if (element.closest('[hidden], [style*="display: none"], [style*="display:none"]')) return false;
  return element.ownerDocument.defaultView && typeof element.checkVisibility === 'function' ? element.checkVisibility() : true;
}

const ORDER: Record<Role, number> = { from: 0, to: 1, cc: 2, 'reply-to': 3 };
/**
 * Each address once, in its strongest role. Own addresses are left out, but not as the sender: a message of ours says so by its `from`.
 */
export function distinct(people: readonly Correspondent[], own: readonly string[]): Correspondent[] {
  const seen = new Set<string>();
  return [...people]
    .sort((a, b) => ORDER[a.role] - ORDER[b.role])
    .filter((one) => {
      if (!one.address || seen.has(one.address) || (one.role !== 'from' && own.includes(one.address))) return false;
      seen.add(one.address);
      return true;
    });
}

/** A string member of the settings that a page's own script carries, e.g. `"username":"…"`; '' when it is not there. */
export function scriptSetting(doc: Document, marker: string, member: string): string {
  for (const script of doc.querySelectorAll('script:not([src])')) {
    const text = script.textContent ?? '';
    const start = text.indexOf(marker);
    if (start < 0) continue;
    const found = new RegExp(`"${member}":("(?:[^"\\\\]|\\\\.)*")`, 'u').exec(text.slice(start, start + 60_000));
    if (!found?.[1]) continue;
    try {
      return String(JSON.parse(found[1]));
    } catch {
      return '';
    }
  }
  return '';
}
