/** Removes counters, pairings, spent links and ended sessions that are of no use any more. */
import type { Env } from '../env';
import { sweep } from '../store/counters';
import type { Job } from './job';

const KEPT_MS = 30 * 86_400_000;

export const job: Job = { id: 'sweep', run: (env: Env, now: number) => sweep(env.DB, now - KEPT_MS) };
