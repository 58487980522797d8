/** One-time admin links, for whoever holds the deployment's secret: the first visitor of a fresh Worker is nobody. */
import { SetupLinkRequest } from '../../shared/api/people';
import { defaultProgramme } from '../../shared/loyalty/default-programme';
import { addressOf, giveBack, takeTry } from '../auth/limits';
import { makeLink, SETUP_LINK_MS } from '../auth/links';
import { sameSecret } from '../auth/token';
import { fail, newRoutes, parseBody } from '../http';
import { firstModel } from '../model-in-force';
import { auditStatement } from '../store/audit';
import { createWorkspace, findFirstAdmin } from '../store/workspaces';

const WRONG = { most: 20, windowMs: 10 * 60_000 };

export const routes = newRoutes().post('/v1/setup-links', async (c) => {
  const now = c.get('now');
  const key = `setup:${addressOf(c)}`;
  const header = c.req.header('authorization');
  if (!header) fail('auth.missing', 'send Authorization: Bearer and the setup secret');
  await takeTry(c.env.DB, key, WRONG, now);
  if (!(await sameSecret(header.replace(/^Bearer /i, ''), c.env.VAFA_SETUP_SECRET ?? '')))
    fail('auth.invalid', 'this is not the setup secret');
  await giveBack(c.env.DB, key, WRONG, now);
  const asked = await parseBody(c, SetupLinkRequest);
  const name = asked.workspace_name ?? null;
  let admin = await findFirstAdmin(c.env.DB, name);
  if (!admin) {
    await createWorkspace(
      c.env.DB,
      { name: name ?? 'Vafa', admin: asked.name ?? 'Admin', model: firstModel(now), programme: defaultProgramme() },
      now,
    );
    admin = (await findFirstAdmin(c.env.DB, name)) ?? fail('server.error', 'the workspace could not be made');
  }
  const link = await makeLink(c.env.DB, new URL(c.req.url).origin, { ...admin, role: 'admin' }, SETUP_LINK_MS, now);
  await c.env.DB.batch([
    link.statement,
    auditStatement(c.env.DB, admin.workspace, { at: now, actor: 'setup', action: 'link.made', subject: admin.user }),
  ]);
  return c.json({ url: link.url, expires_at: link.expiresAt }, 201);
});
