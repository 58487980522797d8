/** What was done: who, what, to whom and when, and whether the record is whole. */
import { html } from 'hono/html';
import type { TextKey } from '../../shared/i18n/language';
import type { Locale } from '../../shared/i18n/message';
import { formatNumber } from '../../shared/i18n/numbers';
import { pageTexts } from '../../shared/i18n/page-texts';
import { checkAudit, sealAudit } from '../auth/audit-chain';
import type { Caller, Ctx } from '../http';
import { type Link, linksBefore } from '../store/audit-chain';
import { listUsers } from '../store/users';
import { type Html, moment, NOTHING, notice, sendPage, withLanguage } from './html';
import { localeOf, say } from './text';

const SHOWN = 100;
/** The page checks so many of the newest rows; the API checks all. */
const CHECKED = 5000;

/** Words for an action; an action of another version stands as it is. */
function actionWords(locale: Locale, action: string): string {
  const key = `audit.${action}`;
  return key in pageTexts(locale.language) ? say(locale, key as TextKey) : action;
}

export async function auditPage(c: Ctx, caller: Caller): Promise<Response> {
  const locale = localeOf(c);
  const { workspace } = caller;
  const asked = Number(c.req.query('before') ?? '');
  const before = Number.isSafeInteger(asked) && asked > 0 ? asked : null;
  await sealAudit(c.env.DB, workspace, CHECKED);
  const found = await linksBefore(c.env.DB, workspace, before, SHOWN + 1);
  const newest = (before === null ? found : await linksBefore(c.env.DB, workspace, null, 1))[0]?.seq ?? 0;
  const checked = await checkAudit(c.env.DB, workspace, Math.max(0, newest - CHECKED));
  const names = new Map((await listUsers(c.env.DB, workspace)).map(({ id, name }) => [id, name]));
  const who = (id: string | null) => (id === 'setup' || id === 'vafa' ? say(locale, `audit.by.${id}`) : (names.get(id ?? '') ?? id ?? ''));
  const row = ({ at, actor, action, subject, detail }: Link) =>
    html`<tr><td class="number">${moment(locale, at)}</td><td><bdi>${who(actor)}</bdi></td><td>${actionWords(locale, action ?? '')}</td><td><bdi>${names.get(subject ?? '') ?? subject ?? ''}</bdi>${detail ? html` <bdi class="hint">${names.get(detail) ?? detail}</bdi>` : NOTHING}</td></tr>`;
  const rows = found.slice(0, SHOWN);
  const older = found.length > SHOWN ? withLanguage(c, `/audit?before=${rows.at(-1)?.seq ?? 1}`) : null;
  const state = checked.intact
    ? notice('ok', say(locale, 'audit.intact', { n: checked.rows }))
    : notice('risk', say(locale, 'audit.broken', { row: formatNumber(checked.broken ?? 0, locale) }), say(locale, 'audit.broken-next'));
  return sendPage(c, {
    title: say(locale, 'audit.title'),
    at: 'audit',
    caller,
    body: html`<p class="lead">${say(locale, 'audit.lead')}</p>${state}
<section class="panel"><div class="scroll"><table><thead><tr><th>${say(locale, 'audit.when')}</th><th>${say(locale, 'audit.who')}</th><th>${say(locale, 'audit.what')}</th><th>${say(locale, 'audit.to')}</th></tr></thead><tbody>${rows.map(row)}</tbody></table></div>
${older === null ? NOTHING : html`<p><a href="${older}">${say(locale, 'audit.older')}</a></p>`}</section>
${checkLine(locale, checked.head)}`,
  });
}

/** The last hash: who writes it down can tell later whether anything before it was changed. */
function checkLine(locale: Locale, { seq, hash }: { seq: number; hash: string }): Html {
  return html`<p class="hint">${say(locale, 'audit.head', { n: seq })} <code dir="ltr">${hash}</code></p>`;
}
