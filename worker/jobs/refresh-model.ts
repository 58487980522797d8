/** Keeps the model in step with the book, and folds every customer again where a migration asked for it. */
import type { Env } from '../env';
import { modelInForce, refreshPopulation } from '../model-in-force';
import { foldPending } from '../store/fold';
import { markNext, refoldCursor } from '../store/refold';
import { listWorkspaces } from '../store/workspaces';
import type { Job } from './job';

const PAGE = 500;
/** What is left over waits five minutes. */
const PAGES = 10;

export const job: Job = {
  id: 'refresh-model',
  async run(env: Env, now: number) {
    for (const workspace of await listWorkspaces(env.DB)) {
      await modelInForce(env.DB, workspace, now);
      await refreshPopulation(env.DB, workspace, now);
      for (let page = 0; page < PAGES; page++) {
        const cursor = await refoldCursor(env.DB, workspace);
        if (cursor === null) break;
        const ids = await markNext(env.DB, workspace, cursor, PAGE, now);
        await foldPending(env.DB, workspace, now, PAGE, ids);
      }
    }
  },
};
