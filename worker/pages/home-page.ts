/** The admin's overview: how many customers, how well they can be matched, which sources work, what changed last. */
import { html } from 'hono/html';
import type { Band } from '../../shared/health/health';
import { age } from '../../shared/i18n/ages';
import { formatNumber } from '../../shared/i18n/numbers';
import { translator } from '../../shared/i18n/t';
import { BAND_ORDER } from '../../shared/list-order';
import type { Caller, Ctx } from '../http';
import { latestChanges } from '../store/imports';
import { matchingAdvice } from '../store/matching-advice';
import { listSources } from '../store/sources';
import { figure, type Html, moment, NOTHING, sendPage, withLanguage } from './html';
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
${latest.length === 0 ? NOTHING : recentChanges(c, latest)}
${sources.length === 0 ? NOTHING : html`<section class="panel"><h2>${say(locale, 'home.sources')}</h2><div class="scroll"><table><tbody>${sources.map((source) => html`<tr><td><bdi>${source.name}</bdi></td><td>${sourceState(locale, source)}</td><td class="number">${moment(locale, source.last_run_at)}</td></tr>`)}</tbody></table></div></section>`}`,
  });
}

/** Who changed last, how they stand, and how long ago that was. */
function recentChanges(c: Ctx, latest: Awaited<ReturnType<typeof latestChanges>>): Html {
  const locale = localeOf(c);
  const now = c.get('now');
  const t = translator(locale, now);
  const row = ({ id, name, band, at }: (typeof latest)[number]) => {
    const stands = BAND_ORDER[band] ?? 'unknown';
    return html`<tr><td><bdi>${name || id}</bdi></td><td><span class="state ${TONES[stands]}">${t(`band.${stands}`)}</span></td><td class="number"><time datetime="${new Date(at).toISOString()}" title="${moment(locale, at)}">${age(t, at, now)}</time></td></tr>`;
  };
  return html`<section class="panel"><h2>${say(locale, 'home.recent')}</h2><div class="scroll"><table><thead><tr><th scope="col">${say(locale, 'home.customer')}</th><th scope="col">${say(locale, 'home.stands')}</th><th scope="col">${say(locale, 'home.changed')}</th></tr></thead><tbody>${latest.map(row)}</tbody></table></div></section>`;
}
const TONES: Record<Band, string> = { healthy: 'ok', watch: 'watch', 'at-risk': 'risk', unknown: 'none' };
