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
    return queue && !url.searchParams.get('id') ? { outcome: 'list', strategy: 'table.queue.tickets 2026-11', rows: [], own } : EMPTY;
  },
};

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
