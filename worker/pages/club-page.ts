/** Joining by link, as admins and managers see it: the link, and who asked. */
import { html } from 'hono/html';
import type { Locale } from '../../shared/i18n/message';
import { newToken } from '../auth/token';
import type { Caller, Ctx } from '../http';
import { acceptJoin } from '../joining';
import { randomId } from '../store/ids';
import { decideJoinRequest, findJoinRequest, joinLinkOf, listJoinRequests, setJoinLink } from '../store/joining';
import { readForm, textOf } from './form';
import { type Html, moment, sendPage, withLanguage } from './html';
import { JOIN_PATH } from './join-page';
import { localeOf, say } from './text';

const MOST_LISTED = 200;

export async function clubPage(c: Ctx, caller: Caller): Promise<Response> {
  const locale = localeOf(c);
  const [link, requests] = await Promise.all([
    joinLinkOf(c.env.DB, caller.workspace),
    listJoinRequests(c.env.DB, caller.workspace, MOST_LISTED),
  ]);
  const url = link && `${new URL(c.req.url).origin}${JOIN_PATH}${link.token}`;
  return sendPage(c, {
    title: say(locale, 'joining.title'),
    at: 'club',
    caller,
    body: html`<section class="panel"><h2>${say(locale, 'joining.link')}</h2><p class="hint">${say(locale, 'joining.link.text')}</p>
${url ? html`<code class="secret">${url}</code>` : html`<p class="lead">${say(locale, 'joining.link.none')}</p>`}
<form method="post" action="${withLanguage(c, '/club/link')}"><button class="quiet">${say(locale, url ? 'joining.link.renew' : 'joining.link.make')}</button></form></section>
<section class="panel"><h2>${say(locale, 'joining.requests')}</h2>${
      requests.length === 0
        ? html`<p class="lead">${say(locale, 'joining.none')}</p>`
        : html`<div class="scroll"><table><thead><tr><th>${say(locale, 'join.name')}</th><th>${say(locale, 'join.email')}</th><th>${say(locale, 'join.company')}</th><th>${say(locale, 'joining.referrer')}</th><th>${say(locale, 'joining.at')}</th><th>${say(locale, 'joining.state')}</th></tr></thead>
<tbody>${requests.map((asked) => requestRow(c, locale, asked))}</tbody></table></div>`
    }</section>`,
  });
}

function requestRow(c: Ctx, locale: Locale, asked: Awaited<ReturnType<typeof listJoinRequests>>[number]): Html {
  const { id, name, email, company, referrer, at, state } = asked;
  const decide = (decision: 'accept' | 'refuse') =>
    html`<form class="inline" method="post" action="${withLanguage(c, `/club/requests/${encodeURIComponent(id)}`)}"><input type="hidden" name="decision" value="${decision}"><button${decision === 'accept' ? '' : html` class="quiet"`}>${say(locale, `joining.${decision}`)}</button></form>`;
  return html`<tr><td><bdi>${name}</bdi></td><td><bdi dir="ltr">${email}</bdi></td><td><bdi>${company}</bdi></td><td><bdi dir="ltr">${referrer}</bdi></td><td>${moment(locale, at)}</td>
<td>${state === 'open' ? html`${decide('accept')} ${decide('refuse')}` : say(locale, state === 'accepted' ? 'joining.accepted' : 'joining.refused')}</td></tr>`;
}

/** Makes the link, or another in its place: whoever has the old one can no longer ask. */
export async function takeJoinLink(c: Ctx, caller: Caller): Promise<Response> {
  const { text, hash } = await newToken(caller.workspace);
  await setJoinLink(c.env.DB, caller.workspace, { hash, token: text, salt: randomId(26) }, caller.user, c.get('now'));
  return c.redirect(withLanguage(c, '/club'), 303);
}

export async function takeJoinDecision(c: Ctx, caller: Caller): Promise<Response> {
  const decision = textOf(await readForm(c), 'decision');
  const asked = await findJoinRequest(c.env.DB, caller.workspace, c.req.param('id') ?? '');
  if (asked?.state === 'open') {
    if (decision === 'accept') await acceptJoin(c, caller, asked);
    else if (decision === 'refuse') await decideJoinRequest(c.env.DB, caller.workspace, asked.id, null, caller.user, c.get('now'));
  }
  return c.redirect(withLanguage(c, '/club'), 303);
}
