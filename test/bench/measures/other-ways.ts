/** Ingest and rebuild beside the same job done as one would do it first, and beside what SQLite alone takes for the same rows. */
import type { LiveEvent } from '../../../shared/event';
import { writeWireEvent } from '../../../shared/event-wire';
import { postEvents } from '../asking';
import { type Figure, median, rounded } from '../figure';
import { populate } from '../population';
import { benchWorker } from '../workshop';

const CUSTOMERS = 240;
/** The naive way is slow: so many events, of a few customers. */
const PLAIN = 1500;
const RUNS = 5;

export async function measure(): Promise<Figure[]> {
  return [...(await naiveIngest()), ...(await rebuild())];
}

const eventsOf = (customers: number): LiveEvent[] => populate(customers, Date.now()).flatMap((resident) => resident.events);
async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** One statement for each event, everything of its customer read and stored anew after it. */
async function naiveIngest(): Promise<Figure[]> {
  const worker = await benchWorker();
  const token = await worker.open('beside-naive');
  const events = eventsOf(20).slice(0, PLAIN);
  const ours = await timeOf(() => postEvents(worker.url, token, events.map(writeWireEvent)));
  const plain = await timeOf(() => worker.call('naive', 'ingestOneByOne', { events, at: Date.now() }));
  const conditions = `${events.length} events of ${new Set(events.map(({ customer }) => customer)).size} customers, one after the other way in the same run; inside workerd with D1 on disk`;
  return [
    {
      name: 'events to facts, one statement per event',
      value: rounded(events.length / (plain / 1000)),
      unit: 'events/s',
      budget: null,
      better: 'higher',
      conditions,
    },
    {
      name: 'ours ÷ one statement per event',
      value: rounded(plain / ours),
      unit: 'times as fast',
      budget: null,
      better: 'higher',
      conditions,
    },
  ];
}

/** Every customer folded from its first event, beside the bare reading of the same rows. */
async function rebuild(): Promise<Figure[]> {
  const worker = await benchWorker();
  const token = await worker.open('rebuild');
  const events = eventsOf(CUSTOMERS);
  for (let from = 0; from < events.length; from += 5000) {
    const part = events.slice(from, from + 5000);
    await postEvents(worker.url, token, part.map(writeWireEvent));
    await worker.call('rebuild', 'insertRaw', { events: part });
  }
  const scans: number[] = [];
  const folds: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    scans.push(await timeOf(() => worker.call('rebuild', 'scanRaw', {})));
    folds.push(await timeOf(() => worker.call('rebuild', 'foldAllAnew', { at: Date.now() })));
  }
  const conditions = `${events.length} events of ${CUSTOMERS} customers, median of ${RUNS} runs, one after the other; inside workerd with D1 on disk`;
  const perSecond = (times: number[]) => rounded(events.length / (median(times) / 1000));
  return [
    { name: 'rebuild of all facts from the log', value: perSecond(folds), unit: 'events/s', budget: null, better: 'higher', conditions },
    { name: 'raw scan of the same rows', value: perSecond(scans), unit: 'rows/s', budget: null, better: 'higher', conditions },
    {
      name: 'rebuild ÷ raw scan',
      value: rounded(median(folds.map((took, i) => (scans[i] ?? Number.NaN) / took))),
      unit: 'of the raw speed',
      budget: null,
      better: 'higher',
      conditions,
    },
  ];
}
