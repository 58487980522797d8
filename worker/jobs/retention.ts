/** Once a day: events older than the workspace keeps are folded into one opening for each customer, page by page with a cursor. */
import type { Env } from '../env';
import { findRetention, movePurge, pageToPurge, purge, purgeCursor } from '../store/retention';
import { isTurn } from '../store/turns';
import { listWorkspaces } from '../store/workspaces';
import type { Job } from './job';

const DAY = 86_400_000;
/** Requests that began before the setting do not know of it yet, and whoever set it wrongly may think again. */
const GRACE = DAY;
const PAGE = 500;
/** Each customer is a batch of its own; what is left over waits five minutes. */
const MOST_CUSTOMERS = 200;
const MOST_PAGES = 20;

export const job: Job = {
  id: 'retention',
  async run(env: Env, now: number) {
    for (const workspace of await listWorkspaces(env.DB)) await purgeOn(env.DB, workspace, now);
  },
};

/** Goes on with the purge under way, or begins one where the workspace limits what it keeps. */
export async function purgeOn(db: D1Database, workspace: string, now: number, most = MOST_CUSTOMERS): Promise<void> {
  const retention = await findRetention(db, workspace);
  if (!retention || retention.months === 0 || now - retention.setAt < GRACE) return;
  let at = await purgeCursor(db, workspace);
  if (!at) {
    if (!(await isTurn(db, workspace, 'retention', DAY, now))) return;
    at = { cursor: '', until: monthsBefore(now, retention.months) };
    await movePurge(db, workspace, at.cursor, at.until, now);
  }
  let done = 0;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { customers, to } = await pageToPurge(db, workspace, at.cursor, at.until, PAGE);
    for (const customer of customers) {
      if (done++ === most) return;
      await purge(db, workspace, customer, at.until, now);
      await movePurge(db, workspace, customer.id, at.until, now);
    }
    await movePurge(db, workspace, to, at.until, now);
    if (to === null) return;
    at = { ...at, cursor: to };
  }
}

/** Midnight, UTC, of the same day so many months before; of the last day of its month where there is no such day. */
export function monthsBefore(now: number, months: number): number {
  const date = new Date(now);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1));
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return first.getTime() + (Math.min(date.getUTCDate(), days) - 1) * DAY;
}
