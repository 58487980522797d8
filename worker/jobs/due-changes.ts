/** Bands and signals that flip by the mere passing of time, at the moments predicted when they were last computed. */

import { renewalAt } from '../../shared/facts/renewal-at';
import type { Model } from '../../shared/health/model';
import type { Env } from '../env';
import { standing } from '../standing';
import { currentModel } from '../store/documents';
import { type Due, type Flipped, findDue, type Moved, writeDue } from '../store/due';
import { listWorkspaces } from '../store/workspaces';
import type { Job } from './job';

const PAGE = 500;
/** What is left over waits five minutes. */
const PAGES = 20;
const HOUR = 3_600_000;

export const job: Job = {
  id: 'due-changes',
  async run(env: Env, now: number) {
    for (const workspace of await listWorkspaces(env.DB)) {
      const model = await currentModel(env.DB, workspace);
      for (let page = 0; page < PAGES; page++) {
        const due = await findDue(env.DB, workspace, now, PAGE);
        const { flipped, moved } = readDue(due, model, now);
        await writeDue(env.DB, workspace, flipped, moved, now);
        if (due.length < PAGE) break;
      }
    }
  },
};

/** Which of the due customers flip at `now`, and when to look at each next. */
export function readDue(due: readonly Due[], model: Model, now: number): { flipped: Flipped[]; moved: Moved[] } {
  const flipped: Flipped[] = [];
  const moved: Moved[] = [];
  for (const customer of due) {
    const stands = standing(customer.facts, model, now, customer.signals);
    // A prediction that does not lie ahead would make the job run on the spot: look again in an hour.
    const nextAt = stands.nextAt !== null && stands.nextAt <= now ? now + HOUR : stands.nextAt;
    const moves = { id: customer.id, seq: customer.seq, nextAt, renewalAt: renewalAt(customer.facts, now) };
    const band = stands.band === customer.band ? null : stands.band;
    const signals = openOf(stands.signals) === openOf(customer.signals) ? null : JSON.stringify(stands.signals);
    if (band !== null || signals !== null) flipped.push({ ...moves, band, score: stands.score, signals });
    else moved.push(moves);
  }
  return { flipped, moved };
}

const openOf = (log: Due['signals']): string =>
  log
    .filter((row) => row.closedAt === null)
    .map(({ id }) => id)
    .sort()
    .join(' ');
