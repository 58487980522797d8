/** What is written while a workspace is taken out: the copy holds together all the same, or the export ends by name. */
import { describe, expect, test } from 'vitest';
import { call, event, openOffice, ulid } from './office';
import { bring, DAY, factsOf, keepFor, take } from './stocked';

const NOW = Date.now();

/** The first page of an export, and the others after something has happened. */
async function exportedAround(token: string, limit: number, meanwhile: () => Promise<unknown>): Promise<string[]> {
  const pages: string[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const answer = await call('GET', `/v1/export?limit=${limit}${next === '' ? '' : `&after=${next}`}`, { token });
    if (answer.status !== 200) return [answer.body.code];
    pages.push(typeof answer.body === 'string' ? answer.body : `${JSON.stringify(answer.body)}\n`);
    next = JSON.parse(pages.at(-1)?.trimEnd().split('\n').at(-1) ?? '').next;
    if (pages.length > 1 || pages[0]?.includes('"kind":"event"')) await meanwhile();
  }
  return pages;
}

describe('while a workspace is taken out', () => {
  const buy = (customer: string, days: number, id: string, more = {}) =>
    event(customer, 'purchase', NOW - days * DAY, { amount: 100, currency: 'EUR' }, { id, ...more });
  const spent = (body: string | undefined) => JSON.parse(body ?? '{}').spend;
  async function bought(name: string) {
    const office = await openOffice(name);
    for (const customer of ['a', 'b', 'c'])
      await take(
        office.workspace,
        [1, 2, 3, 4, 5, 6, 7, 8].map((n) => buy(customer, 40 - n, `${customer}${n}`)),
        NOW,
      );
    return office;
  }

  test('an event that a correction moves to an earlier time is there, whichever of its times it has', async () => {
    const office = await bought('Corrected meanwhile');
    let times = 0;
    // The last of each comes to stand before all that was read.
    const pages = await exportedAround(office.adminToken, 3, () =>
      take(
        office.workspace,
        ['a', 'b', 'c'].map((customer) => buy(customer, 400 + ++times, `${customer}8`, { revision: times })),
        NOW,
      ),
    );
    const to = await openOffice('Corrected meanwhile, copied');
    for (const page of pages) expect((await bring(to.adminToken, page)).body).toMatchObject({ done: expect.any(Boolean) });
    const facts = await factsOf(to.workspace);
    for (const customer of ['a', 'b', 'c']) expect(spent(facts.get(customer))).toEqual({ EUR: { sum: 800, count: 8 } });
  });

  test('its oldest events may be purged: the copy has them or the opening', async () => {
    const office = await openOffice('Purged meanwhile');
    for (const customer of ['a', 'b', 'c', 'd'])
      await take(
        office.workspace,
        [1, 2, 3, 400, 401, 402, 403].map((n) => buy(customer, n, `${customer}${n}`)),
        NOW,
      );
    const before = [...(await factsOf(office.workspace))];
    const pages = await exportedAround(office.adminToken, 3, () => keepFor(office.workspace, 12, NOW));
    const to = await openOffice('Purged meanwhile, copied');
    for (const page of pages) expect((await bring(to.adminToken, page)).body).toMatchObject({ done: expect.any(Boolean) });
    expect([...(await factsOf(to.workspace))]).toEqual(before);
  });

  test.each([
    ['merged', (token: string) => call('POST', '/v1/merges', { token, body: { id: ulid(), from: 'a', into: 'c' } })],
    ['erased', (token: string) => call('POST', '/v1/erasures', { token, body: { customer: 'a' } })],
  ])('a customer who is %s ends it by name', async (how, act) => {
    const office = await bought(`Meanwhile ${how}`);
    expect(await exportedAround(office.adminToken, 3, () => act(office.adminToken))).toEqual(['export.outdated']);
  });
});
