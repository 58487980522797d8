import { addressIn, type Correspondent, distinct, isShown, nameIn, type Reading, type Role, type Row, type Site } from './site';

/**
 * Horde's mail (IMP), dynamic view: header rows keep the last message's people while they are hidden, so a hidden row says nothing,
 * though the block around it may be folded. The basic view says who is who in words only; it is not read.
 */
const STRATEGIES = [
  { name: 'msgHeaderFrom 2026-11', people: (field: string) => `#msgHeader${field}` },
  { name: 'msgHeadersColl 2026-11', people: (field: string) => (field === 'From' ? '#msgHeadersColl .from' : `#msgHeader${field}`) },
];
const FIELDS: [string, Role][] = [
  ['From', 'from'],
  ['To', 'to'],
  ['Cc', 'cc'],
];
const ROW = '.vpRow[id^="VProw_"]';
const BODY = '#messageBody, .messageBody, .htmlMsgData';
const EMPTY: Reading = { outcome: 'none' };

export const site: Site = {
  id: 'horde',
  name: 'Horde',
  matches: [],
  recognises: (doc) =>
    Boolean(doc.querySelector('#horde-page #impbase, #horde-head, #horde-login, #horde_login, #msgData #msgHeadersTable')),
  read(doc, url) {
    const view = [...doc.querySelectorAll('#previewMsg, #msgData')].find((one) => !one.closest(BODY) && isShown(one));
    const reading = view ? readMessage(doc, view, url) : EMPTY;
    if (reading.outcome !== 'none' || view) return reading;
    if (doc.querySelector('#msgheaders td.msgheader'))
      return { outcome: 'unrecognised', looked: ['basic view: td.msgheader has no roles'] };
    const rows = readRows(doc, ROW);
    return rows.length ? { outcome: 'list', strategy: '.vpRow .msgFrom 2026-11', rows, own: [] } : EMPTY;
  },
  body(doc) {
    const view = [...doc.querySelectorAll('#previewMsg, #msgData')].find((one) => !one.closest(BODY) && isShown(one));
    const body = view?.querySelector('#messageBody');
    if (!body) return null;
    // A mail's own markup stands in a frame that the program fills.
    const frames = [...body.querySelectorAll<HTMLIFrameElement>('iframe.htmlMsgData')].map((frame) => frame.contentDocument?.body);
    return { parts: [body, ...frames.filter((one) => one !== undefined && one !== null)] };
  },
  rowsBeside: (doc) => readRows(doc, ROW),
};

function readMessage(doc: Document, view: Element, url: URL): Reading {
  for (const { name, people } of STRATEGIES) {
    const found = FIELDS.flatMap(([field, role]) => readField(view, people(field), role));
    const from = found.find((one) => one.role === 'from');
    if (!from) continue;
    // The chosen row changes first, the message after it: until both agree, nothing is known.
    const chosen = readRows(doc, `${ROW}.vpRowSelected`);
    if (chosen.length === 1 && !found.some((one) => one.address === chosen[0]?.address)) return EMPTY;
    const place = url.hash || [...['mailbox', 'buid', 'uid'].map((name) => url.searchParams.get(name))].join(';');
    const key = `${url.host}${url.pathname}${place}|${from.address}`;
    return { outcome: 'conversation', key, strategy: name, correspondents: distinct(found, []), own: [] };
  }
  return { outcome: 'unrecognised', looked: STRATEGIES.map((one) => one.people('From')) };
}

function readField(view: Element, selector: string, role: Role): Correspondent[] {
  return [...view.querySelectorAll(selector)]
    .filter((row) => !row.closest(BODY) && !row.matches('[style*="display: none"], [style*="display:none"]'))
    .flatMap((row) => [...row.querySelectorAll('a.address[title]')])
    .map((link) => ({ address: titleAddress(link), name: nameIn(link.textContent ?? ''), role }))
    .filter((one) => one.address);
}

const titleAddress = (element: Element): string => addressIn(element.getAttribute('title') ?? '');

function readRows(doc: Document, rows: string): Row[] {
  return [...doc.querySelectorAll(rows)].flatMap((element) => {
    const beside = element.querySelector('.msgFrom[title]');
    const address = beside ? titleAddress(beside) : '';
    return beside && address && !element.closest(BODY) && isShown(element)
      ? [{ element, beside, address, name: nameIn(beside.textContent ?? '') }]
      : [];
  });
}
