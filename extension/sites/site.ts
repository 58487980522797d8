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

/** What is known by hearsay of a page that nobody could look at: where an opened conversation stands, and in it one person's address. */
export interface Hooks {
  id: string;
  name: string;
  matches: readonly string[];
  recognises?: Site['recognises'];
  /** Finds the opened conversation's id in the page's path and hash, as its first group. */
  path: RegExp;
  /** In the order to try; `{id}` stands for the id. The address is in an attribute, or is all of the element's text. */
  strategies: readonly { name: string; open: string; person: string; at: 'title' | 'href' | 'text' }[];
  /** Several opened messages stand in one view: only the last one counts. */
  last?: true;
  /** List rows, each with an element whose title is the address. */
  rows?: { name: string; row: string; person: string };
  /** Message bodies, notes, quotes: nothing in them is looked at. */
  body: string;
}

/**
 * A site from its hooks alone. It names a customer only where exactly one address stands in the opened conversation;
 * two that disagree, or none, are `unrecognised`.
 */
export function hookedSite(hooks: Hooks): Site {
  const { id, name, matches, recognises, path, strategies, rows, body } = hooks;
  const shown = (root: Document | Element, selector: string) =>
    [...root.querySelectorAll(selector)].filter((one) => !one.closest(body) && isShown(one));
  const readRows = (doc: Document): Row[] =>
    !rows
      ? []
      : shown(doc, rows.row).flatMap((element) => {
          const found = [...element.querySelectorAll(rows.person)].filter((one) => addressIn(one.getAttribute('title') ?? ''));
          const addresses = new Set(found.map((one) => addressIn(one.getAttribute('title') ?? '')));
          const [address] = addresses;
          return addresses.size === 1 && address && found[0]
            ? [{ element, beside: found[0], address, name: nameIn(found[0].textContent ?? '') }]
            : [];
        });
  return {
    id,
    name,
    unverified: true,
    matches,
    ...(recognises ? { recognises } : {}),
    read(doc, url) {
      const open = path.exec(url.pathname + url.hash)?.[1] ?? '';
      for (const strategy of open ? strategies : []) {
        const views = shown(doc, strategy.open.replaceAll('{id}', open.replace(/[^\w-]/gu, '\\$&')));
        const addresses = new Set(
          (hooks.last ? views.slice(-1) : views).flatMap((view) => shown(view, strategy.person)).map((one) => addressAt(one, strategy.at)),
        );
        addresses.delete('');
        const [address] = addresses;
        if (addresses.size !== 1 || !address) continue;
        const correspondents: Correspondent[] = [{ address, name: '', role: 'from' }];
        return { outcome: 'conversation', key: `${url.host}/${open}|${address}`, strategy: strategy.name, correspondents, own: [] };
      }
      if (open) return { outcome: 'unrecognised', looked: strategies.map((one) => `${one.open} ${one.person}`) };
      const list = readRows(doc);
      return rows && list.length ? { outcome: 'list', strategy: rows.name, rows: list, own: [] } : { outcome: 'none' };
    },
    ...(rows ? { rowsBeside: readRows } : {}),
  };
}

function addressAt(element: Element, at: 'title' | 'href' | 'text'): string {
  if (at === 'href') return mailtoIn(element.getAttribute('href') ?? '');
  return addressIn((at === 'title' ? element.getAttribute('title') : element.textContent) ?? '');
}
