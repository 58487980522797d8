/** Import: a form, a dry report that carries the file along, and the same report once it is done. */
import { html, raw } from 'hono/html';
import { formatNumber } from '../../shared/i18n/numbers';
import { CSV_KINDS, type CsvKind, openCsv } from '../connectors/csv';
import { importFile } from '../connectors/csv/import-file';
import type { Caller, Ctx } from '../http';
import { eventColumns } from './event-columns';
import { readForm } from './form';
import { figure, type Html, NOTHING, notice, sendPage, withLanguage } from './html';
import { type Report, wordHeaderProblem, wordReport } from './import-report';
import { localeOf, say } from './text';

/** Rows shown of a long list; the API's report has them all. */
const SHOWN = 100;

export async function importPage(c: Ctx, caller: Caller, problem = ''): Promise<Response> {
  const locale = localeOf(c);
  const choice = (kind: CsvKind, first: boolean) =>
    html`<label><input type="radio" name="kind" value="${kind}"${first ? raw(' checked') : ''}><span><b>${say(locale, `kind.${kind}`)}</b><small>${say(locale, `columns.${kind}`)}</small></span></label>`;
  return sendPage(c, {
    title: say(locale, 'import.title'),
    at: 'import',
    caller,
    ...(problem ? { status: 422 } : {}),
    body: html`${problem ? notice('risk', problem) : NOTHING}<p class="lead">${say(locale, 'import.lead')}</p>
<form class="panel" method="post" action="${withLanguage(c, '/import')}" enctype="multipart/form-data">
<fieldset><legend>${say(locale, 'import.kind')}</legend><div class="choices">${CSV_KINDS.map((kind, i) => choice(kind, i === 0))}</div></fieldset><br>
<label><span>${say(locale, 'import.file')}</span><input type="file" name="file" accept=".csv,.tsv,.txt,text/csv" required></label><br>
<button>${say(locale, 'import.check')}</button></form>
${eventColumns(locale)}`,
  });
}

/** Reads the posted file: from the file field at first, from the hidden copy when the report was accepted. */
export async function takeImport(c: Ctx, caller: Caller): Promise<Response> {
  const locale = localeOf(c);
  const form = await readForm(c);
  const kind = CSV_KINDS.find((known) => known === form.get('kind'));
  const sent = form.get('file');
  const copy = form.get('copy');
  const isCopy = typeof copy === 'string' && copy !== '';
  if (!kind || (!isCopy && (sent === null || typeof sent === 'string' || (sent as File).size === 0)))
    return importPage(c, caller, say(locale, 'wrong.request'));
  const upload = sent as unknown as File;
  const bytes = isCopy ? fromBase64(copy) : new Uint8Array(await upload.arrayBuffer());
  if (bytes === null) return importPage(c, caller, say(locale, 'wrong.request'));
  const name = String(isCopy ? form.get('name') : upload.name).slice(0, 200) || `${kind}.csv`;
  const file = openCsv(kind, bytes);
  if ('missing' in file) return importPage(c, caller, wordHeaderProblem(locale, file));
  const result = await importFile(c.env.DB, caller, kind, name, file, !isCopy, c.get('now'));
  const report = wordReport(locale, kind, !isCopy, result);
  const again = html`<a href="${withLanguage(c, '/import')}">${say(locale, 'import.again')}</a>`;
  const accept = html`<form method="post" action="${withLanguage(c, '/import')}" class="actions">
<input type="hidden" name="kind" value="${kind}"><input type="hidden" name="name" value="${name}"><input type="hidden" name="copy" value="${toBase64(bytes)}">
<button>${say(locale, 'import.do', { n: report.good })}</button></form>`;
  return sendPage(c, {
    title: say(locale, report.dry ? 'import.checked' : 'import.done'),
    at: 'import',
    caller,
    body: html`<p class="lead"><bdi>${name}</bdi> – ${say(locale, `kind.${kind}`)}</p>${reportBody(locale, report)}${report.dry && report.good > 0 ? accept : NOTHING}<p>${again}</p>`,
  });
}

function reportBody(locale: ReturnType<typeof localeOf>, report: Report): Html {
  const number = (value: number) => formatNumber(value, locale);
  const rest = (all: number) => (all > SHOWN ? html`<p class="hint">${say(locale, 'import.more', { n: all - SHOWN })}</p>` : NOTHING);
  const list = (title: string, items: Html[], note = '') =>
    items.length === 0
      ? NOTHING
      : html`<section class="panel"><h2>${title}</h2>${note ? html`<p class="hint">${note}</p>` : NOTHING}<ul class="plain">${items.slice(0, SHOWN)}</ul>${rest(items.length)}</section>`;
  const { advice } = report;
  return html`<div class="figures">${figure(say(locale, 'import.rows'), number(report.rows))}${figure(say(locale, 'import.good'), number(report.good))}
${figure(say(locale, 'import.bad'), number(report.bad.length), report.bad.length > 0 ? 'watch' : 'calm')}${figure(say(locale, 'import.new'), number(report.new_events))}${figure(say(locale, 'import.unchanged'), number(report.unchanged))}</div>
${
  report.bad.length === 0
    ? NOTHING
    : html`<section class="panel"><h2>${say(locale, 'import.bad-title')}</h2><div class="scroll"><table><thead><tr><th>${say(locale, 'import.line')}</th><th>${say(locale, 'import.column')}</th><th>${say(locale, 'import.value')}</th><th>${say(locale, 'import.reason')}</th></tr></thead>
<tbody>${report.bad.slice(0, SHOWN).map((bad) => html`<tr><td class="number">${number(bad.line)}</td><td><bdi>${bad.column}</bdi></td><td><bdi>${bad.value}</bdi></td><td>${bad.reason}</td></tr>`)}</tbody></table></div>${rest(report.bad.length)}</section>`
}
${list(
  say(locale, 'import.changed-title'),
  report.changed.map(({ line, key }) => html`<li>${say(locale, 'import.line')} ${number(line)}: <bdi>${key}</bdi></li>`),
)}
${list(
  say(locale, 'import.vanished-title'),
  report.vanished.map(({ key }) => html`<li><bdi>${key}</bdi></li>`),
  say(locale, 'import.vanished-note'),
)}
${list(
  say(locale, 'import.notes-title'),
  report.notes.map((note) => html`<li>${note}</li>`),
)}
${!report.dry && advice.without_contact + advice.domains_of_several > 0 ? html`<p class="hint">${say(locale, 'import.advice', { customers: advice.customers, without: advice.without_contact })} ${say(locale, 'import.advice-domains', { n: advice.domains_of_several })}</p>` : NOTHING}`;
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}
/** Null where the text is not base64. */
function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
