/** People, keys and devices of a workspace: for its admins. */
import { AddKeyRequest, AddUserRequest, ChangeUserRequest } from '../../shared/api/people';
import { INVITE_MS, makeLink } from '../auth/links';
import { newToken } from '../auth/token';
import { fail, newRoutes, parseBody } from '../http';
import { changePerson, removePerson } from '../people';
import { auditStatement } from '../store/audit';
import { issueStatement, listDevices, revokeStatement } from '../store/credentials';
import { randomId } from '../store/ids';
import { addUserStatement, listUsers } from '../store/users';

export const routes = newRoutes()
  .get('/v1/users', async (c) => {
    const { workspace } = c.get('caller');
    const users = (await listUsers(c.env.DB, workspace)).map(({ id, name, role }) => ({ id, name, role }));
    return c.json({ users, devices: await listDevices(c.env.DB, workspace, c.get('now')) });
  })
  .post('/v1/users', async (c) => {
    const asked = await parseBody(c, AddUserRequest);
    const { workspace, user: actor } = c.get('caller');
    const now = c.get('now');
    const user = asked.id ?? randomId();
    if ((await listUsers(c.env.DB, workspace)).some((known) => known.id === user))
      fail('user.taken', 'a user with this id is there already', '/id');
    const link = await makeLink(c.env.DB, new URL(c.req.url).origin, { workspace, user, role: asked.role }, INVITE_MS, now);
    await c.env.DB.batch([
      addUserStatement(c.env.DB, workspace, { id: user, name: asked.name, role: asked.role }, now),
      link.statement,
      auditStatement(c.env.DB, workspace, { at: now, actor, action: 'user.added', subject: user, detail: asked.role }),
    ]);
    return c.json({ user, url: link.url, expires_at: link.expiresAt }, 201);
  })
  .post('/v1/users/:id', async (c) => {
    const { id, name, role } = await changePerson(c, c.get('caller'), c.req.param('id'), await parseBody(c, ChangeUserRequest));
    return c.json({ id, name, role });
  })
  .delete('/v1/users/:id', async (c) => {
    const successor = c.req.query('successor') || null;
    return c.json({ customers: await removePerson(c, c.get('caller'), c.req.param('id'), successor) });
  })
  .post('/v1/keys', async (c) => {
    const { name } = await parseBody(c, AddKeyRequest);
    const { workspace, user: actor } = c.get('caller');
    const now = c.get('now');
    const id = randomId();
    const { text, hash } = await newToken(workspace);
    await c.env.DB.batch([
      issueStatement(c.env.DB, { hash, id, workspace, user: `key:${id}`, role: 'ingest', kind: 'key', name, expiresAt: null }, now),
      auditStatement(c.env.DB, workspace, { at: now, actor, action: 'key.added', subject: id }),
    ]);
    return c.json({ id, key: text }, 201);
  })
  .delete('/v1/devices/:id', async (c) => {
    const { workspace, user: actor } = c.get('caller');
    const now = c.get('now');
    const id = c.req.param('id');
    const known = (await listDevices(c.env.DB, workspace, now)).some((device) => device.id === id);
    if (!known) fail('device.unknown', 'no device or key with this id');
    await c.env.DB.batch([
      revokeStatement(c.env.DB, workspace, id, now),
      auditStatement(c.env.DB, workspace, { at: now, actor, action: 'device.revoked', subject: id }),
    ]);
    return c.body(null, 204);
  });
