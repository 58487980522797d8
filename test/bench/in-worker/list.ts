/** The list of customers in workspaces of any size: rows read and time per page, by order, by search, and from far behind. */
import { sortName } from '../../../shared/i18n/sort-name';
import { LIST_SORTS } from '../../../shared/list-order';
import { searchWords } from '../../../shared/matching/search-words';
import { type ListQuery, listCustomers, sumCustomers } from '../../../worker/store/list-customers';
import { billed } from '../billed';
import type { Place } from './entry';

const DAY = 86_400_000;
const PIECE = 2000;
const OWNERS = 40;
const NAMES = [
  'Quillbrook',
  'Orrell Ceramics',
  'Hartwig & Söhne',
  'Tamarisk Foods',
  'پارس خودرو',
  'شركة النور',
  'آرمان گستر',
  'Delmare',
  'کارخانه مهر',
  'مؤسسة الرافدين',
];

/** Customers as the fold leaves them, `from` up to `to`; their facts are not made, as the list's own queries read none. */
export async function seedList({ db, workspace }: Place, { from, to, now }: { from: number; to: number; now: number }): Promise<object> {
  for (let start = from; start < to; start += PIECE) {
    const rows = Array.from({ length: Math.min(PIECE, to - start) }, (_, i) => {
      const n = start + i;
      const name = `${NAMES[n % NAMES.length]} ${n}`;
      const id = `customer-${n}`;
      const score = (n * 37) % 101;
      return {
        id,
        name,
        sort: sortName(name, id),
        owner: n % 50 === 0 ? null : `user-${n % OWNERS}`,
        band: score < 50 ? 0 : score < 75 ? 1 : 2,
        score,
        value: n % 9 === 0 ? null : ((n * 7919) % 900_000) + 1000,
        currency: n % 9 === 0 ? null : n % 3 === 0 ? 'IRR' : 'EUR',
        renewal: n % 4 === 0 ? null : now + ((n * 13) % 400) * DAY,
        contact: n % 11 === 0 ? null : now - ((n * 17) % 300) * DAY,
        rank: (n % 4) + 1,
        search: `${name.toLowerCase()} ${id} person ${n} p${n}@c${n}.example c${n}.example`,
        words: searchWords([name, id, `Person ${n}`]),
        keys: [`p${n}@c${n}.example`, `@c${n}.example`],
      };
    });
    const json = JSON.stringify(rows);
    const run = (sql: string) => db.prepare(sql).bind(workspace, json);
    await db.batch([
      run(
        `INSERT INTO customers (workspace, id, seq, folded, feed, name, sort_name, owner, band, score, score_at, value, currency, renewal_at, contact_at, tier_rank, search)
         SELECT ?1, value->>'id', 1, 1, ${start} + key + 1, value->>'name', value->>'sort', value->>'owner', value->>'band', value->>'score', ${now}, value->>'value', value->>'currency',
           value->>'renewal', value->>'contact', value->>'rank', value->>'search' FROM json_each(?2)`,
      ),
      run(
        `INSERT INTO search_words (workspace, word, customer) SELECT ?1, w.value, j.value->>'id' FROM json_each(?2) j, json_each(j.value->'words') w`,
      ),
      run(
        `INSERT INTO directory (workspace, key, customer, contact) SELECT ?1, w.value, j.value->>'id', 'c' FROM json_each(?2) j, json_each(j.value->'keys') w`,
      ),
    ]);
  }
  await db
    .prepare(`INSERT INTO large_workspaces (workspace, since) SELECT ?1, ${now} WHERE ${to} > 2000 ON CONFLICT DO NOTHING`)
    .bind(workspace)
    .run();
  return {};
}

export interface Listed {
  what: string;
  read: number;
  ms: number;
  rows: number;
}

/** One page of fifty in every order, first and far behind; searches of each script; an agent's list; what the whole comes to. */
export async function readLists({ db, workspace }: Place, { runs }: { runs: number }): Promise<Listed[]> {
  const admin = { workspace, user: 'admin', role: 'admin' as const };
  const agent = { workspace, user: 'user-7', role: 'agent' as const };
  const all: ListQuery = { sort: 'band', search: '', band: null, cursor: '', limit: 50 };
  const measured = async (what: string, work: (db: D1Database) => Promise<number>): Promise<Listed> => {
    let rows = 0;
    const bill = await billed(db, async (watched) => {
      rows = await work(watched);
    });
    const took: number[] = [];
    for (let run = 0; run < runs; run++) {
      const begun = Date.now();
      await work(db);
      took.push(Date.now() - begun);
    }
    took.sort((a, b) => a - b);
    return { what, read: bill.read, ms: took[Math.floor(took.length / 2)] ?? 0, rows };
  };
  const page = async (on: D1Database, query: Partial<ListQuery>, who: typeof admin | typeof agent = admin) =>
    (await listCustomers(on, who, { ...all, ...query }))?.rows.length ?? -1;
  const listed: Listed[] = [];
  for (const sort of LIST_SORTS) {
    listed.push(await measured(`by ${sort}`, (on) => page(on, { sort })));
    let cursor = '';
    for (let turn = 0; turn < 10; turn++) cursor = (await listCustomers(db, admin, { ...all, sort, cursor, limit: 200 }))?.cursor ?? cursor;
    listed.push(await measured(`by ${sort}, 2,000 behind`, (on) => page(on, { sort, cursor })));
  }
  for (const search of ['customer 4711', 'hartwig', 'پارس', 'النور', '777', 'p99@c99', 'nothinglikethis'])
    listed.push(await measured(`search ${search}`, (on) => page(on, { sort: 'name', search })));
  listed.push(await measured('an agent, by band', (on) => page(on, {}, agent)));
  listed.push(await measured('sums', async (on) => (await sumCustomers(on, admin, { search: '', band: null })).customers));
  return listed;
}
