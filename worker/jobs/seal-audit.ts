/** Seals the audit rows of the last minutes. */
import { sealAudit } from '../auth/audit-chain';
import type { Env } from '../env';
import { unsealedWorkspaces } from '../store/audit-chain';
import type { Job } from './job';

const WORKSPACES = 200;
const ROWS = 5000;

export const job: Job = {
  id: 'seal-audit',
  async run(env: Env) {
    for (const workspace of await unsealedWorkspaces(env.DB, WORKSPACES)) await sealAudit(env.DB, workspace, ROWS);
  },
};
