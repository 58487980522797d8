import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../shared/facts/facts';
import { buildIndex, type Match, matchCorrespondents } from '../../../shared/matching/match';
import { type Company, companies } from './companies';

type Contact = [name: string, email: string];
const customer = (id: string, name: string, contacts: Contact[], domains: string[] = []) => ({
  id,
  facts: {
    profile: { name },
    contacts: contacts.map(([person, email], n) => ({ id: `${id}${n}`, name: person, email, left: false })),
    domains,
  } as unknown as Facts,
});
const BOOK = [
  customer('quill', 'Quillbrook Ceramics Ltd', [['Tamsin Orrell', 'tamsin@quillbrook.example']], ['quillbrook.example']),
  customer('barn', 'Bookbarn', [], ['bookbarn.test', 'acme.test']),
  customer('keyhan', 'کیهان صنعت', [['سارا احمدی', 'sara@کیهان.example']]),
  customer('north', 'Northwind Traders', [], ['northwind.co.uk', 'oil.test']),
  customer('south', 'Southwind Traders', [], ['southwind.co.uk', 'warehouse1.test', 'warehouse0.test']),
  customer('bare', 'Halcyon Weaving', []),
];
const from = (index: ReturnType<typeof buildIndex>, address: string, name = ''): Match =>
  matchCorrespondents(index, { correspondents: [{ role: 'from', address, name }], own: [], choices: {}, workspaceDomains: [] });
const INDEX = buildIndex(BOOK);
const seen = (address: string, name = '') => from(INDEX, address, name);

describe('an address that passes for a known one is flagged and never matched', () => {
  it.each([
    ['a digit for a letter', 'tamsin@quil1brook.example', 'quill', 'quillbrook.example'],
    ['a capital I for an l', 'tamsin@quiIlbrook.example', 'quill', 'quillbrook.example'],
    ['a Cyrillic letter', 'tamsin@quіllbrook.example', 'quill', 'quillbrook.example'],
    ['the same in punycode', `x@${domainToASCII('quіllbrook.example')}`, 'quill', 'quillbrook.example'],
    ['rn for m and back', 'x@bookbam.test', 'barn', 'bookbarn.test'],
    ['a short name in foreign letters', 'x@аcme.test', 'barn', 'acme.test'],
    ['Arabic letters for Persian ones', 'x@كيهان.example', 'keyhan', domainToASCII('کیهان.example')],
    ['a letter left out', 'x@quilbrook.example', 'quill', 'quillbrook.example'],
    ['neighbours swapped', 'x@quillborok.example', 'quill', 'quillbrook.example'],
    ['another ending', 'x@quillbrook.net', 'quill', 'quillbrook.example'],
    ['an ending more', 'x@quillbrook.example.com', 'quill', 'quillbrook.example'],
    ['a sub-domain of somebody else', 'x@quillbrook.example.evil.tld', 'quill', 'quillbrook.example'],
    ['the dot as a hyphen', 'x@oil-test.evil.tld', 'north', 'oil.test'],
    ['a second-level ending inside', 'x@northwind.co.uk.evil.tld', 'north', 'northwind.co.uk'],
    ['words after a hyphen', 'x@quillbrook-press-billing.example', 'quill', 'quillbrook.example'],
    ['a lure before it', 'x@secure-northwind.com', 'north', 'northwind.co.uk'],
    ['a lure joined to it', 'x@northwindbilling.com', 'north', 'northwind.co.uk'],
    ['a hyphen inside', 'x@quill-brook.example', 'quill', 'quillbrook.example'],
    ['the whole name', 'x@quillbrookceramics.com', 'quill', ''],
    ['free mail under the name', 'quillbrook.billing@gmail.com', 'quill', 'quillbrook.example'],
    ['free mail under the whole name', 'northwind.traders@gmail.com', 'north', ''],
    ["free mail under a contact's name", 'tamsin.orrell77@gmail.com', 'quill', 'tamsin@quillbrook.example'],
  ])('%s: %s', (_what, address, who, known) => {
    expect(seen(address)).toMatchObject({ kind: 'look-alike', customer: who, known });
  });
  it.each([
    ['a name one letter off', 'Quilbrook Ceramics', 'quill'],
    ['a name in letters of another script', 'Nоrthwind Traders', 'north'],
    ['a name with a lure', 'Northwind Traders Billing', 'north'],
    ['a contact, turned round', 'Orrell, Tamsin', 'quill'],
    ['a contact in Arabic letters', 'سارا أحمدي', 'keyhan'],
    ['a company with a lure in its own language', 'پرداخت کيهان‌صنعت', 'keyhan'],
  ])('%s: %s', (_what, name, who) => {
    expect(seen('someone@elsewhere.tld', name)).toMatchObject({ kind: 'look-alike', customer: who });
  });
});

describe('nobody is accused without need', () => {
  it.each([
    ['a first name', 'tamsin@elsewhere.tld', 'Tamsin'],
    ['a short name one edit away', 'x@acne.test', ''],
    ['a short name under another ending', 'x@acme.com', ''],
    ['a short name that looks alike in plain letters', 'x@oll.test', ''],
    ['another first letter', 'x@southwing.example', ''],
    ['another number', 'x@warehouse2.test', ''],
    ['a company that has the name as a part of its own', 'x@northwind-travel.com', ''],
    ['a hyphenated other', 'x@acme-tools.test', ''],
    ['a customer of whom no address is known', 'x@halcyonweaving.com', 'Halcyon Weaving'],
    ['a person for whom a program writes', 'invitations-noreply@network.tld', 'Tamsin Orrell'],
    ['the same, named so', 'shares@network.tld', 'Tamsin Orrell (via Documents)'],
    ['free mail of somebody', 'sara77@gmail.com', 'Sara'],
  ])('%s: %s', (_what, address, name) => {
    expect(seen(address, name)).toEqual({ kind: 'unknown', address });
  });
  it('somebody at the domain of a contact is no stranger to it, even where nobody entered that domain', () => {
    const index = buildIndex([customer('q', 'Quillbrook Ceramics', [['Tamsin Orrell', 'tamsin@quillbrook.example']])]);
    expect(from(index, 't.orrell@mail.quillbrook.example', 'Tamsin Orrell')).toMatchObject({ kind: 'unknown' });
    expect(from(index, 't.orrell@quilbrook.example', 'Tamsin Orrell')).toMatchObject({ kind: 'look-alike' });
  });
  it('two customers whose domains resemble each other are each themselves', () => {
    for (const [address, who] of [
      ['x@northwind.co.uk', 'north'],
      ['x@southwind.co.uk', 'south'],
      ['x@warehouse0.test', 'south'],
    ] as const)
      expect(seen(address)).toMatchObject({ kind: 'customer', customer: who });
  });
  it('a recipient imitates nobody, and a name that people at two customers bear says nothing', () => {
    const opened = { own: ['me@our.tld'], choices: {}, workspaceDomains: [] };
    const people = [
      { role: 'from' as const, address: 'me@our.tld', name: '' },
      { role: 'to' as const, address: 'x@quilbrook.example', name: '' },
    ];
    expect(matchCorrespondents(INDEX, { ...opened, correspondents: people })).toMatchObject({ kind: 'unknown' });
    const twice = buildIndex([
      customer('a', 'Alpha Works', [['Sara Ahmadi', 'sara@alpha-works.test']]),
      customer('b', 'Beta Forge', [['Sara Ahmadi', 'sara@beta-forge.test']]),
    ]);
    expect(from(twice, 'sara.ahmadi@gmail.com', 'Sara Ahmadi')).toMatchObject({ kind: 'unknown' });
  });
  it('what the user chose is no imitation any more', () => {
    const correspondents = [{ role: 'from' as const, address: 'x@quillbrook.net', name: '' }];
    const choices = { 'x@quillbrook.net': 'quill' };
    expect(matchCorrespondents(INDEX, { correspondents, own: [], choices, workspaceDomains: [] })).toMatchObject({ how: 'chosen' });
  });
});

const asCustomers = (list: Company[]) =>
  list.map(({ name, domain, person }, n) => customer(`c${n}`, name, [[person, `contact@${domain}`]], [domain]));
const LARGE = companies(2000, 1);
const LARGE_INDEX = buildIndex(asCustomers(LARGE));
const anyCompany = fc.integer({ min: 0, max: LARGE.length - 1 }).map((n) => LARGE[n] as Company);
/** Letters that pass for others, chosen here and not taken from the code under test. */
const SWAPS: [string, string][] =
  'a:а a:ɑ a:α b:Ь c:с c:ϲ d:ԁ e:е e:ё g:ɡ h:һ i:і i:1 i:l i:í j:ј k:к l:1 l:i l:ӏ m:rn m:м n:ñ o:0 o:о o:ο o:ö p:р p:ρ q:ԛ r:г s:ѕ t:т u:υ v:ѵ v:ν w:vv w:ԝ x:х y:у z:ż'
    .split(' ')
    .map((swap) => swap.split(':') as [string, string]);

describe('in a book of two thousand customers', () => {
  it('an exact address is its customer and never flagged, whatever name it goes by', () => {
    fc.assert(
      fc.property(anyCompany, anyCompany, fc.constantFrom('contact', 'new.colleague', 'billing'), (company, other, local) => {
        const match = from(LARGE_INDEX, `${local}@${company.domain}`, other.person);
        expect(['customer', 'ask']).toContain(match.kind);
      }),
    );
  });
  it('any one letter swapped for one that passes for it is flagged, not matched', () => {
    const swapped = fc
      .tuple(anyCompany, fc.nat(), fc.nat())
      .map(([{ domain }, which, where]) => {
        const [label = '', ...ending] = domain.split('.');
        const possible = SWAPS.flatMap(([plain, forged]) =>
          [...label].flatMap((letter, at) => (letter === plain ? [label.slice(0, at) + forged + label.slice(at + 1)] : [])),
        );
        return { label, domain, forged: [possible[(which + where) % possible.length], ...ending].join('.') };
      })
      .filter(({ label, forged }) => label.length >= 5 && !LARGE.some(({ domain }) => domain === forged));
    fc.assert(
      fc.property(swapped, ({ forged }) => {
        expect(from(LARGE_INDEX, `info@${forged}`)).toMatchObject({ kind: 'look-alike', known: expect.stringMatching(/./) });
      }),
      { numRuns: 500 },
    );
  });
  it('fewer than one stranger in a thousand is flagged', () => {
    const strangers = companies(5000, 424_242);
    const kinds = strangers.map(({ name, domain }) => from(LARGE_INDEX, `info@${domain}`, name).kind);
    expect(kinds.filter((kind) => kind === 'look-alike').length).toBeLessThan(strangers.length / 1000);
    expect(kinds.filter((kind) => kind === 'unknown').length).toBeGreaterThan(strangers.length * 0.99);
  });
  it('the order of the book changes no answer', () => {
    const backwards = buildIndex(asCustomers(LARGE).reverse());
    fc.assert(
      fc.property(anyCompany, fc.nat(), ({ domain }, at) => {
        const address = `info@${domain.slice(0, at % domain.length)}${domain.slice((at % domain.length) + 1)}`;
        expect(from(backwards, address)).toEqual(from(LARGE_INDEX, address));
      }),
    );
  });
});
