/** Goes on with drafts of the club's rules that are being tried, also when nobody looks on, and gives up old ones. */
import type { Env } from '../env';
import { clubDrafts } from '../store/programme-drafts';
import { listWorkspaces } from '../store/workspaces';
import { tryClubDraft } from '../try-programme';
import type { Job } from './job';

/** What is left over waits five minutes, or for somebody who looks. */
const PAGES = 20;
const KEPT_MS = 90 * 86_400_000;

export const job: Job = {
  id: 'try-programmes',
  async run(env: Env, now: number) {
    for (const workspace of await listWorkspaces(env.DB)) {
      await clubDrafts.forget(env.DB, workspace, now - KEPT_MS);
      for (const id of await clubDrafts.running(env.DB, workspace)) await tryClubDraft(env.DB, workspace, id, now, PAGES);
    }
  },
};
