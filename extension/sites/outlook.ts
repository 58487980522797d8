import { addressIn, type Correspondent, isShown, nameIn, type Reading, type Row, type Site } from './site';

/**
 * Outlook on the web. Inside an organisation a sender is a name only, and the address stands nowhere in the page: that is
 * `unrecognised`, never a guess from the name, which may look like an address.
 */
const STRATEGIES = [
  { name: 'From label in #ConversationReadingPaneContainer 2026-11', pane: '#ConversationReadingPaneContainer' },
  { name: 'From label in #ItemReadingPaneContainer 2026-11', pane: '#ItemReadingPaneContainer' },
];
const SENDER = 'span[aria-label]';
const BODY = '[id^="UniqueMessageBody"], [role="document"], [role="textbox"], blockquote';
/** The label's first word is the only mark of a sender, in the language of the page. */
const FROM = new Set(
  'from von de da van från fra od от kimden dari mittente lähettäjä feladó από מאת من از 差出人 发件人 寄件者 보낸사람'.split(' '),
);
const EMPTY: Reading = { outcome: 'none' };

export const site: Site = {
  id: 'outlook',
  name: 'Outlook',
  matches: [
    'https://outlook.live.com/*',
    'https://outlook.office.com/*',
    'https://outlook.office365.com/*',
    'https://outlook.cloud.microsoft/*',
  ],
  read(doc, url) {
    const own = ownAddresses(doc);
    for (const { name, pane } of STRATEGIES) {
      const view = [...doc.querySelectorAll(pane)].find(isShown);
      const reading = view ? readPane(view, name, own, url) : EMPTY;
      if (reading.outcome !== 'none') return reading;
    }
    const rows = readRows(doc, own);
    return rows.length || doc.querySelector('#MailList [role="option"][data-convid]')
      ? { outcome: 'list', strategy: '#MailList span[title] 2026-11', rows, own }
      : EMPTY;
  },
  body(doc, _url, from) {
    const panes = STRATEGIES.flatMap(({ pane }) => [...doc.querySelectorAll(pane)]).filter(isShown);
    const [opened, more] = panes[0] ? openedIn(panes[0]) : [];
    // Of several opened messages the newest may stand first or last.
    return opened && !more && opened.from?.address === from ? { parts: [opened.body] } : null;
  },
  rowsBeside: (doc) => readRows(doc, ownAddresses(doc)),
};

function ownAddresses(doc: Document): string[] {
  const texts = [...doc.querySelectorAll('[id^="primaryMailboxRoot_"]')].flatMap((one) => [
    one.id.slice('primaryMailboxRoot_'.length),
    one.getAttribute('title') ?? '',
    one.textContent ?? '',
  ]);
  const account = doc.querySelector('#O365_MainLink_Me')?.getAttribute('aria-label') ?? '';
  return [...new Set([...texts, ...account.split(/[\s()]+/u)].map(addressIn).filter(Boolean))];
}

const sendersIn = (pane: Element) =>
  [...pane.querySelectorAll(SENDER)].filter((one) => !one.closest(BODY) && isShown(one)).flatMap((element) => senderIn(element));

/** Each opened body and the sender before it, to whom it belongs. */
function openedIn(pane: Element): { body: Element; from: Correspondent | undefined }[] {
  const senders = sendersIn(pane);
  return [...pane.querySelectorAll('[id^="UniqueMessageBody"], [role="document"]')]
    .filter((one) => !one.parentElement?.closest(BODY) && isShown(one))
    .map((body) => ({ body, from: senders.findLast(({ element }) => follows(element, body))?.person }));
}

function readPane(pane: Element, strategy: string, own: string[], url: URL): Reading {
  const bodies = openedIn(pane);
  const senders = sendersIn(pane);
  if (!bodies.length && !senders.length) return EMPTY;
  // Where nothing is open yet, all senders have to agree.
  const opened = bodies.length ? bodies.map(({ from }) => from) : senders.map(({ person }) => person);
  const people = new Map(opened.map((one) => [one?.address ?? '', one]));
  const theirs = [...people].filter(([address]) => !own.includes(address));
  const [address, from] = theirs[0] ?? [...people][0] ?? ['', undefined];
  if (theirs.length > 1 || !address || !from) {
    const names = new Set(opened.map((one) => (one?.address ? '' : (one?.name ?? ''))));
    const [named] = names.size === 1 ? names : [];
    return { outcome: 'unrecognised', looked: [`${strategy}: ${SENDER} with an address`], ...(named ? { named } : {}) };
  }
  return { outcome: 'conversation', key: `${url.host}/${idOf(pane, url)}|${address}`, strategy, correspondents: [from], own };
}

/** Does `later` come after `first` in the page? */
const follows = (first: Element, later: Element): boolean => (first.compareDocumentPosition(later) & 4) !== 0;

/** "From: Nora <nora@acme.example>"; only a name there leaves the address open, and that counts too. */
function senderIn(element: Element): { element: Element; person: Correspondent }[] {
  const [, word, rest] = /^([^:：]{1,12})[:：]\s*(.+)$/su.exec(element.getAttribute('aria-label') ?? '') ?? [];
  if (!word || !rest || !FROM.has(word.replace(/\s/gu, '').toLowerCase())) return [];
  return [{ element, person: { address: addressIn(rest), name: nameIn(rest), role: 'from' } }];
}

/** The subject's id carries the conversation; a message in a window of its own has only the page's address. */
function idOf(pane: Element, url: URL): string {
  const subject = [...pane.querySelectorAll('[id^="CONV_"][id$="_SUBJECT"]')].find((one) => !one.closest(BODY));
  return subject ? subject.id.slice('CONV_'.length, -'_SUBJECT'.length) : (/\/(?:id|read)\/([^/]+)/u.exec(url.pathname)?.[1] ?? '');
}

function readRows(doc: Document, own: string[]): Row[] {
  return [...doc.querySelectorAll('#MailList [role="option"][data-convid]')].flatMap((element) => {
    if (element.closest(BODY) || !isShown(element)) return [];
    // The first thing with a title is the sender, called what the picture is called; a subject may be anybody's address.
    const beside = element.querySelector('span[title]:not([title=""])');
    const picture = element.querySelector('[role="img"][aria-label]')?.getAttribute('aria-label') ?? '';
    const address = addressIn(beside?.getAttribute('title') ?? '');
    const same = !picture || picture === beside?.textContent?.trim() || addressIn(picture) === address;
    return beside && address && same && !own.includes(address)
      ? [{ element, beside, address, name: nameIn(beside.textContent ?? '') }]
      : [];
  });
}
