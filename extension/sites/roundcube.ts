import {
  addressIn,
  type Correspondent,
  distinct,
  mailtoIn,
  nameIn,
  type Reading,
  type Role,
  type Row,
  type Site,
  scriptSetting,
} from './site';

/** Only the program's own header block is read. A body can hold copies of every hook, so it is never looked into. */
const BODY = '#messagebody, .message-part, .message-htmlpart, .message-partheaders';
const STRATEGIES = [
  { name: 'elastic #message-header 2026-11', cell: (role: string) => `#message-header td.header.${role}` },
  { name: 'larry #messageheader 2026-11', cell: (role: string) => `#messageheader table.headers-table td.header.${role}` },
  { name: 'table.headers-table 2026-11', cell: (role: string) => `table.headers-table td.header.${role}` },
  { name: 'elastic header-summary 2026-11', cell: (role: string) => (role === 'from' ? '#message-header .header-summary' : ':not(*)') },
];
const ROLES: [string, Role][] = [
  ['from', 'from'],
  ['to', 'to'],
  ['cc', 'cc'],
  ['replyto', 'reply-to'],
];
const EMPTY: Reading = { outcome: 'none' };

export const site: Site = {
  id: 'roundcube',
  name: 'Roundcube',
  matches: [],
  recognises(doc) {
    if (doc.querySelector('script[src*="program/js/app"]')) return true;
    if (doc.querySelector('body.task-mail #messagelist, body.task-mail #messagecontframe, body.task-mail #message-header')) return true;
    return [...doc.querySelectorAll('head script:not([src])')].some((script) => script.textContent?.includes('new rcube_webmail('));
  },
  frames(doc) {
    const frame = previewFrame(doc);
    return frame ? [frame] : [];
  },
  read(doc, url) {
    const frame = previewFrame(doc);
    const own = ownAddresses(doc, frame);
    const opened = frame ? readMessage(frame, own, url) : EMPTY;
    if (opened.outcome !== 'none') return opened;
    const whole = readMessage(doc, own, url);
    if (whole.outcome !== 'none') return whole;
    const rows = readRows(doc, own);
    return rows.length ? { outcome: 'list', strategy: 'tr[id^=rcmrow] 2026-11', rows, own } : EMPTY;
  },
  body(doc, _url, from) {
    for (const one of [previewFrame(doc), doc]) {
      const body = one?.querySelector('#messagebody');
      if (!one || !body) continue;
      const senders = STRATEGIES.flatMap(({ cell }) => readCells(one, cell('from'), 'from'));
      return senders[0]?.address === from ? { parts: [body] } : null;
    }
    return null;
  },
  rowsBeside: (doc) => readRows(doc, ownAddresses(doc, previewFrame(doc))),
};

function previewFrame(doc: Document): Document | null {
  const frame = doc.querySelector<HTMLIFrameElement>('iframe#messagecontframe, iframe[name="messagecontframe"]');
  try {
    return frame?.contentDocument ?? null;
  } catch {
    return null; // a frame of another origin is not the mail program's
  }
}

function ownAddresses(doc: Document, frame: Document | null): string[] {
  const texts = [doc, frame].flatMap((one) => (one ? [scriptSetting(one, '.set_env(', 'username')] : []));
  for (const shown of doc.querySelectorAll(
    '.header-title.username, #taskbar .username, .topright .username, #topline .username, span.username',
  )) {
    if (!shown.closest(BODY)) texts.push(shown.textContent ?? '');
  }
  return [...new Set(texts.map(addressIn).filter(Boolean))];
}

function readMessage(doc: Document, own: string[], top: URL): Reading {
  const key = messageKey(doc, top);
  for (const { name, cell } of STRATEGIES) {
    const people = ROLES.flatMap(([css, role]) => readCells(doc, cell(css), role));
    if (people.some((one) => one.role === 'from')) {
      const at = writtenAt(doc);
      return { outcome: 'conversation', key, strategy: name, correspondents: distinct(people, own), own, ...(at === null ? {} : { at }) };
    }
  }
  const opened = doc.querySelector('#messagebody, .message-htmlpart');
  return opened ? { outcome: 'unrecognised', looked: STRATEGIES.map((one) => one.cell('from')) } : EMPTY;
}

function readCells(doc: Document, selector: string, role: Role): Correspondent[] {
  return [...doc.querySelectorAll(selector)].filter((cell) => !cell.closest(BODY)).flatMap((cell) => readPeople(cell, role));
}

function readPeople(cell: Element, role: Role): Correspondent[] {
  const links = [...cell.querySelectorAll('.rcmContactAddress, a[href^="mailto:"]')];
  if (!links.length) {
    const address = addressIn(cell.textContent ?? '');
    return address ? [{ address, name: nameIn(cell.textContent ?? ''), role }] : [];
  }
  return links.map((link) => ({ address: addressOf(link), name: nameIn(link.textContent ?? ''), role })).filter((one) => one.address);
}

/** The title is the address; with a fraud warning it is missing, and the text says `Name <address>`. */
function addressOf(link: Element): string {
  const href = link.getAttribute('href') ?? '';
  return addressIn(link.getAttribute('title') ?? '') || mailtoIn(href) || addressIn(link.textContent ?? '');
}

/** Mailbox and uid name a message for this account: from the program's settings, the frame's URL, or the link to the full view. */
function messageKey(doc: Document, top: URL): string {
  const link = doc
    .querySelector('#message-header a[href*="_uid="], #messagelinks a[href*="_uid="], a.extwin[href*="_uid="]')
    ?.getAttribute('href');
  const places = [doc.URL, top.href, link ?? ''].flatMap((place) => {
    const asked = URL.canParse(place, top.href) ? new URL(place, top.href).searchParams : null;
    const uid = asked?.get('_uid');
    return uid ? [{ uid, mailbox: asked?.get('_mbox') ?? 'INBOX' }] : [];
  });
  const uid = scriptSetting(doc, '.set_env(', 'uid') || places[0]?.uid || '';
  const mailbox = scriptSetting(doc, '.set_env(', 'mailbox') || places[0]?.mailbox || 'INBOX';
  return `${top.host}/${mailbox}/${uid}`;
}

/** Only an unambiguous date counts; the program may show others ("Today 11:10"). */
function writtenAt(doc: Document): number | null {
  const cells = [...doc.querySelectorAll('td.header.date, #message-header .header-summary .text-nowrap')].filter(
    (cell) => !cell.closest(BODY),
  );
  const found = /^(\d{4})-(\d{2})-(\d{2}) (\d{1,2}):(\d{2})$/u.exec(cells[0]?.textContent?.trim() ?? '');
  if (!found) return null;
  const [year, month, day, hour, minute] = found.slice(1).map(Number) as [number, number, number, number, number];
  return new Date(year, month - 1, day, hour, minute).getTime();
}

function readRows(doc: Document, own: string[]): Row[] {
  return [...doc.querySelectorAll('#messagelist tr[id^="rcmrow"], #messagelist li[id^="rcmrow"]')].flatMap((element) => {
    const people = [...element.querySelectorAll('.fromto .rcmContactAddress, .adr .rcmContactAddress')]
      .map((beside) => ({ address: addressOf(beside), name: nameIn(beside.textContent ?? ''), beside }))
      .filter((one) => one.address && !own.includes(one.address));
    return people[0] ? [{ element, ...people[0] }] : [];
  });
}
