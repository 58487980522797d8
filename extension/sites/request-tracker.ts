import { addressIn, type Correspondent, distinct, nameIn, type Reading, type Role, type Row, type Site, scriptSetting } from './site';

/**
 * Request Tracker 5. A ticket is about its requestor, whoever wrote last: transactions and their mail headers are never read,
 * since they may hold anything that somebody mailed in.
 */
const STRATEGIES = [
  { name: 'ticket-info-people 2026-11', people: (role: string) => `.ticket-info-people .form-row.${role} .current-value` },
  {
    name: 'ticket-info-requestor 2026-11',
    people: (role: string) => (role === 'requestors' ? '.ticket-info-requestor .accordion-title' : ':not(*)'),
  },
  { name: 'user-summary 2024-05', people: (role: string) => (role === 'requestors' ? '.ticket-info-requestor a.user-summary' : ':not(*)') },
];
const ROLES: [string, Role][] = [
  ['requestors', 'from'],
  ['cc', 'cc'],
];
/** Where mail or foreign text stands. */
const HISTORY = '.transaction, .history-container, .messagebody, #delayed_ticket_history';
const EMPTY: Reading = { outcome: 'none' };

export const site: Site = {
  id: 'request-tracker',
  name: 'Request Tracker',
  matches: [],
  recognises(doc) {
    if (doc.querySelector('script[src*="/NoAuth/js/"], link[href*="/NoAuth/css/"], script[src*="/static/js/squished-"]')) return true;
    if (doc.querySelector('body[id^="comp-"]') && doc.querySelector('#li-preferences .current-user, #login-box, #bpscredits')) return true;
    return [...doc.querySelectorAll('head script:not([src])')].some((script) => script.textContent?.includes('RT.CurrentUser'));
  },
  read(doc, url) {
    const own = [addressIn(scriptSetting(doc, 'RT.CurrentUser', 'EmailAddress'))].filter(Boolean);
    const ticket = ticketNumber(doc, url);
    if (ticket) return readTicket(doc, own, `${url.host}${webPath(url)}#${ticket}`);
    const rows = readRows(doc, own);
    const results = doc.querySelector('#comp-Search-Results table.ticket-list tbody.list-item');
    return rows.length || results ? { outcome: 'list', strategy: 'table.ticket-list tbody.list-item 2026-11', rows, own } : EMPTY;
  },
  body(doc, _url, from) {
    // What they wrote last, by whichever end the history begins; its numbers rise. A server that shows names only leaves it open.
    const [last] = [...doc.querySelectorAll('.transaction.message[data-transaction-id]')]
      .filter((one) => !one.parentElement?.closest('.transaction') && authorOf(one) === from)
      .sort((a, b) => Number(b.getAttribute('data-transaction-id')) - Number(a.getAttribute('data-transaction-id')));
    const parts = [...(last?.querySelectorAll('.messagebody') ?? [])].filter((one) => !one.parentElement?.closest('.messagebody'));
    return parts.length ? { parts, part: last?.getAttribute('data-transaction-id') ?? '' } : null;
  },
};

/** The ticket that the page is about: only ticket pages count, whatever else carries an id. */
function ticketNumber(doc: Document, url: URL): string {
  const page =
    /\/(?:Ticket|m\/ticket|SelfService)\/[A-Za-z]+(?:\.html)?$/u.test(url.pathname) || doc.querySelector('body[id^="comp-Ticket-"]');
  if (!page) return '';
  const asked = url.searchParams.get('id') ?? doc.querySelector('.ticket-info-basics .form-row.id .current-value')?.textContent ?? '';
  return /^\d+$/u.test(asked.trim()) ? asked.trim() : '';
}

/** RT may live below a path, and two of them on one host. */
const webPath = (url: URL): string => url.pathname.replace(/\/(?:Ticket|m|SelfService)\/.*$/u, '');

function readTicket(doc: Document, own: string[], key: string): Reading {
  for (const { name, people } of STRATEGIES) {
    const found = ROLES.flatMap(([css, role]) => readPeople(doc, people(css), role));
    if (found.some((one) => one.role === 'from'))
      return { outcome: 'conversation', key, strategy: name, correspondents: distinct(found, own), own };
  }
  const row = doc.querySelector('.ticket-info-people .form-row.requestors');
  // A ticket that nobody asked for: its Cc, if any, is all that is known of the customer.
  if (row?.matches('.unset-field')) {
    const cc = readPeople(doc, '.ticket-info-people .form-row.cc .current-value', 'cc');
    return { outcome: 'conversation', key, strategy: 'no requestor 2026-11', correspondents: distinct(cc, own), own };
  }
  const open = doc.querySelector('[class*="ticket-info-"], .transaction[data-transaction-id]');
  return open ? { outcome: 'unrecognised', looked: STRATEGIES.map((one) => one.people('requestors')) } : EMPTY;
}

function readPeople(doc: Document, selector: string, role: Role): Correspondent[] {
  return [...doc.querySelectorAll(selector)]
    .filter((place) => !place.closest(HISTORY))
    .flatMap((place) => {
      const users = [...place.querySelectorAll('span.user')];
      return (users.length ? users : [place]).flatMap((user) => readUser(user, role));
    });
}

/** The text is `Name <address>` or `<address>`; a server with concise names shows only a name, which is no address. */
function readUser(user: Element, role: Role): Correspondent[] {
  const text = (user.textContent ?? '').trim();
  const address = addressIn(text);
  return address ? [{ address, name: nameIn(text), role }] : [];
}

const authorOf = (transaction: Element): string => addressIn(transaction.querySelector('.metadata .description .user')?.textContent ?? '');

/** A ticket is two table rows in one body. The owner is a user too, but that cell can be edited and the requestors' cannot. */
function readRows(doc: Document, own: string[]): Row[] {
  return [...doc.querySelectorAll('table.ticket-list tbody.list-item[data-record-id]')].flatMap((element) => {
    const people = [...element.querySelectorAll('td:not(.editable) span.user[data-user-id]')]
      .flatMap((beside) => readUser(beside, 'from').map(({ address, name }) => ({ beside, address, name })))
      .filter((one) => !own.includes(one.address));
    return people[0] ? [{ element, ...people[0] }] : [];
  });
}
