/** What the schedule writes for bands and signals that flip by the mere passing of time. */
import { type Figure, rounded } from '../figure';
import type { Passed } from '../in-worker/rescoring';
import { populate } from '../population';
import { benchWorker } from '../workshop';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const DAYS = 56;

/** Weeks pass, hour by hour, without any event. */
export async function measure(): Promise<Figure[]> {
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
