/** The admin's overview: how many customers, how well they can be matched, which sources work, what changed last. */
import { html } from 'hono/html';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Caller, Ctx } from '../http';
import { latestChanges, matchingAdvice } from '../store/imports';
import { listSources } from '../store/sources';
import { figure, moment, NOTHING, sendPage, withLanguage } from './html';
import { sourceState } from './sources-page';
import { localeOf, say } from './text';

export async function homePage(c: Ctx, caller: Caller): Promise<Response> {
  const locale = localeOf(c);
  if (caller.role !== 'admin') {
    return sendPage(c, {
      title: say(locale, 'signed-in.title'),
      caller,
      body: html`<section class="panel narrow"><p>${say(locale, 'signed-in.text')}</p></section>`,
    });
  }
  const advice = await matchingAdvice(c.env.DB, caller.workspace);
  const sources = await listSources(c.env.DB, caller.workspace);
  const latest = await latestChanges(c.env.DB, caller.workspace, 8);
  const number = (value: number) => formatNumber(value, locale);
  return sendPage(c, {
    title: say(locale, 'home.title'),
    at: 'home',
    caller,
    body: html`<div class="figures">${figure(say(locale, 'home.customers'), number(advice.customers))}${figure(say(locale, 'home.no-contact'), number(advice.without_contact), advice.without_contact > 0 ? 'watch' : 'calm')}
${figure(say(locale, 'home.shared-domains'), number(advice.domains_of_several), advice.domains_of_several > 0 ? 'watch' : 'calm')}${figure(say(locale, 'home.sources'), number(sources.length))}</div>
${advice.customers === 0 ? html`<section class="panel"><p>${say(locale, 'home.empty')}</p><p><a href="${withLanguage(c, '/import')}">${say(locale, 'nav.import')}</a></p></section>` : NOTHING}
${latest.length === 0 ? NOTHING : html`<section class="panel"><h2>${say(locale, 'home.recent')}</h2><div class="scroll"><table><tbody>${latest.map(({ id, name, type, at }) => html`<tr><td><bdi>${name || id}</bdi></td><td><bdi dir="ltr">${type ?? ''}</bdi></td><td class="number">${moment(locale, at)}</td></tr>`)}</tbody></table></div></section>`}
${sources.length === 0 ? NOTHING : html`<section class="panel"><h2>${say(locale, 'home.sources')}</h2><div class="scroll"><table><tbody>${sources.map((source) => html`<tr><td><bdi>${source.name}</bdi></td><td>${sourceState(locale, source)}</td><td class="number">${moment(locale, source.last_run_at)}</td></tr>`)}</tbody></table></div></section>`}`,
  });
}
