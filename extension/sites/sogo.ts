import { addressIn, type Correspondent, isShown, nameIn, type Reading, type Site, scriptSetting } from './site';

/**
 * SOGo. A mail's own markup keeps its ids, classes and attributes in the same document, so only what stands outside the body
 * counts. Rows and recipients are names, and a name may look like an address: neither is read.
 */
const STRATEGIES = [
  { name: 'message.from[0].email 2026-11', sender: 'a[ng-bind*="viewer.message.from[0].email"]' },
  { name: 'a.md-caption 2024-05', sender: 'md-card-content a.md-caption[ng-click*="viewer.newMessage"]' },
];
const BODY = '.msg-body, .mailer_mailcontent, .mailer_htmlcontent, .mailer_plaincontent, .sg-back';
const EMPTY: Reading = { outcome: 'none' };

export const site: Site = {
  id: 'sogo',
  name: 'SOGo',
  matches: [],
  recognises: (doc) => Boolean(doc.querySelector('body[ng-app^="SOGo."], head link[href*="/SOGo.woa/"], script[src*="/SOGo.woa/"]')),
  read(doc, url) {
    const own = [addressIn(scriptSetting(doc, 'mailAccounts', 'email'))].filter(Boolean);
    const bodies = [...doc.querySelectorAll('.msg-body, .mailer_mailcontent')].filter(isShown);
    for (const { name, sender } of STRATEGIES) {
      const senders = [...doc.querySelectorAll(sender)].filter((one) => !one.closest(BODY) && isShown(one));
      // Two senders: one message is replaced by the next, and a guess could name the wrong customer.
      if (senders.length > 1) return EMPTY;
      const address = addressIn(senders[0]?.textContent ?? '');
      if (senders[0] && address) return opened(senders[0], address, name, own, url);
    }
    if (bodies.length) return { outcome: 'unrecognised', looked: STRATEGIES.map((one) => one.sender) };
    const list = doc.querySelector('md-list-item.sg-message-list-item');
    return list && !list.closest(BODY) ? { outcome: 'list', strategy: 'names only 2026-11', rows: [], own } : EMPTY;
  },
  body(doc) {
    const [body, more] = [...doc.querySelectorAll('.msg-body')].filter((one) => !one.parentElement?.closest(BODY) && isShown(one));
    return body && !more ? { parts: [body] } : null;
  },
};

function opened(sender: Element, address: string, strategy: string, own: string[], url: URL): Reading {
  const called = sender.parentElement?.querySelector('span')?.textContent ?? '';
  const correspondents: Correspondent[] = [{ address, name: nameIn(called), role: 'from' }];
  // The page's address and the message do not change in one step: both make the key, so that no answer is painted over another mail.
  return { outcome: 'conversation', key: `${url.host}${url.pathname}${url.hash}|${address}`, strategy, correspondents, own };
}
