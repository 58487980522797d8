/** What was done, for admins: page by page from the newest, and the check of its chain. */
import { checkAudit, sealAudit } from '../auth/audit-chain';
import { newRoutes } from '../http';
import { linksBefore } from '../store/audit-chain';
import { wholeNumber } from './changes';

const USUAL = 100;
const MOST = 500;
/** Rows sealed before an answer; the schedule seals what is left. */
const SEALED = 5000;

export const routes = newRoutes()
  /** `?before=`: rows older than this number; `?limit=`: at most so many. */
  .get('/v1/audit', async (c) => {
    const { workspace } = c.get('caller');
    const before = c.req.query('before') === undefined ? null : wholeNumber(c, 'before', 1, 1);
    const limit = wholeNumber(c, 'limit', USUAL, 1, MOST);
    await sealAudit(c.env.DB, workspace, SEALED);
    const found = await linksBefore(c.env.DB, workspace, before, limit + 1);
    const rows = found.slice(0, limit).map(({ seq, at, actor, action, subject, detail, hash }) => ({
      seq,
      at: at ?? 0,
      actor: actor ?? '',
      action: action ?? '',
      subject: subject ?? '',
      detail,
      hash: hash ?? '',
    }));
    return c.json({ rows, before: found.length > limit ? (rows.at(-1)?.seq ?? null) : null });
  })
  /** `?after=`: the row to begin behind, as an earlier answer named it. */
  .get('/v1/audit/check', async (c) => {
    const { workspace } = c.get('caller');
    const after = wholeNumber(c, 'after', 0, 0);
    await sealAudit(c.env.DB, workspace, SEALED);
    return c.json(await checkAudit(c.env.DB, workspace, after));
  });
