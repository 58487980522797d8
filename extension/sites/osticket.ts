import { addressIn, type Correspondent, distinct, isShown, nameIn, type Reading, type Site } from './site';

/**
 * osTicket, the agents' side. A ticket is about its user. The queue holds names only, so its rows have no address and no badge:
 * a name that looks like an address is somebody's choice. Opening a ticket replaces part of the page and the address after each other.
 */
const STRATEGIES = [
  { name: 'user-N-email 2026-11', email: '.ticket_info span[id^="user-"][id$="-email"]' },
  { name: 'user email anywhere 2026-11', email: '#pjax-container span[id^="user-"][id$="-email"]' },
];
const WRITTEN = '.thread-entry, .thread-body, #ticket_thread, #reply, #note';
const EMPTY: Reading = { outcome: 'none' };

export const site: Site = {
  id: 'osticket',
  name: 'osTicket',
  matches: [],
  recognises: (doc) => Boolean(doc.querySelector('meta[http-equiv="x-pjax-version"], #pjax-container, body#loginBody')),
  read(doc, url) {
    const own = [...doc.querySelectorAll('#from_email_id option')].map((one) => addressIn(one.textContent ?? '')).filter(Boolean);
    const opened = doc.querySelector('#pjax-container .flush-left h2 a[href*="tickets.php?id="]')?.getAttribute('href');
    if (opened) return readTicket(doc, url, own, new URLSearchParams(opened.split('?')[1]).get('id') ?? '');
    const queue = doc.querySelector('#pjax-container table.queue.tickets');
    const preview = queue && readPreview(doc, url, own);
    if (preview) return preview;
    return queue && !url.searchParams.get('id') ? { outcome: 'list', strategy: 'table.queue.tickets 2026-11', rows: [], own } : EMPTY;
  },
  body(doc) {
    // A collaborator's entry is a message too: only those under the name of the ticket's user are theirs.
    const name = doc.querySelector('.ticket_info [id^="user-"][id$="-name"]')?.textContent?.trim();
    const entries = [...doc.querySelectorAll('#ticket_thread .thread-entry.message')].filter(
      (one) => !one.parentElement?.closest('.thread-entry') && name && one.querySelector('.header > b')?.textContent?.trim() === name,
    );
    const [last] = entries.sort((a, b) => numberOf(b) - numberOf(a));
    const text = last?.querySelector('.thread-body');
    return last && text ? { parts: [text], part: `${numberOf(last)}` } : null;
  },
};

/** The program's own preview of a ticket in the queue, which the user opens by pointing at it, says whose the ticket is. */
function readPreview(doc: Document, url: URL, own: string[]): Reading | null {
  const open = [...doc.querySelectorAll('#ticket-preview_container #preview')].filter(isShown);
  const link = open.length === 1 ? open[0]?.querySelector('.ticket_info a[href^="users.php?id="]') : null;
  const beside = link?.nextElementSibling;
  const address = beside?.matches('.faded') ? addressIn(beside.textContent ?? '') : '';
  if (!link || !address) return null;
  const key = `${url.host}${url.pathname}#${open[0]?.parentElement?.parentElement?.id}|${address}`;
  const from: Correspondent = { address, name: nameIn(link.textContent ?? ''), role: 'from' };
  return { outcome: 'conversation', key, strategy: 'ticket preview, as its template says 2026-11', correspondents: [from], own };
}

/** Of an entry, by the element around it; the thread may be sorted either way. */
const numberOf = (entry: Element): number => Number(/\d+$/u.exec(entry.parentElement?.id ?? '')?.[0] ?? 0);

function readTicket(doc: Document, url: URL, own: string[], id: string): Reading {
  // The address already names another ticket (or none): what stands here is about to go.
  if (url.searchParams.has('id') && url.searchParams.get('id') !== id) return EMPTY;
  for (const { name, email } of STRATEGIES) {
    const found = [...doc.querySelectorAll(email)].filter((one) => !one.closest(WRITTEN));
    const addresses = new Set(found.map((one) => addressIn(one.textContent ?? '')));
    addresses.delete('');
    const [address] = addresses;
    if (addresses.size !== 1 || !address) continue;
    const called = doc.querySelector(`.ticket_info [id="${found[0]?.id.replace(/-email$/u, '-name')}"]`)?.textContent ?? '';
    const from: Correspondent = { address, name: nameIn(called), role: 'from' };
    const key = `${url.host}${url.pathname}#${id}`;
    return { outcome: 'conversation', key, strategy: name, correspondents: distinct([from, ...readCollaborators(doc, id)], own), own };
  }
  return { outcome: 'unrecognised', looked: STRATEGIES.map((one) => one.email) };
}

/** Collaborators have an address only while their dialog is open. */
function readCollaborators(doc: Document, id: string): Correspondent[] {
  if (!id) return [];
  return [...doc.querySelectorAll('#manage_collaborators form.collaborators td .faded em')]
    .filter((one) => isShown(one) && !one.closest(WRITTEN))
    .map((one) => ({ address: addressIn(one.textContent ?? ''), name: '', role: 'cc' }));
}
