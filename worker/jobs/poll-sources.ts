import { runSource } from '../connectors/run-source';
import { sourcesToPoll } from '../store/sources';
import type { Job } from './job';

/** One source a run keeps to the platform's limit of subrequests; the one waiting longest comes first. */
const PER_RUN = 1;

export const job: Job = {
  id: 'poll-sources',
  async run(env, now) {
    for (const source of await sourcesToPoll(env.DB, PER_RUN)) await runSource(env, source, now);
  },
};
