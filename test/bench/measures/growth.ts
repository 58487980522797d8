/** What stays as dear, and what does not, as a workspace grows to 100,000 customers and a million events. */
import type { LiveEvent } from '../../../shared/event';
import { writeWireEvent } from '../../../shared/event-wire';
import { askLocal, postEvents } from '../asking';
import type { BenchWorker } from '../bench-worker';
import { type Figure, median, rounded, timed } from '../figure';
import { populate } from '../population';
import { benchWorker } from '../workshop';

const SIZES = [1_000, 10_000, 100_000];
/** Of each customer, the latest: ten make a million of the largest book. */
const EACH = 10;
const AT_ONCE = 500;
const PLACE = 'growth';
let sent = 0;

export async function measure(): Promise<Figure[]> {
  const worker = await benchWorker();
  const token = await worker.open(PLACE);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const now = Date.now();
  const addresses: string[] = [];
  const took: { size: number; ingest: number; lookup: number; list: number }[] = [];
  let from = 0;
  for (const size of SIZES) {
    // Not all at once: a million events are more than one process should hold.
    for (; from < size; from += AT_ONCE) {
      const people = populate(AT_ONCE, now, from);
      addresses.push(...people.flatMap((one) => one.addresses.slice(0, 1)));
      await worker.call(PLACE, 'seedForRescoring', { events: people.flatMap(latest), at: now });
    }
    took.push({
      size,
      ingest: await ingestMore(worker, token, size, now),
      lookup: median(
        await timed(40, (run) =>
          call(`${worker.url}/v1/lookup`, {
            method: 'POST',
            headers,
            body: JSON.stringify({ address: addresses[(run * 9973) % addresses.length] }),
          }),
        ),
      ),
      list: median(await timed(12, () => call(`${worker.url}/v1/customers`, { headers }))),
    });
  }
  const [small, large] = [took[0], took.at(-1)];
  const sizes = took.map(({ size }) => size.toLocaleString('en')).join(', ');
  const figure = (name: string, of: 'ingest' | 'lookup' | 'list', what: string): Figure => ({
    name,
    value: rounded((large?.[of] ?? Number.NaN) / (small?.[of] ?? Number.NaN)),
    unit: 'times',
    budget: null,
    better: 'lower',
    conditions: `${what} at ${sizes} customers of ${EACH} events each took ${took.map((one) => rounded(one[of])).join(', ')} ms (median); over HTTP to wrangler dev with D1 on disk; the largest beside the smallest`,
  });
  return [
    figure('growth of ingest', 'ingest', '1,000 new events of 100 known customers'),
    figure('growth of a lookup', 'lookup', 'a lookup by address'),
    figure('growth of the list', 'list', 'the first page of the list'),
  ];
}

/** The events that say who somebody is, and the latest of the others. */
function latest({ events }: { events: LiveEvent[] }): LiveEvent[] {
  const who = events.filter(({ type }) => type === 'customer.profile' || type === 'contact.set').slice(0, 3);
  const rest = events.filter((event) => !who.includes(event)).sort((a, b) => a.at - b.at);
  return [...who, ...rest.slice(who.length - EACH)];
}

async function call(url: string, init: RequestInit): Promise<void> {
  const { status, text } = await askLocal(url, init);
  if (status !== 200) throw new Error(`${url} answered ${status}: ${text.slice(0, 300)}`);
}

async function ingestMore(worker: BenchWorker, token: string, size: number, now: number): Promise<number> {
  const ids = populate(100, now).map(({ id }) => id);
  return median(
    await timed(5, (run) => {
      const events = Array.from({ length: 1000 }, (_, i) => ({
        id: `more-${size}-${run}-${i}`,
        customer: ids[i % ids.length] ?? '',
        type: 'purchase' as const,
        // Each later than all before: what is dear is a fold from further back, and that is another measure.
        at: now + sent++,
        source: 'bench',
        revision: 0,
        data: { amount: 100 + i, currency: 'EUR' },
      }));
      return postEvents(worker.url, token, events.map(writeWireEvent));
    }),
  );
}
