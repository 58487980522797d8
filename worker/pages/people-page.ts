/** Users with their invitations, and ingest keys; links and keys are shown once, on the answer that made them. */
import { html } from 'hono/html';
import { ROLES } from '../../shared/api/contract';
import { INVITE_MS, makeLink } from '../auth/links';
import { newToken } from '../auth/token';
import type { Caller, Ctx } from '../http';
import { auditStatement } from '../store/audit';
import { issueStatement } from '../store/credentials';
import { randomId } from '../store/ids';
import { addUserStatement, listUsers } from '../store/users';
import { field, type Html, NOTHING, sendPage, withLanguage } from './html';
import { localeOf, say } from './text';

export async function peoplePage(c: Ctx, caller: Caller, made: Html = NOTHING, status = 200): Promise<Response> {
  const locale = localeOf(c);
  const users = await listUsers(c.env.DB, caller.workspace);
  return sendPage(c, {
    title: say(locale, 'people.title'),
    at: 'people',
    caller,
    status,
    body: html`${made}<section class="panel"><div class="scroll"><table><thead><tr><th>${say(locale, 'people.name')}</th><th>${say(locale, 'people.role')}</th><th></th></tr></thead>
<tbody>${users.map(({ id, name, role }) => html`<tr><td><bdi>${name}</bdi></td><td>${say(locale, `role.${role}`)}</td><td><form method="post" action="${withLanguage(c, `/people/${encodeURIComponent(id)}/link`)}"><button class="quiet">${say(locale, 'people.new-link')}</button></form></td></tr>`)}</tbody></table></div></section>
<section class="panel"><h2>${say(locale, 'people.add')}</h2><p class="hint">${say(locale, 'role.about')}</p><form class="stack" method="post" action="${withLanguage(c, '/people')}"><div class="row">${field(say(locale, 'people.name'), 'name', { required: true })}
<label><span>${say(locale, 'people.role')}</span><select name="role">${[...ROLES].reverse().map((role) => html`<option value="${role}">${say(locale, `role.${role}`)}</option>`)}</select></label></div><button>${say(locale, 'people.invite')}</button></form></section>
<section class="panel"><h2>${say(locale, 'keys.title')}</h2><p class="hint">${say(locale, 'keys.text')}</p><form class="stack" method="post" action="${withLanguage(c, '/keys')}">${field(say(locale, 'keys.name'), 'name', { required: true })}<button class="quiet">${say(locale, 'keys.make')}</button></form></section>`,
  });
}

const shownOnce = (title: string, note: string, secret: string): Html =>
  html`<section class="panel" role="status"><h2>${title}</h2><code class="secret">${secret}</code><p class="hint">${note}</p></section>`;

export async function takePerson(c: Ctx, caller: Caller): Promise<Response> {
  const form = await c.req.formData();
  const name = String(form.get('name') ?? '')
    .trim()
    .slice(0, 120);
  const role = ROLES.find((known) => known === form.get('role'));
  if (!name || !role) return peoplePage(c, caller, NOTHING, 422);
  const user = { id: randomId(), name, role };
  return invite(c, caller, user, [
    addUserStatement(c.env.DB, caller.workspace, user, c.get('now')),
    auditStatement(c.env.DB, caller.workspace, {
      at: c.get('now'),
      actor: caller.user,
      action: 'user.added',
      subject: user.id,
      detail: role,
    }),
  ]);
}

export async function takeInvite(c: Ctx, caller: Caller): Promise<Response> {
  const user = (await listUsers(c.env.DB, caller.workspace)).find(({ id }) => id === c.req.param('id'));
  return user ? invite(c, caller, user, []) : peoplePage(c, caller, NOTHING, 404);
}

async function invite(
  c: Ctx,
  caller: Caller,
  user: { id: string; name: string; role: (typeof ROLES)[number] | 'ingest' },
  before: D1PreparedStatement[],
): Promise<Response> {
  const locale = localeOf(c);
  const link = await makeLink(
    c.env.DB,
    new URL(c.req.url).origin,
    { workspace: caller.workspace, user: user.id, role: user.role },
    INVITE_MS,
    c.get('now'),
  );
  await c.env.DB.batch([
    ...before,
    link.statement,
    auditStatement(c.env.DB, caller.workspace, { at: c.get('now'), actor: caller.user, action: 'link.made', subject: user.id }),
  ]);
  return peoplePage(c, caller, shownOnce(say(locale, 'people.link', { name: user.name }), say(locale, 'people.link-note'), link.url));
}

export async function takeKey(c: Ctx, caller: Caller): Promise<Response> {
  const locale = localeOf(c);
  const name = String((await c.req.formData()).get('name') ?? '')
    .trim()
    .slice(0, 120);
  if (!name) return peoplePage(c, caller, NOTHING, 422);
  const id = randomId();
  const { text, hash } = await newToken(caller.workspace);
  const now = c.get('now');
  await c.env.DB.batch([
    issueStatement(
      c.env.DB,
      { hash, id, workspace: caller.workspace, user: `key:${id}`, role: 'ingest', kind: 'key', name, expiresAt: null },
      now,
    ),
    auditStatement(c.env.DB, caller.workspace, { at: now, actor: caller.user, action: 'key.added', subject: id }),
  ]);
  return peoplePage(c, caller, shownOnce(say(locale, 'keys.made'), say(locale, 'keys.made-note'), text));
}
