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
  /** It is this site, and something is open, but no strategy hit: what was looked for. */
  | { outcome: 'unrecognised'; looked: string[] };

export interface Site {
  id: string;
  name: string;
  /** Match patterns of its known hosts; empty for programs that everyone hosts themselves. */
  matches: readonly string[];
  /** For self-hosted programs: is this document one of theirs? Also true on their login page where that can be told. */
  recognises?(doc: Document, url: URL): boolean;
  /** Same-origin frames that hold mail (Roundcube's preview): observed beside the top document. */
  frames?(doc: Document): Document[];
  read(doc: Document, url: URL): Reading;
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
