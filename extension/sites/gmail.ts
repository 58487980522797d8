import { addressIn, type Correspondent, distinct, isShown, type Reading, type Row, type Site } from './site';

/** Old views stay hidden in the page and list rows beside the open mail: only what is shown, only header attributes. */
const BODY = '.a3s, .gmail_quote, [role="document"]';
const STRATEGIES = [
  { name: 'div.adn span.gD 2025-06', message: 'div.adn[data-message-id], div.adn[data-legacy-message-id]', sender: 'span.gD[email]' },
  { name: 'message id + gD 2025-06', message: '[data-legacy-message-id], [data-message-id]', sender: 'span.gD[email]' },
  { name: 'listitem gD 2020-12', message: '[role="listitem"]', sender: 'span.gD[email]' },
];
/** Gmail writes one's own name as "me", in the language of the page. */
const ME = new Set(['me', 'ich', 'moi', 'yo', 'eu', 'io', 'я', 'ik', 'jag', 'ja', 'ben', 'من', 'أنا', 'انا', '我', '自分', '나']);
const EMPTY: Reading = { outcome: 'none' };

export const site: Site = {
  id: 'gmail',
  name: 'Gmail',
  matches: ['https://mail.google.com/*'],
  read(doc, url) {
    const own = ownAddresses(doc);
    const titles = titlesIn(doc);
    // Two shown threads: a change between views is under way, and a guess could name the wrong customer.
    if (titles.length > 1) return EMPTY;
    const title = titles[0];
    if (title) return readThread(title, own, url);
    const rows = readRows(doc, own);
    return rows.length ? { outcome: 'list', strategy: 'tr.zA .yW [email] 2020-12', rows, own } : EMPTY;
  },
  body(doc, _url, from) {
    const [title] = titlesIn(doc);
    const opened = title && lastOpened(title);
    const text = opened?.last.querySelector('.a3s');
    if (!text || opened?.from?.address !== from) return null;
    // Beside the sender of a mailing stands an offer to unsubscribe.
    return { parts: [text], bulk: Boolean(opened.last.querySelector('.gE .Ca')) };
  },
  rowsBeside: (doc) => readRows(doc, ownAddresses(doc)),
};

function ownAddresses(doc: Document): string[] {
  const own = new Set<string>();
  // "Inbox (3) - agent@example.com - Gmail"
  for (const part of (doc.querySelector('head > title')?.textContent ?? '').split(' - ').slice(-2)) own.add(addressIn(part));
  const account = doc.querySelector('a[href^="https://accounts.google.com/SignOutOptions"], a[aria-label^="Google Account"]');
  own.add(addressIn(/\(([^()]+)\)\s*$/u.exec(account?.getAttribute('aria-label') ?? '')?.[1] ?? ''));
  for (const one of doc.querySelectorAll('.hb span[email][name], .yW span[email][name]')) {
    if (!one.closest(BODY) && ME.has(one.getAttribute('name') ?? '')) own.add(addressIn(one.getAttribute('email') ?? ''));
  }
  own.delete('');
  return [...own];
}

const titlesIn = (doc: Document): Element[] => [...doc.querySelectorAll('h2.hP')].filter((title) => isShown(title) && !title.closest(BODY));
const viewOf = (title: Element): Element => title.closest('[role="main"]') ?? title.ownerDocument.body;

/** The last opened message is the one being read; a reply that is being written has no sender. */
function lastOpened(title: Element): { name: string; last: Element; from: Correspondent | null } | null {
  for (const { name, message, sender } of STRATEGIES) {
    const opened = [...viewOf(title).querySelectorAll(message)];
    const last = opened.findLast((one) => !one.closest(BODY) && isShown(one) && senderOf(one, sender));
    if (last) return { name, last, from: senderOf(last, sender) };
  }
  return null;
}

function readThread(title: Element, own: string[], url: URL): Reading {
  const opened = lastOpened(title);
  if (opened) {
    const { name, last, from } = opened;
    if (!from?.address) return EMPTY; // still filling: the people it was sent to are no answer yet
    const correspondents = distinct([from, ...recipientsOf(last)], own);
    const at = writtenAt(last);
    return { outcome: 'conversation', key: keyOf(title, last, url), strategy: name, correspondents, own, ...(at === null ? {} : { at }) };
  }
  const view = viewOf(title);
  const open = [...view.querySelectorAll('.a3s, div.adn, [data-message-id], [data-legacy-message-id]')].some(isShown);
  return open ? { outcome: 'unrecognised', looked: STRATEGIES.map((one) => `${one.message.split(',')[0]} ${one.sender}`) } : EMPTY;
}

function senderOf(message: Element, selector: string): Correspondent | null {
  const found = [...message.querySelectorAll(selector)].find((one) => !one.closest(BODY));
  return found ? person(found, 'from') : null;
}

function recipientsOf(message: Element): Correspondent[] {
  return [...message.querySelectorAll('.hb span[email]')].filter((one) => !one.closest(BODY)).map((one) => person(one, 'to'));
}

function person(element: Element, role: Correspondent['role']): Correspondent {
  const address = addressIn(element.getAttribute('email') ?? '');
  const name = element.getAttribute('name') ?? '';
  return { address, name: name.toLowerCase() === address ? '' : name.slice(0, 200), role };
}

/** Legacy ids are the ones that other clients know; a fresh reply of ours has none until it is synchronised. */
function keyOf(title: Element, message: Element, url: URL): string {
  const known = (value: string | null) => (value && value !== 'undefined' ? value.replace(/^#/u, '') : '');
  const thread =
    known(title.getAttribute('data-legacy-thread-id')) ||
    known(title.getAttribute('data-thread-perm-id')) ||
    (url.hash.split('/').at(-1) ?? '');
  const id = known(message.getAttribute('data-legacy-message-id')) || known(message.getAttribute('data-message-id'));
  return id ? `${thread}/${id}` : thread;
}

/** The full date stands in a title, in the words of the page's language: taken only where the engine reads it without doubt. */
function writtenAt(message: Element): number | null {
  const at = Date.parse(message.querySelector('span.g3[title]')?.getAttribute('title') ?? '');
  return Number.isFinite(at) ? at : null;
}

function readRows(doc: Document, own: string[]): Row[] {
  return [...doc.querySelectorAll('tr.zA')].flatMap((element) => {
    if (element.closest(BODY) || !isShown(element)) return [];
    const people = [...element.querySelectorAll('.yW [email]')]
      .map((one) => person(one, 'from'))
      .filter((one) => one.address && !own.includes(one.address));
    const beside = element.querySelector('.yW') ?? element;
    return people[0] ? [{ element, beside, address: people[0].address, name: people[0].name }] : [];
  });
}
