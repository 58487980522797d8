/** How fast events become facts, beside the floor under it: the raw insert of the same rows. */
import type { LiveEvent } from '../../../shared/event';
import { writeWireEvent } from '../../../shared/event-wire';
import { postEvents } from '../asking';
import { type Figure, median, rounded } from '../figure';
import { populate } from '../population';
import { benchWorker } from '../workshop';

/** As many events as one request may carry. */
const AT_ONCE = 5000;
const REQUESTS = 12;

export async function measure(): Promise<Figure[]> {
  const worker = await benchWorker();
  const token = await worker.open('speed');
  const events = populate(Math.ceil((AT_ONCE * (REQUESTS + 1)) / 110), Date.now())
    .flatMap((resident) => resident.events)
    .slice(0, AT_ONCE * REQUESTS);
  const folded: number[] = [];
  const raw: number[] = [];
  let used = 0;
  let usedRaw = 0;
  for (let from = 0; from < events.length; from += AT_ONCE) {
    const part = events.slice(from, from + AT_ONCE) as LiveEvent[];
    const wire = part.map(writeWireEvent);
    // One after the other, so that what else the machine does falls on both alike.
    const before = worker.used();
    folded.push(part.length / ((await postEvents(worker.url, token, wire)) / 1000));
    used += (worker.used() ?? Number.NaN) - (before ?? Number.NaN);
    const begun = performance.now();
    const beforeRaw = worker.used();
    await worker.call('speed', 'insertRaw', { events: part });
    usedRaw += (worker.used() ?? Number.NaN) - (beforeRaw ?? Number.NaN);
    raw.push(part.length / ((performance.now() - begun) / 1000));
  }
  const perCustomer = Math.round(events.length / new Set(events.map((event) => event.customer)).size);
  const conditions = `median of ${folded.length} requests of ${AT_ONCE} events, about ${perCustomer} events per customer, one request at a time over HTTP to wrangler dev with D1 on disk`;
  return [
    {
      name: 'events to folded facts',
      value: rounded(median(folded)),
      unit: 'events/s',
      budget: 20_000,
      better: 'higher',
      conditions: `${conditions}; from the request to the answer, after which the facts stand`,
    },
    // The whole of it in all threads, the local proxy and the database too: what one core would do if it did nothing else.
    ...(Number.isNaN(used)
      ? []
      : [
          {
            name: 'events to folded facts, by processor time',
            value: rounded(events.length / (used / 1000)),
            unit: 'events/s of one core',
            budget: null,
            better: 'higher' as const,
            conditions: `${conditions}; processor time of wrangler dev with everything in it, so that what else the machine does counts for less`,
          },
          {
            name: 'raw insert of the same rows, by processor time',
            value: rounded(events.length / (usedRaw / 1000)),
            unit: 'events/s of one core',
            budget: null,
            better: 'higher' as const,
            conditions: `${conditions}; the same processes, with their HTTP and JSON: what cannot be undercut here`,
          },
        ]),
    {
      name: 'raw insert of the same rows',
      value: rounded(median(raw)),
      unit: 'events/s',
      budget: null,
      better: 'higher',
      conditions: `${conditions}; same table and index, nothing read, checked or folded`,
    },
    {
      name: 'folded facts ÷ raw insert',
      value: rounded(median(folded.map((speed, i) => speed / (raw[i] ?? Number.NaN)))),
      unit: 'of the raw speed',
      budget: null,
      better: 'higher',
      conditions: 'median over the same requests, each beside its own raw insert: free of what else the machine did',
    },
  ];
}
