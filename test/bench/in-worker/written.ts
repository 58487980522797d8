/** Rows that ingest and fold write. */
import type { LiveEvent } from '../../../shared/event';
import { foldPending } from '../../../worker/store/fold';
import { ingest } from '../../../worker/store/ingest';
import { type Bill, billed } from '../billed';
import type { Place } from './entry';

/** What taking in each list costs, one list after the other, and what folding all of it costs afterwards. */
export async function writeEvents(
  { db, workspace }: Place,
  { lists }: { lists: LiveEvent[][] },
): Promise<{ ingests: Bill[]; folds: Bill; folded: number }> {
  const ingests: Bill[] = [];
  for (const list of lists) ingests.push(await billed(db, (watched) => ingest(watched, workspace, list, Date.now())));
  let folded = 0;
  const folds = await billed(db, async (watched) => {
    folded = (await foldPending(watched, workspace, Date.now(), 10_000)).folded;
  });
  return { ingests, folds, folded };
}
