import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../shared/facts/facts';
import { buildIndex, isFromUs, type MatchIndex, matchCorrespondents, type Opened, type Seen } from '../../../shared/matching/match';

/** Only what matching reads of the facts. */
const customer = (
  id: string,
  name: string,
  contacts: [id: string, name: string, email: string, left?: boolean][],
  domains: string[] = [],
) => ({
  id,
  facts: {
    profile: { name },
    contacts: contacts.map(([contact, person, email, left = false]) => ({
      id: contact,
      name: person,
      email,
      left,
      role: '',
      phone: '',
      since: 0,
    })),
    domains,
  } as unknown as Facts,
});
const index: MatchIndex = buildIndex([
  customer(
    'north',
    'Northwind Traders',
    [
      ['n1', 'Tamsin Orrell', 'tamsin@northwind.example'],
      ['n2', 'Old Hand', 'old@northwind.example', true],
    ],
    ['northwind.example'],
  ),
  customer('pars', 'بازرگانی پارس', [['p1', 'سارا احمدی', 'sara@pars.test']], ['pars.test']),
  customer(
    'group-a',
    'Group A',
    [
      ['a1', 'Ana Ruiz', 'ana+crm@group.example'],
      ['a2', 'Old Hand', 'hand@mail.example', true],
    ],
    ['group.example', 'gmail.com'],
  ),
  customer(
    'group-b',
    'Group B',
    [
      ['b1', 'Shared Desk', 'desk@group.example'],
      ['b2', 'Old Hand', 'hand@mail.example'],
    ],
    ['group.example'],
  ),
  customer('group-c', 'Group C', [['c1', 'Shared Desk', 'desk@group.example']]),
]);
const open = (people: [role: Seen['role'], address: string, name?: string][], more: Partial<Opened> = {}): Opened => ({
  correspondents: people.map(([role, address, name = '']) => ({ role, address, name })),
  own: ['agent@helpdesk.test'],
  choices: {},
  workspaceDomains: ['helpdesk.test'],
  ...more,
});
const match = (...args: Parameters<typeof open>) => matchCorrespondents(index, open(...args));

describe('whose mail it is', () => {
  it('a contact address names one customer and the contact', () => {
    expect(match([['from', 'Tamsin@Northwind.example']])).toEqual({
      kind: 'customer',
      customer: 'north',
      how: 'address',
      contact: 'n1',
      address: 'tamsin@northwind.example',
    });
  });
  it('an unknown colleague of a customer is matched by the domain, also below it', () => {
    expect(match([['from', 'new@eu.northwind.example']])).toMatchObject({
      kind: 'customer',
      customer: 'north',
      how: 'domain',
      contact: null,
    });
  });
  it('a tag does not hide a contact, whichever side wrote it', () => {
    expect(match([['from', 'sara+orders@pars.test']])).toMatchObject({ customer: 'pars', how: 'address', contact: 'p1' });
    expect(match([['from', 'ana@group.example']])).toMatchObject({ customer: 'group-a', how: 'address', contact: 'a1' });
    expect(match([['from', 'sara+orders@pars.test']], { rules: { plusTags: false } })).toMatchObject({ customer: 'pars', how: 'domain' });
  });
  it('a domain of several customers asks, and a choice answers for that domain', () => {
    expect(match([['from', 'x@group.example']])).toEqual({
      kind: 'ask',
      candidates: ['group-a', 'group-b'],
      domain: 'group.example',
      address: 'x@group.example',
    });
    expect(match([['from', 'x@group.example']], { choices: { '@group.example': 'group-b' } })).toMatchObject({
      kind: 'customer',
      customer: 'group-b',
      how: 'chosen',
    });
    expect(match([['from', 'x@group.example']], { choices: { '@group.example': 'north' } })).toMatchObject({ kind: 'ask' });
  });
  it('an address that two customers share asks, and a choice for the address answers', () => {
    expect(match([['from', 'desk@group.example']])).toMatchObject({ kind: 'ask', candidates: ['group-b', 'group-c'] });
    expect(match([['from', 'desk@group.example']], { choices: { 'desk@group.example': 'group-c' } })).toMatchObject({
      customer: 'group-c',
      how: 'chosen',
      contact: 'c1',
    });
  });
  it('a person who went from one customer to another belongs to the new one', () => {
    expect(match([['from', 'hand@mail.example']])).toMatchObject({ customer: 'group-b', contact: 'b2' });
  });
  it('free mail never matches by domain, even where somebody entered it as one', () => {
    expect(match([['from', 'stranger@gmail.com']])).toEqual({ kind: 'unknown', address: 'stranger@gmail.com' });
  });
  it.each([
    ['the name of a contact', 'Tamsin  ORRELL', 'north', 'tamsin@northwind.example'],
    ['the name of a contact in other letters', 'سارا احمدي', 'pars', 'sara@pars.test'],
    ['the name of a customer', 'Northwind Traders', 'north', ''],
    ['the address of a contact as a name', 'sara@pars.test', 'pars', 'sara@pars.test'],
  ])('%s at a foreign address is a look-alike, not a match', (_what, name, known, address) => {
    expect(match([['from', 'attacker@evil.test', name]])).toEqual({
      kind: 'look-alike',
      customer: known,
      address: 'attacker@evil.test',
      known: address,
    });
  });
  it('a first name alone accuses nobody', () => {
    expect(match([['from', 'tamsin@elsewhere.example', 'Tamsin']])).toEqual({ kind: 'unknown', address: 'tamsin@elsewhere.example' });
  });
  it('mail of ours is about the first recipient who is not ours', () => {
    const sent: Parameters<typeof open>[0] = [
      ['from', 'agent@helpdesk.test'],
      ['to', 'boss@helpdesk.test'],
      ['to', 'sara@pars.test'],
      ['cc', 'tamsin@northwind.example'],
    ];
    expect(match(sent)).toMatchObject({ customer: 'pars' });
    expect(isFromUs(index, open(sent))).toBe(true);
    expect(
      match([
        ['from', 'colleague@helpdesk.test'],
        ['to', 'tamsin@northwind.example'],
      ]),
    ).toMatchObject({ customer: 'north' });
  });
  it("a web form that writes as ourselves is about its Reply-To; a stranger's Reply-To counts for nothing", () => {
    expect(
      match([
        ['from', 'forms@helpdesk.test'],
        ['to', 'agent@helpdesk.test'],
        ['reply-to', 'sara@pars.test'],
      ]),
    ).toMatchObject({ customer: 'pars' });
    expect(
      match([
        ['from', 'attacker@evil.test'],
        ['reply-to', 'sara@pars.test'],
      ]),
    ).toEqual({ kind: 'unknown', address: 'attacker@evil.test' });
  });
  it('mail among ourselves is about nobody', () => {
    expect(
      match([
        ['from', 'agent@helpdesk.test'],
        ['to', 'boss@helpdesk.test'],
      ]),
    ).toEqual({ kind: 'unknown', address: null });
    expect(match([])).toEqual({ kind: 'unknown', address: null });
  });
  it('the index survives being stored, and holds names that objects have of their own', () => {
    const stored = JSON.parse(
      JSON.stringify(buildIndex([customer('x', 'constructor', [['c', 'has Own', 'constructor@x.example']], ['x.example'])])),
    ) as MatchIndex;
    expect(matchCorrespondents(stored, open([['from', 'constructor@x.example']]))).toMatchObject({ customer: 'x', how: 'address' });
    expect(matchCorrespondents(stored, open([['from', 'a@b.example', 'toString']]))).toEqual({ kind: 'unknown', address: 'a@b.example' });
  });
});
