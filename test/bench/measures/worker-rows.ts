/** Rows that D1 reads and writes, which is what it bills: lookups and ingest. */
import type { LiveEvent } from '../../../shared/event';
import type { Bill } from '../billed';
import { type Figure, rounded } from '../figure';
import type { Asked } from '../in-worker/lookups';
import { populate } from '../population';
import { benchWorker } from '../workshop';

const HOUR = 3_600_000;
const here = 'as local D1 counts them, inside workerd';

export async function measure(): Promise<Figure[]> {
  return [...(await lookups()), ...(await ingests())];
}

async function lookups(): Promise<Figure[]> {
  const worker = await benchWorker();
  const people = populate(240, Date.now());
  const known = people.flatMap((resident) => resident.addresses).slice(20, 80);
  const read = async (addresses: string[], by: string) => {
    const events = people.flatMap((resident) => resident.events);
    return Math.max(
      ...(await worker.call<number[]>('lookups', 'readLookups', { events, asked: addresses.map((address): Asked => ({ address, by })) })),
    );
  };
  const figure = (name: string, value: number, budget: number, who: string): Figure => ({
    name,
    value,
    unit: 'rows read',
    budget,
    better: 'lower',
    conditions: `the worst of ${who}, without the token's row and its count; POST /v1/lookup among 240 customers, ${here}`,
  });
  return [
    figure('lookup of a contact', await read(known, 'contact'), 3, `${known.length} addresses`),
    figure(
      'lookup by domain',
      await read(
        known.slice(0, 20).map((address) => `somebody.else@${address.split('@')[1]}`),
        'domain',
      ),
      3,
      '20 addresses',
    ),
    figure(
      'lookup of a stranger',
      await read(
        Array.from({ length: 20 }, (_, i) => `nobody${i}+tag@mail.elsewhere${i}.test`),
        'none',
      ),
      0,
      '20 addresses, each with a tag and a subdomain',
    ),
  ];
}

function purchases(name: string, customers: number, each: number): LiveEvent[] {
  const now = Date.now();
  return Array.from({ length: customers * each }, (_, i) => ({
    id: `${name}-${i}`,
    customer: `${name}-${i % customers}`,
    type: 'purchase',
    at: now - i * HOUR,
    source: 'bench',
    revision: 0,
    data: { amount: 100 + i, currency: 'EUR' },
  }));
}

async function ingests(): Promise<Figure[]> {
  // The first purchase ever also notes that this kind of evidence is fed: once in a workspace's life, not counted.
  const [begin, spread, few, alone] = [
    purchases('begin', 1, 1),
    purchases('spread', 100, 1),
    purchases('few', 10, 100),
    purchases('alone', 1, 1),
  ];
  const lists = [begin, spread, few, few, alone];
  const {
    ingests: bills,
    folds,
    folded,
  } = await (await benchWorker()).call<{ ingests: Bill[]; folds: Bill; folded: number }>('ingests', 'writeEvents', { lists });
  const written = (list: number) => rounded((bills[list]?.written ?? Number.NaN) / (lists[list]?.length ?? 1));
  const figure = (name: string, value: number, budget: number | null, conditions: string): Figure => ({
    name,
    value,
    unit: 'rows written per event',
    budget,
    better: 'lower',
    conditions: `${conditions}; without the fold; ${here}`,
  });
  return [
    figure('ingest in a batch of 100', written(1), 4, 'as many new customers as events, the dearest case'),
    figure('ingest in a batch of 1,000', written(2), 4, 'ten new customers'),
    figure('ingest of a duplicate', written(3), 0, '1,000 events sent again'),
    figure('ingest of one event alone', written(4), 5, 'of a new customer'),
    {
      name: 'fold of a waiting customer',
      value: rounded(folds.written / folded),
      unit: 'rows written per customer',
      budget: null,
      better: 'lower',
      conditions: `${folded} customers; ${here}`,
    },
  ];
}
