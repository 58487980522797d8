/** The device's own copy of the list against the Worker's: the same customers, rows, order and sums, from the records that the device is sent. */
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { Changes } from '../../shared/api/contract';
import { CustomerList, CustomerSums } from '../../shared/api/customer-list';
import { BAND_ORDER, LIST_SORTS, type ListSort } from '../../shared/list-order';
import { standsAt } from '../../shared/listed-now';
import { defaultProgramme } from '../../shared/loyalty/default-programme';
import { inOrder, membersOf, placedRows, type SavedWho, sumsOf } from '../../shared/saved-list';
import type { SegmentFilter } from '../../shared/segments';
import { call, event, type Office, type Staffed } from './office';
import { ago, NOW, openSmallBook } from './small-book';

/** Names that differ by what an alphabet, a database and a language each order otherwise; two are equal. */
const NAMES = ['پارس', 'کاوه', 'واحه', 'هما', 'Ábel', 'zeta', 'Zeta', '𝒜lpha', 'ﷺ Ltd', '💎 Gems', 'Twin', 'Twin', ''];
const SEGMENTS: { id: string; name: string; filter: SegmentFilter }[] = [
  { id: 'retail', name: 'Retail', filter: { groups: ['Retail'] } },
  { id: 'late', name: 'Late', filter: { signals: ['invoice-overdue', 'ticket-unanswered'] } },
];
const EVERYBODY: SavedWho = { band: '', segment: null, owner: null, text: '' };

let office: Office;
let tokens: Staffed['tokens'];
let held: Changes;

beforeAll(async () => {
  ({ office, tokens } = await openSmallBook('Saved list'));
  const more = NAMES.flatMap((name, i) => [
    event(`n${i}`, 'customer.profile', ago(300), {
      ...(name === '' ? {} : { name }),
      value: { amount: 100_000 * (1 + (i % 2)), currency: i % 3 === 0 ? 'IRR' : 'EUR' },
    }),
    event(`n${i}`, 'purchase', ago(5 + (i % 4) * 60), { amount: 5_000, currency: 'EUR' }),
    ...(i % 4 === 0 ? [event(`n${i}`, 'contract.set', ago(200), { contract: 'k', end: NOW + (10 + (i % 8)) * 86_400_000 })] : []),
    ...(i % 5 === 0 ? [event(`n${i}`, 'note', ago(i % 2), { kind: 'call', text: '' })] : []),
  ]);
  expect((await call('POST', '/v1/events', { token: tokens.ingest, body: { events: more } })).body).toMatchObject({ refused: [] });
  await call('POST', '/v1/segments', { token: tokens.manager, body: { version: 0, segments: SEGMENTS } });
  held = v.parse(Changes, (await call('GET', '/v1/changes?limit=500', { token: tokens.admin })).body);
  // Stored scores are those of the last change of each; here all are as if that had been this moment.
  const stands = held.customers.map((record) => ({ id: record.id, score: standsAt(record, rules(NOW).model, NOW).score }));
  await env.DB.prepare(
    `UPDATE customers SET score = (SELECT value->>'score' FROM json_each(?2) WHERE value->>'id' = customers.id) WHERE workspace = ?1`,
  )
    .bind(office.workspace, JSON.stringify(stands))
    .run();
});

async function live(path: string, who: SavedWho, query: Record<string, string> = {}) {
  const segment = SEGMENTS.find(({ filter }) => filter === who.segment);
  const asked = new URLSearchParams({
    ...query,
    ...(who.band === '' ? {} : { band: who.band }),
    ...(who.text === '' ? {} : { q: who.text }),
    ...(who.owner === null ? {} : { owner: who.owner }),
    ...(segment ? { segment: segment.id } : {}),
  });
  return (await call('GET', `${path}?${asked}`, { token: tokens.admin })).body;
}
function rules(now: number) {
  const { model, programme = defaultProgramme(), users } = held;
  if (!model) throw new Error('the first page of changes brings the model');
  return { model, programme, users, now };
}
async function bothLists(sort: ListSort, who: SavedWho) {
  const { customers } = v.parse(CustomerList, await live('/v1/customers', who, { sort, limit: '200' }));
  const at = rules(customers[0]?.as_of ?? NOW);
  const saved = inOrder(placedRows(membersOf(held.customers, who, at), sort, at));
  return { customers, saved };
}

describe('the list as a device has it', () => {
  test.each(LIST_SORTS)('stands in the Worker’s order by %s, row for row', async (sort) => {
    const { customers, saved } = await bothLists(sort, EVERYBODY);
    expect(customers.length).toBeGreaterThan(NAMES.length);
    expect(saved).toEqual(customers);
  });

  test.each<[string, Partial<SavedWho>]>([
    ...BAND_ORDER.map((band): [string, Partial<SavedWho>] => [`the band ${band}`, { band }]),
    ['an owner', { owner: 'agent-1' }],
    ['nobody’s', { owner: '' }],
    ['a word in another spelling', { text: 'كاوة' }],
    ['two words', { text: 'customer B' }],
    ['what nobody is called', { text: 'xyzzy' }],
    ['a saved segment', { segment: SEGMENTS[0]?.filter ?? null }],
    ['a segment by signals, and a word', { segment: SEGMENTS[1]?.filter ?? null, text: 'customer' }],
  ])('holds whom the Worker’s list holds, and comes to the same: %s', async (_, part) => {
    const who = { ...EVERYBODY, ...part };
    const { customers, saved } = await bothLists('name', who);
    expect(saved).toEqual(customers);
    expect(sumsOf(membersOf(held.customers, who, rules(NOW)))).toEqual(v.parse(CustomerSums, await live('/v1/customer-sums', who)));
  });
});
