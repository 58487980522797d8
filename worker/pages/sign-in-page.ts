/** One-time links and device approval. Looking at a page never spends or approves anything: only its button does. */

import { html } from 'hono/html';
import type { TextKey } from '../../shared/i18n/language';
import { addressOf, countWithin, LINK_SPENDING } from '../auth/limits';
import { approvePairing, denyPairing, readPairing } from '../auth/pairing';
import { consumeLink, isLinkOpen } from '../auth/sessions';
import { type Caller, type Ctx, ProblemError } from '../http';
import { readForm } from './form';
import { field, type Html, NOTHING, notice, sendPage, withLanguage } from './html';
import { localeOf, say } from './text';

const panel = (body: Html) => html`<section class="panel narrow">${body}</section>`;

/** Says how to sign in, and leads back to the page that was asked for: a link opened elsewhere in this browser signs this page in too. */
export function signInPage(c: Ctx): Promise<Response> {
  const locale = localeOf(c);
  const { pathname, search } = new URL(c.req.url);
  const here = c.req.method === 'GET' ? `/${pathname.replace(/^\/+/, '')}${search}` : '/';
  return sendPage(c, {
    title: say(locale, 'sign-in.title'),
    status: 401,
    body: panel(html`<p>${say(locale, 'sign-in.text')}</p><p><a href="${here}">${say(locale, 'sign-in.again')}</a></p>`),
  });
}

function deadLinkPage(c: Ctx): Promise<Response> {
  const locale = localeOf(c);
  return sendPage(c, {
    title: say(locale, 'link.title'),
    status: 410,
    body: html`<div class="narrow">${notice('risk', say(locale, 'link.bad'), say(locale, 'link.bad-next'))}</div>`,
  });
}

/** The link's own page, which says at once when the link is dead: a button, as browsers and mail scanners open links ahead of people. */
export async function linkPage(c: Ctx, token: string): Promise<Response> {
  if (!(await isLinkOpen(c, token))) return deadLinkPage(c);
  const locale = localeOf(c);
  return sendPage(c, {
    title: say(locale, 'link.title'),
    body: panel(
      html`<p>${say(locale, 'link.text')}</p><form method="post" action="${withLanguage(c, c.req.path)}"><button>${say(locale, 'link.button')}</button></form>`,
    ),
  });
}

export async function takeLink(c: Ctx, token: string): Promise<Response> {
  await countWithin(c, `link:${addressOf(c)}`, LINK_SPENDING);
  try {
    await consumeLink(c, token);
    return c.redirect(withLanguage(c, '/'), 303);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== 'link.used') throw error;
    return deadLinkPage(c);
  }
}

const PAIR_PROBLEMS: Record<string, TextKey> = {
  'pairing.code-unknown': 'pair.unknown',
  'pairing.expired': 'pair.expired',
  'pairing.denied': 'pair.expired',
  'rate.limited': 'pair.limited',
};

/** A code that cannot be used: why, and a field to type another. */
function codeForm(c: Ctx, caller: Caller, problem: TextKey | null, status = 200): Promise<Response> {
  const locale = localeOf(c);
  return sendPage(c, {
    title: say(locale, 'pair.title'),
    caller,
    status,
    body: html`<div class="narrow">${problem ? notice('risk', say(locale, problem)) : NOTHING}</div>${panel(html`<form class="stack" method="get" action="/pair">${field(say(locale, 'pair.enter'), 'code', { required: true, ltr: true, placeholder: 'XXXX-XXXX' })}${c.req.query('lang') ? html`<input type="hidden" name="lang" value="${c.req.query('lang') ?? ''}">` : NOTHING}<button>${say(locale, 'pair.find')}</button></form>`)}`,
  });
}

async function orSayWhy(c: Ctx, caller: Caller, act: () => Promise<Response>): Promise<Response> {
  try {
    return await act();
  } catch (error) {
    const key = error instanceof ProblemError ? PAIR_PROBLEMS[error.problem.code] : undefined;
    if (!key || !(error instanceof ProblemError)) throw error;
    if (error.problem.retry_after !== undefined) c.header('retry-after', String(error.problem.retry_after));
    return codeForm(c, caller, key, error.problem.status);
  }
}

export function pairPage(c: Ctx, caller: Caller): Promise<Response> {
  const locale = localeOf(c);
  const code = c.req.query('code');
  if (!code) return codeForm(c, caller, null);
  return orSayWhy(c, caller, async () => {
    const found = await readPairing(c.env, caller, code, c.get('now'));
    return sendPage(c, {
      title: say(locale, 'pair.title'),
      caller,
      body: panel(html`<p>${say(locale, 'pair.question')}</p><span class="code">${found.code}</span><dl><dt>${say(locale, 'pair.device')}</dt><dd><bdi>${found.name}</bdi></dd></dl>
<form method="post" action="${withLanguage(c, '/pair')}" class="actions"><input type="hidden" name="code" value="${found.code}"><button name="decision" value="approve">${say(locale, 'pair.approve')}</button><button name="decision" value="deny" class="quiet">${say(locale, 'pair.deny')}</button></form>`),
    });
  });
}

export function takePairing(c: Ctx, caller: Caller): Promise<Response> {
  const locale = localeOf(c);
  return orSayWhy(c, caller, async () => {
    const form = await readForm(c);
    const approve = form.get('decision') === 'approve';
    const decide = approve ? approvePairing : denyPairing;
    const { name } = await decide(c.env, caller, String(form.get('code') ?? ''), c.get('now'));
    const state = approve ? 'approved' : 'denied';
    return sendPage(c, {
      title: say(locale, `pair.${state}`),
      caller,
      body: html`<div class="narrow">${notice(approve ? 'ok' : 'risk', say(locale, `pair.${state}`), say(locale, `pair.${state}-text`, { device: name }))}</div>`,
    });
  });
}
