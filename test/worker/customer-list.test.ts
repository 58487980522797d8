/** The list of customers: in which order, and what each row says. */
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { CustomerList } from '../../shared/api/customer-list';
import { call, type Office, type Staffed } from './office';
import { ago, DAY, NOW, openSmallBook } from './small-book';

let office: Office;
let tokens: Staffed['tokens'];
const get = async (path: string, token = tokens.admin) => (await call('GET', path, { token })).body;

beforeAll(async () => {
  ({ office, tokens } = await openSmallBook('List'));
});

describe('the list', () => {
  test('row 47: sorts by what is at stake, points lost × yearly value, and never across currencies', async () => {
    const { customers } = v.parse(CustomerList, await get('/v1/customers?sort=risk'));
    const stakes = customers.filter(({ value }) => value !== null);
    expect([...new Set(stakes.map(({ value }) => value?.currency))]).toEqual(['EUR', 'USD']);
    expect(stakes.filter(({ value }) => value?.currency === 'EUR')).toHaveLength(4);
    for (const currency of ['EUR', 'USD']) {
      const { results } = await env.DB.prepare(
        `SELECT id FROM customers WHERE workspace = ? AND currency = ? ORDER BY value * (100 - score) DESC, id`,
      )
        .bind(office.workspace, currency)
        .all<{ id: string }>();
      expect(stakes.filter(({ value }) => value?.currency === currency).map(({ id }) => id)).toEqual(results.map(({ id }) => id));
    }
  });

  test('row 46: computes every row for the answer: last seen, last contact, trend and tier', async () => {
    const { customers } = v.parse(CustomerList, await get('/v1/customers?q=customer+b'));
    const [row] = customers;
    expect(row).toMatchObject({ id: 'b', group: 'wholesale', last_seen_at: Math.floor(ago(50) / DAY) * DAY, tier: 'bronze' });
    expect(row?.as_of).toBeGreaterThanOrEqual(NOW);
  });
});
