/** Finding a customer: by an address, by its domain, and by words however they are typed. */
import * as v from 'valibot';
import { beforeAll, expect, test } from 'vitest';
import { LookupAnswer } from '../../shared/api/contract';
import { call, openOffice, openStaffed, type Staffed } from './office';

const NOW = Date.now();
const DAY = 86_400_000;
let tokens: Staffed['tokens'];

beforeAll(async () => {
  ({ tokens } = await openStaffed('Searching', NOW));
});

test('lookup falls back from the address to its domain, and searching finds folded words', async () => {
  const token = tokens.manager;
  const ask = async (address: string) => v.parse(LookupAnswer, (await call('POST', '/v1/lookup', { token, body: { address } })).body);
  expect(await ask('TAMSIN@mine.example')).toMatchObject({ by: 'contact', found: [{ contact: 'c' }] });
  expect(await ask('tamsin+invoices@mine.example')).toMatchObject({ by: 'contact' });
  expect(await ask('somebody@mine.example')).toMatchObject({ by: 'domain' });
  expect(await ask('somebody@elsewhere.example')).toEqual({ by: 'none', found: [], elsewhere: [] });
  expect((await call('GET', '/v1/customers?q=MINE%20orrell', { token })).body.customers.map(({ id }: { id: string }) => id)).toEqual([
    'mine',
  ]);
  const page = (await call('GET', '/v1/customers?sort=name&limit=2', { token })).body;
  expect(page.customers).toHaveLength(2);
  expect((await call('GET', `/v1/customers?sort=name&limit=2&cursor=${page.cursor}`, { token })).body.customers[0].id).not.toBe(
    page.customers[1].id,
  );
});

test('searching finds a Persian or Arabic name however its letters, digits and half-spaces are typed', async () => {
  const own = await openOffice('Spellings');
  const events = Object.entries({ ali: 'علی کریمی', pars: 'پارس‌خودرو ۲۴', nour: 'شركة النور ٧' }).map(([customer, name]) => ({
    customer,
    type: 'customer.profile',
    at: NOW - DAY,
    data: { name },
  }));
  await call('POST', '/v1/events', { token: own.adminToken, body: { events } });
  const found = async (text: string) =>
    (await call('GET', `/v1/customers?q=${encodeURIComponent(text)}`, { token: own.adminToken })).body.customers.map(
      ({ id }: { id: string }) => id,
    );
  const typed: Record<string, string[]> = {
    ali: ['علي', 'علی', 'علي كريمي', 'عـلی', 'علیِ'],
    pars: ['پارس خودرو', 'پارسخودرو', 'پارس\u200cخودرو', '۲۴', '٢٤', '24'],
    nour: ['نور', 'النور', 'شرکه', 'شركة', '7', '۷'],
  };
  for (const [id, texts] of Object.entries(typed))
    for (const text of texts) expect({ text, ids: await found(text) }).toEqual({ text, ids: [id] });
  expect(await found('کریمان')).toEqual([]);
});
