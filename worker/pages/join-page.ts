/** The public form by which somebody asks to join the club, in their language. */
import { html } from 'hono/html';
import * as v from 'valibot';
import { address } from '../../shared/attributes';
import { addressOf, countWithin } from '../auth/limits';
import { readToken, sha256 } from '../auth/token';
import type { Ctx } from '../http';
import { randomId } from '../store/ids';
import { findJoinLink, type JoinLink, logJoinRequest } from '../store/joining';
import { readForm, textOf } from './form';
import { field, type Html, NOTHING, notice, sendPage, withLanguage } from './html';
import { localeOf, say } from './text';

export const JOIN_PATH = '/join/';
const HOUR = 3_600_000;
/** One office or family behind an address; and all who follow one link. */
const FROM_ADDRESS = { most: 10, windowMs: HOUR };
const BY_LINK = { most: 500, windowMs: HOUR };
const MOST = 200;

export async function joinPage(c: Ctx, problem: Html = NOTHING, typed: Record<string, string> = {}): Promise<Response> {
  const locale = localeOf(c);
  const link = await linkOf(c);
  if (!link) return gone(c);
  const to = withLanguage(c, `${JOIN_PATH}${c.req.param('token')}`);
  return sendPage(c, {
    title: say(locale, 'join.title', { name: link.name }),
    ...(problem === NOTHING ? {} : { status: 422 }),
    body: html`${problem}<section class="panel"><p class="lead">${say(locale, 'join.text')}</p>
<form class="stack" method="post" action="${to}">
${field(say(locale, 'join.name'), 'name', { required: true, value: typed.name ?? '', autocomplete: 'name' })}
${field(say(locale, 'join.email'), 'email', { type: 'email', required: true, ltr: true, value: typed.email ?? '', autocomplete: 'email' })}
${field(say(locale, 'join.company'), 'company', { value: typed.company ?? '', autocomplete: 'organization' })}
${field(say(locale, 'join.referrer'), 'referrer', { type: 'email', ltr: true, value: typed.referrer ?? '' })}
<p class="hint">${say(locale, 'join.privacy', { name: link.name })}</p>
<button>${say(locale, 'join.send')}</button></form></section>`,
  });
}

export async function takeJoin(c: Ctx): Promise<Response> {
  const locale = localeOf(c);
  const link = await linkOf(c);
  if (!link) return gone(c);
  const form = await readForm(c);
  const typed = Object.fromEntries(['name', 'email', 'company', 'referrer'].map((name) => [name, textOf(form, name).slice(0, MOST)]));
  const email = v.safeParse(address, typed.email ?? '');
  const referrer = typed.referrer === '' ? null : v.safeParse(address, typed.referrer ?? '');
  if (!email.success || typed.name === '' || referrer?.success === false)
    return joinPage(c, notice('risk', say(locale, 'join.incomplete')), typed);
  await countWithin(c, `join:${addressOf(c)}`, FROM_ADDRESS);
  await countWithin(c, `join-link:${link.workspace}`, BY_LINK);
  await logJoinRequest(c.env.DB, link.workspace, {
    id: randomId(),
    at: c.get('now'),
    name: typed.name ?? '',
    email: email.output,
    company: typed.company ?? '',
    referrer: referrer?.success ? referrer.output : '',
    // Keyed, so that it tells those from one place and not which place.
    place: (await sha256(`${link.salt} ${addressOf(c)}`)).slice(0, 22),
    language: locale.language,
  });
  // The same answer whoever they are and however often they asked: the form tells nobody who is a customer.
  return sendPage(c, {
    title: say(locale, 'join.title', { name: link.name }),
    body: notice('ok', say(locale, 'join.sent'), say(locale, 'join.sent.next', { name: link.name })),
  });
}

async function linkOf(c: Ctx): Promise<JoinLink | null> {
  const token = await readToken(c.req.param('token') ?? '');
  return token && findJoinLink(c.env.DB, token.workspace, token.hash);
}
function gone(c: Ctx): Promise<Response> {
  const locale = localeOf(c);
  return sendPage(c, { title: say(locale, 'wrong.title'), status: 410, body: notice('risk', say(locale, 'join.gone')) });
}
