/**
 * After a new model, or new rules of the club: what is predicted of every customer, in pages with a cursor. Only what differs is written, so a change that moves
 * nobody writes nothing. What flips by time alone stays the business of due-changes meanwhile.
 */
import { foldWithTrace } from '../../shared/facts/trace';
import type { Model } from '../../shared/health/model';
import { breath } from '../breath';
import type { Env } from '../env';
import { shownScore } from '../standing';
import { currentModel, currentProgramme } from '../store/documents';
import { writeDue } from '../store/due';
import { moveWalk, pageToPredict, pageToTrace, type Walk, type WalkCursor, walkCursor, writeTraces } from '../store/repredict';
import { listWorkspaces } from '../store/workspaces';
import { readDue } from './due-changes';
import type { Job } from './job';

const PAGE = 500;
/** Their events stand in memory together. */
const TRACED = 100;
/** What is left over waits five minutes. */
const PAGES = 20;
const HOUR = 3_600_000;

export const job: Job = {
  id: 'repredict',
  async run(env: Env, now: number) {
    for (const workspace of await listWorkspaces(env.DB)) {
      const left = await walkOn(env.DB, workspace, 'repredict', now, PAGES);
      await walkOn(env.DB, workspace, 'retrace', now, left);
    }
  },
};

/** Goes up to `pages` pages further; answers how many were not needed. Safe to be interrupted anywhere, and to run twice at once. */
export async function walkOn(db: D1Database, workspace: string, walk: Walk, now: number, pages: number): Promise<number> {
  for (let left = pages; left > 0; left--) {
    const at = await walkCursor(db, workspace, walk);
    if (at === null) return left;
    // Read after the cursor: a model published in between has put the cursor back, and this page counts for nothing.
    const model = await currentModel(db, workspace);
    const to = await (walk === 'repredict' ? predictPage : tracePage)(db, workspace, at, model, now);
    await moveWalk(db, workspace, walk, at, to, now);
    await breath();
  }
  return 0;
}

async function predictPage(db: D1Database, workspace: string, at: WalkCursor, model: Model, now: number): Promise<string | null> {
  const { customers, to } = await pageToPredict(db, workspace, at.cursor, PAGE);
  const { flipped, moved } = readDue(customers, { model, programme: await currentProgramme(db, workspace) }, now);
  const before = new Map(customers.map(({ id, nextAt }) => [id, nextAt]));
  const differ = moved.filter(
    ({ id, nextAt, placed }) => !isSameHour(before.get(id) ?? null, nextAt) || placed.includes('tier') || placed.includes('rfm'),
  );
  await writeDue(db, workspace, flipped, differ, now);
  return to;
}

/** What drifts is predicted to the hour, counted from when it was predicted: less than that is no other prediction. */
const isSameHour = (a: number | null, b: number | null): boolean => a === b || (a !== null && b !== null && Math.abs(a - b) < HOUR);

async function tracePage(db: D1Database, workspace: string, at: WalkCursor, model: Model, now: number): Promise<string | null> {
  const { customers, to } = await pageToTrace(db, workspace, at.cursor, TRACED);
  const traced = customers.map(({ id, seq, trace, events }) => ({
    id,
    seq,
    before: trace,
    trace: foldWithTrace(events, { score: (facts, then) => shownScore(facts, model, then), until: now }).trace,
  }));
  // A mark that has merely come due since the last fold is no other past.
  const differ = traced.filter(({ before, trace }) => {
    const known = new Map((JSON.parse(before) as { day: number; score: number | null }[]).map(({ day, score }) => [day, score]));
    return trace.some(({ day, score }) => known.has(day) && known.get(day) !== score);
  });
  await writeTraces(
    db,
    workspace,
    differ.map(({ id, seq, trace }) => ({ id, seq, trace })),
  );
  return to;
}
