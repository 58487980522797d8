/** Ingest and what follows it: the customers concerned are folded at once when they are few, else after the answer. */
import type { VafaEvent } from '../shared/event';
import type { Ctx } from './http';
import { foldPending } from './store/fold';
import { type Ingested, ingest } from './store/ingest';

/** Folding so many keeps the caller waiting for a moment only. */
const AT_ONCE = 200;
/** More than that is left to the schedule. */
const AFTERWARDS = 5000;

/** Takes in events of the caller's workspace; what is not folded here waits for the schedule, marked in the same batch as the events. */
export async function takeIn(c: Ctx, workspace: string, events: readonly VafaEvent[]): Promise<Ingested> {
  const now = c.get('now');
  const done = await ingest(c.env.DB, workspace, events, now);
  if (done.customers.length > 0) {
    await foldPending(c.env.DB, workspace, now, AT_ONCE, done.customers.slice(0, AT_ONCE), done.inHand);
    const rest = done.customers.slice(AT_ONCE);
    if (rest.length > 0) c.executionCtx.waitUntil(foldPending(c.env.DB, workspace, now, AFTERWARDS, rest, done.inHand));
  }
  return done;
}
