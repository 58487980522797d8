/** What the schedule writes for bands and signals that flip by the mere passing of time. */
import { type Figure, rounded } from '../figure';
import type { Passed } from '../in-worker/rescoring';
import { populate } from '../population';
import { benchWorker } from '../workshop';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const DAYS = 56;
/** For the night: as many customers, with their latest events only, so many at once. */
const BOOK = 10_000;
const LATEST = 12;
const AT_ONCE = 200;

export async function measure(): Promise<Figure[]> {
  return [...(await weeks()), ...(await night())];
}

/** One day of a large book, hour by hour, beside the build that stores every score anew each night. */
async function night(): Promise<Figure[]> {
  const worker = await benchWorker();
  const at = Date.now() - DAY;
  const people = populate(BOOK, at);
  for (let from = 0; from < people.length; from += AT_ONCE) {
    const events = people.slice(from, from + AT_ONCE).flatMap(({ events: all }) => [...all].sort((a, b) => a.at - b.at).slice(-LATEST));
    await worker.call('night', 'seedForRescoring', { events, at });
  }
  const { written, flips } = await worker.call<Passed>('night', 'passDays', { from: at + HOUR, to: at + DAY, every: HOUR });
  // Nothing written for nothing changed would prove nothing.
  if (flips === 0) throw new Error('nothing flipped in this night');
  const naive = await worker.call<{ written: number; customers: number }>('night', 'rewriteAll', { at: at + DAY });
  const conditions = `${naive.customers} customers with ${LATEST} events each, one day in steps of an hour without events: ${written} rows for ${flips} bands and signals that changed; as local D1 counts them, inside workerd`;
  const figure = { better: 'lower' as const, conditions };
  return [
    { ...figure, name: 'a night of a large book', value: rounded(written / Math.max(flips, 1)), unit: 'rows written per flip', budget: 3 },
    { ...figure, name: 'the same night, every score stored anew', value: naive.written, unit: 'rows written', budget: null },
    {
      ...figure,
      name: 'every score anew ÷ flips only',
      value: rounded(naive.written / Math.max(written, 1)),
      unit: 'times the rows written',
      budget: null,
      better: 'higher',
    },
  ];
}

/** Weeks pass, hour by hour, without any event. */
async function weeks(): Promise<Figure[]> {
  const worker = await benchWorker();
  const begun = Date.now() - DAYS * DAY;
  const people = populate(300, begun);
  await worker.call('rescoring', 'seedForRescoring', { events: people.flatMap((resident) => resident.events), at: begun });
  let written = 0;
  let flips = 0;
  let customers = 0;
  // A call for each day: one long call gets cut off by the local runtime when the machine is busy.
  for (let day = 0; day < DAYS; day++) {
    const from = begun + day * DAY;
    const passed = await worker.call<Passed>('rescoring', 'passDays', { from: from + HOUR, to: from + DAY, every: HOUR });
    written += passed.written;
    flips += passed.flips;
    customers += passed.customers;
  }
  const conditions = `${people.length} customers, ${DAYS} days in steps of an hour without events: ${written} rows for ${flips} bands and signals that changed at ${customers} moments; as local D1 counts them, inside workerd`;
  return [
    {
      name: 'scheduled rescoring',
      value: rounded(written / Math.max(flips, 1)),
      unit: 'rows written per flip',
      budget: 3,
      better: 'lower',
      conditions,
    },
  ];
}
