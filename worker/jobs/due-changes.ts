/** Bands and signals that flip by the mere passing of time, at the moments predicted when they were last computed. */

import { renewalAt } from '../../shared/facts/renewal-at';
import { type Model, withClub } from '../../shared/health/model';
import type { Programme } from '../../shared/loyalty/programme';
import { rfmSegment } from '../../shared/loyalty/rfm';
import { breath } from '../breath';
import type { Env } from '../env';
import { earliest, standing, tierStanding } from '../standing';
import { currentModel, currentProgramme } from '../store/documents';
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
    let done = 0;
    for (const workspace of await listWorkspaces(env.DB)) {
      const [model, programme] = await Promise.all([currentModel(env.DB, workspace), currentProgramme(env.DB, workspace)]);
      for (let page = 0; page < PAGES; page++) {
        const due = await findDue(env.DB, workspace, now, PAGE);
        const { flipped, moved } = readDue(due, { model, programme }, now);
        await writeDue(env.DB, workspace, flipped, moved, now);
        done += flipped.length;
        if (due.length < PAGE) break;
        await breath();
      }
    }
    return done;
  },
};

/** Which of the due customers flip at `now`, and when to look at each next. */
export function readDue(
  due: readonly Due[],
  { model: published, programme }: { model: Model; programme: Programme },
  now: number,
): { flipped: Flipped[]; moved: Moved[] } {
  const model = withClub(published, programme);
  const flipped: Flipped[] = [];
  const moved: Moved[] = [];
  for (const customer of due) {
    const stands = standing(customer.facts, model, now, customer.signals);
    const rfm = rfmSegment(customer.facts, model.population.rfm, now);
    const { tier, rank: tierRank, turnsAt } = tierStanding(customer.facts, programme, now);
    const next = earliest(stands.nextAt, turnsAt);
    // A prediction that does not lie ahead would make the job run on the spot: look again in an hour.
    const nextAt = next !== null && next <= now ? now + HOUR : next;
    const renewsAt = renewalAt(customer.facts, now);
    const placed = [
      ...(renewsAt === customer.renewalAt ? [] : ['renewal' as const]),
      ...(tier === customer.tier && tierRank === customer.tierRank ? [] : ['tier' as const]),
      ...(rfm === customer.rfm ? [] : ['rfm' as const]),
    ];
    const moves = { id: customer.id, seq: customer.seq, nextAt, renewalAt: renewsAt, tier, tierRank, rfm, placed };
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
