import { addressIn, type Correspondent, distinct, nameIn, type Reading, type Row, type Site } from './site';

/** FreeScout. A conversation is about its customer, whoever wrote last. Threads and previews hold what people wrote: never read. */
const STRATEGIES = [
  { name: 'customer-snippet 2026-11', email: '#conv-layout-customer .customer-snippet .customer-email a.contact-main' },
  { name: 'customer-email 2026-11', email: '.customer-snippet .customer-email a' },
];
const WRITTEN = '.thread-body, .thread-content, .conv-preview, blockquote';
const EMPTY: Reading = { outcome: 'none' };

export const site: Site = {
  id: 'freescout',
  name: 'FreeScout',
  matches: [],
  recognises: (doc) => Boolean(doc.querySelector('body[class*="locale-"][data-auth_user_id]')),
  read(doc, url) {
    const own = [...doc.querySelectorAll('.sidebar-title-email')].map(textAddress).filter(Boolean);
    const id = doc.body?.getAttribute('data-conversation_id');
    if (id) return readConversation(doc, own, `${url.host}${url.pathname.replace(/\/conversation\/.*$/u, '')}#${id}`);
    const rows = readRows(doc, own);
    return rows.length ? { outcome: 'list', strategy: 'tr.conv-row td.conv-customer 2026-11', rows, own } : EMPTY;
  },
  body(doc) {
    // Somebody in copy who answers is a customer of their own: only entries of the conversation's customer count.
    const customer = customerIn(doc.querySelector('.customer-snippet a.customer-name'));
    const [last] = [...doc.querySelectorAll('.thread.thread-type-customer[data-thread_id]')]
      .filter((one) => !one.closest(WRITTEN) && customer && customerIn(one.querySelector('.thread-person a')) === customer)
      .sort((a, b) => Number(b.getAttribute('data-thread_id')) - Number(a.getAttribute('data-thread_id')));
    const text = last?.querySelector('.thread-content');
    return last && text ? { parts: [text], part: last.getAttribute('data-thread_id') ?? '' } : null;
  },
};

const customerIn = (link: Element | null): string => /\/customers\/(\d+)/u.exec(link?.getAttribute('href') ?? '')?.[1] ?? '';
const textAddress = (element: Element): string => addressIn(element.textContent ?? '');

function readConversation(doc: Document, own: string[], key: string): Reading {
  for (const { name, email } of STRATEGIES) {
    // The first is the customer's main address; more of the same customer may follow it.
    const [main] = [...doc.querySelectorAll(email)].filter((one) => !one.closest(WRITTEN));
    const address = main ? textAddress(main) : '';
    if (!address) continue;
    const shown = doc.querySelector('.customer-snippet .customer-name')?.textContent ?? '';
    const from: Correspondent = { address, name: nameIn(shown), role: 'from' };
    return { outcome: 'conversation', key, strategy: name, correspondents: distinct([from, ...readCopies(doc)], own), own };
  }
  return doc.querySelector('#conv-layout') ? { outcome: 'unrecognised', looked: STRATEGIES.map((one) => one.email) } : EMPTY;
}

/** The reply's form knows whom an answer goes to in copy. */
function readCopies(doc: Document): Correspondent[] {
  return [...doc.querySelectorAll('.conv-recipient select[name="cc[]"] option[selected]')].map((option) => ({
    address: addressIn(option.getAttribute('value') ?? ''),
    name: '',
    role: 'cc',
  }));
}

function readRows(doc: Document, own: string[]): Row[] {
  return [...doc.querySelectorAll('tr.conv-row[data-conversation_id]')].flatMap((element) => {
    const beside = element.querySelector('td.conv-customer a') ?? element.querySelector('.conv-email');
    // The address is a title of its own; in a narrow list it is written out under the name.
    const email = element.querySelector('td.conv-customer .conv-email');
    const address = addressIn(beside?.getAttribute('title') ?? '') || (email ? textAddress(email) : '');
    return beside && address && !own.includes(address) ? [{ element, beside, address, name: nameBefore(beside) }] : [];
  });
}

/** The name stands bare beside the counter and the address. */
function nameBefore(link: Element): string {
  return nameIn([...link.childNodes].map((node) => (node.nodeType === 3 ? node.textContent : '')).join(' '));
}
