/** Goes on with drafts that are being tried, also when nobody looks on, and gives up old ones. */
import type { Env } from '../env';
import { modelDrafts } from '../store/drafts';
import { listWorkspaces } from '../store/workspaces';
import { tryDraft } from '../try-draft';
import type { Job } from './job';

/** What is left over waits five minutes, or for somebody who looks. */
const PAGES = 20;
const KEPT_MS = 90 * 86_400_000;

export const job: Job = {
  id: 'try-drafts',
  async run(env: Env, now: number) {
    for (const workspace of await listWorkspaces(env.DB)) {
      await modelDrafts.forget(env.DB, workspace, now - KEPT_MS);
      for (const id of await modelDrafts.running(env.DB, workspace)) await tryDraft(env.DB, workspace, id, now, PAGES);
    }
  },
};
