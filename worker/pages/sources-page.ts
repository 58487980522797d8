/** Live sources: how they are, reading one now, connecting Request Tracker. */
import { html } from 'hono/html';
import type { Locale } from '../../shared/i18n/message';
import { formatNumber } from '../../shared/i18n/numbers';
import { type ConnectProblem, connectSource } from '../connectors/connect-source';
import { runSource, type SourceProblem } from '../connectors/run-source';
import type { Caller, Ctx } from '../http';
import { findSource, listSources, type SourceRow } from '../store/sources';
import { readForm } from './form';
import { field, type Html, moment, NOTHING, notice, sendPage, withLanguage } from './html';
import { localeOf, say } from './text';

/** How a source is, in words and not by colour alone. */
export function sourceState(locale: Locale, source: SourceRow): Html {
  if (source.last_problem) return html`<span class="state risk">${say(locale, `problem.${source.last_problem as SourceProblem}`)}</span>`;
  return source.last_run_at === null
    ? html`<span class="state none">${say(locale, 'sources.waiting')}</span>`
    : html`<span class="state ok">${say(locale, 'sources.ok')}</span>`;
}

export async function sourcesPage(
  c: Ctx,
  caller: Caller,
  problem: ConnectProblem | null = null,
  typed: { url?: string; name?: string; user?: string } = {},
): Promise<Response> {
  const locale = localeOf(c);
  const sources = await listSources(c.env.DB, caller.workspace);
  const number = (value: number) => formatNumber(value, locale);
  const row = (
    source: SourceRow,
  ) => html`<tr><td><bdi>${source.name}</bdi><br><bdi dir="ltr" class="hint">${source.url}</bdi></td><td>${sourceState(locale, source)}</td><td class="number">${moment(locale, source.last_run_at)}</td>
<td class="number">${number(source.events)}</td><td class="number">${number(source.strangers)}</td><td class="number">${number(source.too_old)}</td><td><form method="post" action="${withLanguage(c, `/sources/${source.id}/run`)}"><button class="quiet">${say(locale, 'sources.run')}</button></form></td></tr>`;
  return sendPage(c, {
    title: say(locale, 'sources.title'),
    at: 'sources',
    caller,
    ...(problem ? { status: 422 } : {}),
    body: html`${problem ? notice('risk', say(locale, `problem.${problem}`)) : NOTHING}
<section class="panel">${sources.length === 0 ? html`<p class="lead">${say(locale, 'sources.none')}</p>` : html`<div class="scroll"><table><thead><tr><th>${say(locale, 'sources.name')}</th><th><span class="skip">${say(locale, 'sources.state')}</span></th><th>${say(locale, 'sources.last')}</th><th>${say(locale, 'sources.events')}</th><th>${say(locale, 'sources.strangers')}</th><th>${say(locale, 'sources.too-old')}</th><th><span class="skip">${say(locale, 'table.acts')}</span></th></tr></thead><tbody>${sources.map(row)}</tbody></table></div>`}</section>
<section class="panel"><h2>${say(locale, 'sources.add')}</h2><p class="hint">${say(locale, 'sources.hint')}</p>
<form class="stack" method="post" action="${withLanguage(c, '/sources')}">
${field(say(locale, 'sources.url'), 'url', { type: 'url', required: true, ltr: true, placeholder: 'https://rt.example.com', value: typed.url ?? '' })}
${field(say(locale, 'sources.name'), 'name', { value: typed.name ?? '' })}
${field(say(locale, 'sources.token'), 'token', { type: 'password', ltr: true })}
<span class="hint">${say(locale, 'sources.or')}</span>
<div class="row">${field(say(locale, 'sources.user'), 'user', { ltr: true, value: typed.user ?? '' })}${field(say(locale, 'sources.password'), 'password', { type: 'password', ltr: true })}</div>
<button>${say(locale, 'sources.connect')}</button></form></section>`,
  });
}

export async function takeSource(c: Ctx, caller: Caller): Promise<Response> {
  const form = await readForm(c);
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const typed = { url: text('url'), name: text('name'), user: text('user') };
  const made = await connectSource(
    c.env,
    caller,
    { kind: 'rt', ...typed, token: text('token'), password: String(form.get('password') ?? '') },
    c.get('now'),
  );
  return typeof made === 'string' ? sourcesPage(c, caller, made, typed) : c.redirect(withLanguage(c, '/sources'), 303);
}

/** Reads a source now; how it went stands in the list. */
export async function runSourceNow(c: Ctx, caller: Caller): Promise<Response> {
  const source = await findSource(c.env.DB, caller.workspace, c.req.param('id') ?? '');
  if (source) await runSource(c.env, source, c.get('now'));
  return c.redirect(withLanguage(c, '/sources'), 303);
}
