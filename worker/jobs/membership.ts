/**
 * Keeps the set of the workspace's addresses that devices hold: what came and went becomes a delta; when the deltas pass 5 % of the
 * base, or a device was taken away, a new base is built, in chunks, under a new key.
 */
import { spaceFor } from '../../shared/matching/coded-set';
import type { Env } from '../env';
import { deltaOf, newSecret, piecesOf, setOf } from '../membership-sets';
import { randomNonce } from '../store/ids';
import {
  ALL_KEYS,
  beginBase,
  countDirectory,
  findMembership,
  finishBase,
  hasDirectory,
  keepDelta,
  keepPart,
  type MembershipRow,
  readParts,
  readTouched,
  takeKeys,
} from '../store/membership';
import { listWorkspaces } from '../store/workspaces';
import type { Job } from './job';

/** Directory keys hashed at once, and chunks of one run; what is left over waits five minutes. */
const CHUNK = 5000;
const CHUNKS = 40;
/** A small set is not built anew for a handful of changes. */
const LEAST_CHANGES = 500;
const SHARE = 0.05;

export const job: Job = {
  id: 'membership',
  async run(env: Env) {
    for (const workspace of await listWorkspaces(env.DB)) await keepMembership(env.DB, workspace, { chunk: CHUNK, chunks: CHUNKS });
  },
};

/** Brings the set of one workspace up to date, or a good part of the way. Safe to break off anywhere, and to run twice at once. */
export async function keepMembership(
  db: D1Database,
  workspace: string,
  { chunk, chunks }: { chunk: number; chunks: number },
): Promise<void> {
  const at = await findMembership(db, workspace);
  if (at === null && !(await hasDirectory(db, workspace))) return;
  if (at === null || (at.reached === null && isWornOut(at))) {
    await beginBase(db, workspace, newSecret(), spaceFor(await countDirectory(db, workspace)));
    await buildOn(db, workspace, chunk, chunks);
  } else if (at.reached !== null) await buildOn(db, workspace, chunk, chunks);
  // What came and went since; while a base is under way it is noted and waits.
  const now = await findMembership(db, workspace);
  if (now !== null && now.reached === null) await sayChanges(db, workspace, now, chunk, chunks);
}

const isWornOut = ({ rotate, changed, keys }: MembershipRow): boolean => rotate === 1 || changed > Math.max(LEAST_CHANGES, keys * SHARE);

async function buildOn(db: D1Database, workspace: string, chunk: number, chunks: number): Promise<void> {
  const turn = randomNonce();
  for (let left = chunks; left > 0; left--) {
    const { keys, to, secret, space } = await takeKeys(db, workspace, turn, chunk);
    if (to === null) return;
    // Nothing left to read: the last part is kept already, by a run that died before the end or by another. An empty one would replace it.
    if (keys.length > 0) await keepPart(db, workspace, turn, to, await setOf(keys, secret, space));
    if (to !== ALL_KEYS) continue;
    const base = piecesOf(await readParts(db, workspace), space);
    await finishBase(db, workspace, turn, base.pieces, base.keys);
    return;
  }
}

async function sayChanges(db: D1Database, workspace: string, from: MembershipRow, chunk: number, chunks: number): Promise<void> {
  for (let left = chunks; left > 0; left--) {
    const served = left === chunks ? from : await findMembership(db, workspace);
    if (served === null || served.reached !== null) return;
    const touched = await readTouched(db, workspace, chunk);
    if (touched.length === 0) return;
    const came = touched.filter(({ was, is }) => was === 0 && is === 1).map(({ key }) => key);
    const went = touched.filter(({ was, is }) => was === 1 && is === 0).map(({ key }) => key);
    const changes = came.length + went.length;
    const delta = changes === 0 ? null : { body: await deltaOf(came, went, served.secret, served.space), changes };
    await keepDelta(db, workspace, served, touched, delta);
    if (touched.length < chunk) return;
  }
}
