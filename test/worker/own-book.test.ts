/**
 * An agent asks for everything in every way there is, and a colleague's customer is full of a word that stands nowhere else: whatever
 * way of asking there will be, the word must not come out.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { ENDPOINTS, type Endpoint, type EndpointName } from '../../shared/api/endpoints';
import { TIMELINE_KINDS } from '../../shared/timeline';
import { type Answer, call, openStaffed, type Staffed, ulid } from './office';

const NOW = Date.now();
const DAY = 86_400_000;
/** In every text of the colleague's customer. */
const WORD = 'Qxzvleak';
/** What it brings a year, which no sum of an agent's may hold. */
const SUM = 7_777_777;
let staffed: Staffed;

/** A customer with something of everything that is read out anywhere. */
function told(customer: string, owner: string, word: string): object[] {
  const at = (days: number) => NOW - days * DAY;
  const event = (type: string, days: number, data: object) => ({ customer, type, at: at(days), data });
  const value = { amount: SUM, currency: 'SEK' };
  return [
    event('customer.profile', 300, {
      name: `${word} AB`,
      segment: `${word} group`,
      since: at(300),
      value,
      website: `https://${word}.example`,
    }),
    event('customer.owner', 299, { owner }),
    event('contact.set', 298, {
      contact: `${word}-contact`,
      name: `${word} Person`,
      email: `${word.toLowerCase()}@leak.example`,
      phone: '+46 1',
    }),
    event('domain.set', 298, { domain: `${word.toLowerCase()}.example` }),
    event('contract.set', 290, { contract: `${word}-contract`, end: NOW + 20 * DAY, value, package: `${word} package` }),
    event('product.owned', 280, { product: `${word} product`, version: `${word}2` }),
    event('purchase', 30, { amount: 5_000, currency: 'SEK', order: `${word}-order`, product: `${word} product` }),
    event('ticket.opened', 12, { ticket: `${word}-ticket`, subject: `${word} subject`, topic: `${word} topic`, priority: 'urgent' }),
    event('invoice.issued', 60, { invoice: `${word}-invoice`, amount: 100, currency: 'SEK', due: at(40) }),
    event('survey.answered', 9, { survey: `${word}-survey`, kind: 'nps', score: 1, text: `${word} answer` }),
    event('note', 8, { kind: 'call', text: `${word} note` }),
    event('issue.set', 7, { issue: `${word}-issue`, title: `${word} issue`, kind: 'chronic' }),
    event('remark', 6, { kind: 'competitor', text: `${word} said`, name: `${word} rival` }),
    event('referral', 5, { friend: `${word}-friend`, state: 'pending', reason: 'no-order' }),
  ];
}
const endpoints = Object.entries(ENDPOINTS) as [EndpointName, Endpoint][];
const mayCall = (role: 'agent') => endpoints.filter(([, { roles }]) => roles !== 'anyone' && roles.some((one) => one === role));

beforeAll(async () => {
  staffed = await openStaffed('Own book', NOW);
  const { tokens } = staffed;
  const events = [
    ...told(`${WORD}-1`, 'manager-1', WORD),
    { customer: 'covered', type: 'customer.profile', at: NOW - 5 * DAY, data: { name: 'Covered' } },
  ];
  const sent = await call('POST', '/v1/events', { token: tokens.admin, body: { events } });
  // What a vocabulary that has grown no longer knows would only make this test say less.
  expect(sent.body.refused.map(({ detail }: { detail: string }) => detail)).toEqual([]);
  await call('POST', '/v1/segments', {
    token: tokens.manager,
    body: { version: 0, segments: [{ id: 'all', name: 'All', filter: { bands: ['at-risk', 'watch', 'healthy', 'unknown'] } }] },
  });
  await call('POST', '/v1/outreach', {
    token: tokens.manager,
    body: {
      ...{ id: 'list-1', revision: 0, kind: 'incident', title: 'Delay', what: '', advice: [], closed: false },
      audience: { by: 'segment', name: 'All', filter: { groups: [`${WORD} group`] } },
      messages: { en: { subject: 'Late', text: 'Dear {name}' } },
    },
  });
  const draw = ulid();
  await call('POST', '/v1/draws', { token: tokens.manager, body: { id: draw, prize: 'A bicycle', winners: 9, per: 0 } });
  await call('POST', `/v1/draws/${draw}/draw`, { token: tokens.manager, body: {} });
  await call('POST', '/v1/backtests', { token: tokens.manager, body: {} });
});

const SORTS = ['band', 'name', 'value', 'renewal', 'owner', 'tier', 'contact', 'risk'].map((sort) => `sort=${sort}`);
const NAMED = [WORD, `${WORD} AB`, `${WORD} Person`, `${WORD.toLowerCase()}@leak.example`].map((text) => `q=${encodeURIComponent(text)}`);
const LISTED = [...NAMED, 'band=at-risk', 'band=watch', 'segment=all', 'owner=manager-1', 'owner='];
/** What an endpoint can be asked besides; each is asked plainly too. */
const QUERIES: Partial<Record<EndpointName, string[]>> = {
  customers: [...SORTS, ...LISTED],
  customersCsv: [...SORTS, ...LISTED, 'cursor='],
  customerSums: LISTED,
  changes: ['seq=0&limit=500', 'scope=all&seq=5', 'scope=some&seq=1'],
  timeline: TIMELINE_KINDS.map((kind) => `kinds=${kind}`),
  outreachPage: ['state=open', 'state=told'],
  history: ['days=400'],
};
/** Whether an answer says anything of the colleague's customer; the group is named by the list that was written for all. */
const hold = ({ body, headers }: Answer): boolean => {
  const said = JSON.stringify([body, [...headers]])
    .replaceAll(`${WORD} group`, '')
    .replaceAll(`${WORD}-1`, '');
  return said.includes(WORD) || said.includes(String(SUM));
};
/** Every way of asking by an address. */
const questions = (customer: string): string[] =>
  mayCall('agent')
    .filter(([, { method }]) => method === 'GET')
    .flatMap(([name, { path }]) =>
      ['', ...(QUERIES[name] ?? [])].map((query) => `${path.replace(/:id/, path.includes('outreach') ? 'list-1' : customer)}?${query}`),
    );

describe('an agent', () => {
  test('asks what tells a manager the word: so the questions are worth asking', async () => {
    const found = new Set<string>();
    for (const question of questions(`${WORD}-1`))
      if (hold(await call('GET', question, { token: staffed.tokens.manager }))) found.add(question.replace(/\?.*/, ''));
    const about = ['', '/history', '/keeping', '/ledger', '/timeline'].map((of) => `/v1/customers/${WORD}-1${of}`);
    const lists = ['changes', 'customer-sums', 'customers', 'customers.csv', 'draws', 'outreach/list-1/customers', 'reports/book'];
    expect([...found].sort()).toEqual([...lists.map((list) => `/v1/${list}`), ...about].sort());
    expect((await call('GET', '/v1/customers/covered/keeping', { token: staffed.tokens.manager })).body.load.customers).toBe(3);
  });

  test('hears nothing of a colleague’s customer, whatever is asked and however', async () => {
    for (const question of [...questions(`${WORD}-1`), ...questions('covered')]) {
      const answer = await call('GET', question, { token: staffed.tokens.agent });
      expect(answer.status, question).not.toBe(429);
      expect(hold(answer), `${question} ${JSON.stringify(answer.body)}`).toBe(false);
    }
  });

  test('is told of a colleague’s load what the agent may see of it', async () => {
    const { load } = (await call('GET', '/v1/customers/covered/keeping', { token: staffed.tokens.agent })).body;
    expect(load).toEqual({ customers: 1, values: [] });
  });
});
