/** How fast events become facts, beside the floor under it: the raw insert of the same rows. */
import type { LiveEvent } from '../../../shared/event';
import { writeWireEvent } from '../../../shared/event-wire';
import { postEvents } from '../asking';
import { type Figure, median, rounded } from '../figure';
import { populate } from '../population';
import { benchWorker } from '../workshop';

/** As many events as one request may carry. */
const AT_ONCE = 5000;
/** A Worker just started runs code that is not compiled yet; what it does then is a figure of its own. */
const FIRST = 4;
const REQUESTS = 12;

/** What one way of taking the events in cost, request by request, ms; the processor's share is NaN where the system does not say. */
interface Cost {
  wall: number[];
  used: number[];
}

export async function measure(): Promise<Figure[]> {
  const worker = await benchWorker();
  const token = await worker.open('speed');
  const wanted = AT_ONCE * (FIRST + REQUESTS);
  const events = populate(Math.ceil((wanted + AT_ONCE) / 110), Date.now())
    .flatMap((resident) => resident.events)
    .slice(0, wanted);
  const folded: Cost = { wall: [], used: [] };
  const raw: Cost = { wall: [], used: [] };
  const spend = async (cost: Cost, work: () => Promise<unknown>) => {
    const before = worker.used() ?? Number.NaN;
    const begun = performance.now();
    await work();
    cost.wall.push(performance.now() - begun);
    cost.used.push((worker.used() ?? Number.NaN) - before);
  };
  for (let from = 0; from < events.length; from += AT_ONCE) {
    const part = events.slice(from, from + AT_ONCE) as LiveEvent[];
    const wire = part.map(writeWireEvent);
    // One after the other, so that what else the machine does falls on both alike.
    await spend(folded, () => postEvents(worker.url, token, wire));
    await spend(raw, () => worker.call('speed', 'insertRaw', { events: part }));
  }
  const perCustomer = Math.round(events.length / new Set(events.map((event) => event.customer)).size);
  const asked = `requests of ${AT_ONCE} events, about ${perCustomer} events per customer, one request at a time over HTTP to wrangler dev with D1 on disk`;
  const conditions = `median of ${REQUESTS} ${asked}, after ${FIRST} to warm up`;
  const speed = (name: string, times: readonly number[], more: string, budget: number | null = null): Figure => ({
    name,
    value: rounded(AT_ONCE / (median(times) / 1000)),
    unit: 'events/s',
    budget,
    better: 'higher',
    conditions: more,
  });
  const warm = (times: readonly number[]) => times.slice(FIRST);
  const figures = [
    speed(
      'events to folded facts',
      warm(folded.wall),
      `${conditions}; from the request to the answer, after which the facts stand`,
      20_000,
    ),
    speed('raw insert of the same rows', warm(raw.wall), `${conditions}; same table and index, nothing read, checked or folded`),
    speed('events to folded facts, just started', folded.wall.slice(0, FIRST), `median of the first ${FIRST} ${asked}`),
    {
      name: 'folded facts ÷ raw insert',
      value: rounded(median(warm(folded.wall).map((took, i) => (warm(raw.wall)[i] ?? Number.NaN) / took))),
      unit: 'of the raw speed',
      budget: null,
      better: 'higher' as const,
      conditions: 'median over the same requests, each beside its own raw insert: free of what else the machine did',
    },
  ];
  if (folded.used.some(Number.isNaN)) return figures;
  // The whole of it in all threads, the local proxy and the database too: what one core would do if it did nothing else.
  return [
    ...figures,
    speed(
      'events to folded facts, by processor time',
      warm(folded.used),
      `${conditions}; processor time of wrangler dev with everything in it, so that what else the machine does counts for less`,
      20_000,
    ),
    speed(
      'raw insert of the same rows, by processor time',
      warm(raw.used),
      `${conditions}; the same processes, with their HTTP and JSON: what cannot be undercut here`,
    ),
  ];
}
