/** Who the token belongs to, and signing this device out. */
import { newRoutes } from '../http';
import { auditStatement } from '../store/audit';
import { revokeStatement } from '../store/credentials';
import { findNames } from '../store/users';

export const routes = newRoutes()
  .get('/v1/me', async (c) => {
    const { workspace, user, role, device } = c.get('caller');
    const names = await findNames(c.env.DB, workspace, user);
    return c.json({ user, name: names?.name ?? '', role, workspace, workspace_name: names?.workspace_name ?? '', device: device ?? '' });
  })
  .delete('/v1/me', async (c) => {
    const { workspace, user, device } = c.get('caller');
    const now = c.get('now');
    await c.env.DB.batch([
      revokeStatement(c.env.DB, workspace, device ?? '', now),
      auditStatement(c.env.DB, workspace, { at: now, actor: user, action: 'device.signed-out', subject: device ?? '' }),
    ]);
    return c.body(null, 204);
  });
