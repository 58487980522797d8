/** Users with their roles, invitations and devices, and ingest keys; links and keys are shown once, on the answer that made them. */
import { html, raw } from 'hono/html';
import { ROLES } from '../../shared/api/contract';
import type { Locale } from '../../shared/i18n/message';
import { countWithin, LINK_MAKING } from '../auth/limits';
import { INVITE_MS, makeLink } from '../auth/links';
import { newToken } from '../auth/token';
import { type Caller, type Ctx, ProblemError } from '../http';
import { changePerson, removePerson } from '../people';
import { auditStatement } from '../store/audit';
import { type DeviceRow, issueStatement, listDevices, revokeStatement } from '../store/credentials';
import { randomId } from '../store/ids';
import { addUserStatement, listUsers, type UserRow } from '../store/users';
import { readForm } from './form';
import { field, type Html, moment, NOTHING, notice, sendPage, withLanguage } from './html';
import { localeOf, say } from './text';

export async function peoplePage(c: Ctx, caller: Caller, made: Html = NOTHING, status = 200): Promise<Response> {
  const locale = localeOf(c);
  const users = await listUsers(c.env.DB, caller.workspace);
  const devices = (await listDevices(c.env.DB, caller.workspace, c.get('now'))).filter(({ revoked_at }) => revoked_at === null);
  return sendPage(c, {
    title: say(locale, 'people.title'),
    at: 'people',
    caller,
    status,
    body: html`${made}<section class="panel"><div class="scroll"><table><thead><tr><th>${say(locale, 'people.name')}</th><th>${say(locale, 'people.role')}</th><th><span class="skip">${say(locale, 'table.acts')}</span></th></tr></thead>
<tbody>${users.map((user) => personRow(c, locale, user, users))}</tbody></table></div></section>
<section class="panel"><h2>${say(locale, 'people.add')}</h2><p class="hint">${say(locale, 'role.about')}</p><form class="stack" method="post" action="${withLanguage(c, '/people')}"><div class="row">${field(say(locale, 'people.name'), 'name', { required: true })}
<label><span>${say(locale, 'people.role')}</span>${roleSelect(locale, 'viewer')}</label></div><button>${say(locale, 'people.invite')}</button></form></section>
<section class="panel"><h2>${say(locale, 'devices.title')}</h2>${
      devices.length === 0
        ? html`<p class="hint">${say(locale, 'devices.none')}</p>`
        : html`<div class="scroll"><table><thead><tr><th>${say(locale, 'devices.name')}</th><th>${say(locale, 'devices.user')}</th><th>${say(locale, 'devices.since')}</th><th><span class="skip">${say(locale, 'table.acts')}</span></th></tr></thead>
<tbody>${devices.map((device) => deviceRow(c, locale, device, users))}</tbody></table></div>`
    }</section>
<section class="panel"><h2>${say(locale, 'keys.title')}</h2><p class="hint">${say(locale, 'keys.text')}</p><form class="stack" method="post" action="${withLanguage(c, '/keys')}">${field(say(locale, 'keys.name'), 'name', { required: true })}<button class="quiet">${say(locale, 'keys.make')}</button></form></section>`,
  });
}

const roleSelect = (locale: Locale, chosen: string): Html =>
  html`<select name="role" aria-label="${say(locale, 'people.role')}">${[...ROLES].reverse().map((role) => html`<option value="${role}"${role === chosen ? raw(' selected') : ''}>${say(locale, `role.${role}`)}</option>`)}</select>`;

function personRow(c: Ctx, locale: Locale, { id, name, role }: UserRow, users: readonly UserRow[]): Html {
  const to = (what: string) => withLanguage(c, `/people/${encodeURIComponent(id)}/${what}`);
  const others = users.filter((user) => user.id !== id);
  return html`<tr><td><bdi>${name}</bdi></td><td><form class="inline" method="post" action="${to('role')}">${roleSelect(locale, role)}<button class="quiet">${say(locale, 'people.change')}</button></form></td>
<td><form method="post" action="${to('link')}"><button class="quiet">${say(locale, 'people.new-link')}</button></form>
<details><summary>${say(locale, 'people.remove')}</summary><form class="stack" method="post" action="${to('remove')}"><label><span>${say(locale, 'people.remove-note')}</span><select name="successor"><option value="">${say(locale, 'people.nobody')}</option>${others.map((other) => html`<option value="${other.id}">${other.name}</option>`)}</select></label><button class="quiet">${say(locale, 'people.remove-now')}</button></form></details></td></tr>`;
}

function deviceRow(c: Ctx, locale: Locale, { id, user, kind, name, created_at }: DeviceRow, users: readonly UserRow[]): Html {
  const whose = kind === 'key' ? say(locale, 'devices.key') : (users.find((known) => known.id === user)?.name ?? user);
  const what = kind === 'session' ? say(locale, 'devices.session') : name;
  return html`<tr><td><bdi>${what}</bdi></td><td><bdi>${whose}</bdi></td><td>${moment(locale, created_at)}</td><td><form method="post" action="${withLanguage(c, `/devices/${encodeURIComponent(id)}/revoke`)}"><button class="quiet">${say(locale, 'devices.revoke')}</button></form></td></tr>`;
}

const shownOnce = (title: string, note: string, secret: string): Html =>
  html`<section class="panel" role="status"><h2>${title}</h2><code class="secret">${secret}</code><p class="hint">${note}</p></section>`;

export async function takePerson(c: Ctx, caller: Caller): Promise<Response> {
  const form = await readForm(c);
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
  await countWithin(c, `addUser:${caller.workspace}:${caller.user}`, LINK_MAKING);
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

/** Sets another role. */
export async function takeRole(c: Ctx, caller: Caller): Promise<Response> {
  const locale = localeOf(c);
  const given = (await readForm(c)).get('role');
  const role = ROLES.find((known) => known === given);
  if (!role) return peoplePage(c, caller, NOTHING, 422);
  return answered(c, caller, async () => {
    const { name } = await changePerson(c, caller, c.req.param('id') ?? '', { role });
    return say(locale, 'people.changed', { name, role: say(locale, `role.${role}`) });
  });
}

/** Takes somebody out, and hands their customers over. */
export async function takeRemoval(c: Ctx, caller: Caller): Promise<Response> {
  const locale = localeOf(c);
  const successor = String((await readForm(c)).get('successor') ?? '') || null;
  const id = c.req.param('id') ?? '';
  const name = (await listUsers(c.env.DB, caller.workspace)).find((user) => user.id === id)?.name ?? '';
  return answered(c, caller, async () => say(locale, 'people.removed', { name, n: await removePerson(c, caller, id, successor) }));
}

/** Ends a device or key. */
export async function takeRevocation(c: Ctx, caller: Caller): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const now = c.get('now');
  const device = (await listDevices(c.env.DB, caller.workspace, now)).find((known) => known.id === id);
  if (!device) return peoplePage(c, caller, NOTHING, 404);
  await c.env.DB.batch([
    revokeStatement(c.env.DB, caller.workspace, id, now),
    auditStatement(c.env.DB, caller.workspace, { at: now, actor: caller.user, action: 'device.revoked', subject: id }),
  ]);
  return peoplePage(c, caller, notice('ok', say(localeOf(c), 'devices.revoked'), device.name));
}

/** The page with what came of it; an expected problem is said there too. */
async function answered(c: Ctx, caller: Caller, work: () => Promise<string>): Promise<Response> {
  try {
    return await peoplePage(c, caller, notice('ok', await work()));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { code, status } = error.problem;
    const text = say(localeOf(c), code === 'user.last-admin' ? 'people.last-admin' : 'wrong.title');
    return peoplePage(c, caller, notice('risk', text), status);
  }
}

export async function takeKey(c: Ctx, caller: Caller): Promise<Response> {
  const locale = localeOf(c);
  const name = String((await readForm(c)).get('name') ?? '')
    .trim()
    .slice(0, 120);
  if (!name) return peoplePage(c, caller, NOTHING, 422);
  await countWithin(c, `keys:${caller.workspace}:${caller.user}`, LINK_MAKING);
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
