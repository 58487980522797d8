/** Removes counters, pairings, links, sessions and devices that are of no use any more. */
import { SLIDING_MS } from '../auth/rotation';
import type { Env } from '../env';
import { sweep } from '../store/counters';
import type { Job } from './job';

/** A device that refreshed last before this has lost its refresh token too. */
const KEPT_MS = SLIDING_MS;

export const job: Job = { id: 'sweep', run: (env: Env, now: number) => sweep(env.DB, now - KEPT_MS, now) };
