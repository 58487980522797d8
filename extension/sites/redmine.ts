import { addressIn, isShown, type Reading, type Row, type Site } from './site';

/**
 * Redmine 5. An issue names its author, but never the author's address: only a field of the issue that holds one address tells who it
 * is about. Without such a field the page cannot be read, and a name is no answer.
 */
const STRATEGIES = [
  { name: 'customer field 2026-11', values: '.issue.details > .attributes .attribute.string_cf > .value' },
  { name: 'customer link field 2026-11', values: '.issue.details > .attributes .attribute.link_cf > .value' },
];
/** What people wrote: a description, notes, a preview, the form that edits them. */
const WRITTEN = '.wiki, .description, #history, #update';

export const site: Site = {
  id: 'redmine',
  name: 'Redmine',
  matches: [],
  recognises: (doc) => Boolean(doc.querySelector('meta[name="description"][content="Redmine"]')),
  read(doc, url) {
    const issue = doc.querySelector('body.controller-issues.action-show #content .issue.details');
    if (issue) return readIssue(doc, url);
    if (!doc.querySelector('body.controller-issues.action-index #content')) return { outcome: 'none' };
    return { outcome: 'list', strategy: 'table.issues td.string 2026-11', rows: readRows(doc), own: [] };
  },
};

function readIssue(doc: Document, url: URL): Reading {
  // "/issues/7" also below a path; the form that edits the issue knows it where the address does not.
  const id =
    /\/issues\/(\d+)/u.exec(url.pathname) ?? /\/issues\/(\d+)/u.exec(doc.querySelector('#issue-form')?.getAttribute('action') ?? '');
  for (const { name, values } of STRATEGIES) {
    const addresses = new Set([...doc.querySelectorAll(values)].filter((one) => !one.closest(WRITTEN)).map(addressOf));
    addresses.delete('');
    const [address] = addresses;
    if (addresses.size !== 1 || !address) continue; // two fields that disagree: neither is known to be the customer's
    const key = `${url.host}${url.pathname.replace(/\/issues\/.*$/u, '')}#${id?.[1] ?? ''}`;
    return { outcome: 'conversation', key, strategy: name, correspondents: [{ address, name: '', role: 'from' }], own: [] };
  }
  const looked = STRATEGIES.map((one) => one.values);
  // Two addresses that disagree leave it open; none at all is a page that is understood and says nobody's.
  const some = looked.some((values) => [...doc.querySelectorAll(values)].some((one) => !one.closest(WRITTEN) && addressOf(one)));
  const fields = doc.querySelector('.issue.details > .attributes .attribute > .value');
  return { outcome: 'unrecognised', looked, ...(fields && !some ? { named: '' } : {}) };
}

const addressOf = (value: Element): string => addressIn(value.textContent ?? '');

/** Where the list shows the customer's field as a column; a list without it has no addresses. */
function readRows(doc: Document): Row[] {
  return [...doc.querySelectorAll('table.issues tr.issue')].filter(isShown).flatMap((element) => {
    const cells = [...element.querySelectorAll('td[class*="cf_"].string')].filter((cell) => addressOf(cell));
    const [address, more] = new Set(cells.map(addressOf));
    return address && !more && cells[0] ? [{ element, beside: cells[0], address, name: '' }] : [];
  });
}
