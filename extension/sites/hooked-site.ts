/** Sites from public hooks alone: one description each, read by one reader. None of them was ever seen on a real page. */
import {
  addressIn,
  askedAbout,
  type Correspondent,
  isShown,
  mailtoIn,
  nameIn,
  type PageQuestion,
  type Reading,
  type Row,
  type Site,
} from './site';

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
  /** Where the opened conversation shows a name and perhaps no address; `{id}` as above. */
  named?: string;
  /** Where the page's own server can be asked for the address; `{id}` in the path as above. */
  ask?: { name: string; path: string; read: PageQuestion['read'] };
  /** Message bodies, notes, quotes: nothing in them is looked at. */
  body: string;
}

/**
 * A site from its hooks alone. It names a customer only where exactly one address stands in the opened conversation;
 * two that disagree, or none, are `unrecognised`.
 */
export function hookedSite(hooks: Hooks): Site {
  const { id, name, matches, recognises, path, strategies, rows, body, named, ask } = hooks;
  const idIn = (url: URL) => path.exec(url.pathname + url.hash)?.[1] ?? '';
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
      const open = idIn(url);
      const selectorOf = (selector: string) => selector.replaceAll('{id}', open.replace(/[^\w-]/gu, '\\$&'));
      const found = (person: Correspondent, strategy: string): Reading => ({
        outcome: 'conversation',
        key: `${url.host}/${open}|${person.address}`,
        strategy,
        correspondents: [person],
        own: [],
      });
      for (const strategy of open ? strategies : []) {
        const views = shown(doc, selectorOf(strategy.open));
        const addresses = new Set(
          (hooks.last ? views.slice(-1) : views).flatMap((view) => shown(view, strategy.person)).map((one) => addressAt(one, strategy.at)),
        );
        addresses.delete('');
        const [address] = addresses;
        if (addresses.size !== 1 || !address) continue;
        return found({ address, name: '', role: 'from' }, strategy.name);
      }
      const asked = ask && open ? askedAbout(`${url.host}/${open}`) : null;
      if (ask && asked) return found(asked, ask.name);
      if (open) {
        const looked = strategies.map((one) => `${one.open} ${one.person}`);
        const name = named
          ? shown(doc, selectorOf(named))
              .map((one) => nameIn(one.textContent ?? ''))
              .find(Boolean)
          : undefined;
        return { outcome: 'unrecognised', looked, ...(ask || name ? { named: name ?? '' } : {}) };
      }
      const list = readRows(doc);
      return rows && list.length ? { outcome: 'list', strategy: rows.name, rows: list, own: [] } : { outcome: 'none' };
    },
    ...(rows ? { rowsBeside: readRows } : {}),
    ...(ask
      ? {
          ask: {
            first: (url: URL) => (idIn(url) ? { of: `${url.host}/${idIn(url)}`, path: ask.path.replaceAll('{id}', idIn(url)) } : null),
            read: ask.read,
          },
        }
      : {}),
  };
}

function addressAt(element: Element, at: 'title' | 'href' | 'text'): string {
  if (at === 'href') return mailtoIn(element.getAttribute('href') ?? '');
  return addressIn((at === 'title' ? element.getAttribute('title') : element.textContent) ?? '');
}
