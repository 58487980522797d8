/** The frame of every page: head, navigation, languages. Texts are escaped by hono's tagged template. */
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { LanguageFacts } from '../../shared/i18n/language';
import { LANGUAGES, languageOf } from '../../shared/i18n/languages';
import type { Language, Locale } from '../../shared/i18n/message';
import type { Caller, Ctx } from '../http';
import { localeOf, say } from './text';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
export const NOTHING: Html = raw('');

export type PageName = 'home' | 'import' | 'sources' | 'people' | 'club' | 'audit';
const PATHS: Record<PageName, string> = {
  home: '/',
  import: '/import',
  sources: '/sources',
  people: '/people',
  club: '/club',
  audit: '/audit',
};

const CSP =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

export interface Page {
  title: string;
  body: Html;
  at?: PageName;
  caller?: Caller | null;
  status?: number;
}

/** Sends a page: no script, no frame, nothing cached, no address of ours told to other sites. */
export async function sendPage(c: Ctx, { title, body, at, caller, status }: Page): Promise<Response> {
  const locale = localeOf(c);
  const { language } = locale;
  const link = (name: PageName) =>
    html`<a href="${withLanguage(c, PATHS[name])}"${at === name ? raw(' aria-current="page"') : ''}>${say(locale, `nav.${name}`)}</a>`;
  const pages: PageName[] =
    caller?.role === 'admin'
      ? ['home', 'import', 'sources', 'people', 'club', 'audit']
      : caller?.role === 'manager'
        ? ['import', 'club']
        : [];
  const here = new URL(c.req.url);
  const page = await html`<!doctype html>
<html lang="${language}" dir="${languageOf(language).direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – ${say(locale, 'app.name')}</title>
<link rel="stylesheet" href="/pages.css">
<link rel="icon" href="/icon.svg">
</head>
<body>
<a class="skip" href="#main">${say(locale, 'nav.skip')}</a>
<header>
<a class="brand" href="${withLanguage(c, '/')}">${mark()}<span>${say(locale, 'app.name')}</span></a>
${pages.length > 0 ? html`<nav>${pages.map(link)}</nav>` : NOTHING}
${caller ? html`<form method="post" action="${withLanguage(c, '/sign-out')}"><button class="plain">${say(locale, 'nav.sign-out')}</button></form>` : NOTHING}
</header>
<main id="main"><h1>${title}</h1>
${body}
</main>
<footer><nav aria-label="${say(locale, 'nav.languages')}">${LANGUAGES.map((other) => languageLink(here, other, language, c.req.method))}</nav></footer>
</body>
</html>`;
  return c.html(page, (status ?? 200) as 200, {
    'content-security-policy': CSP,
    'cross-origin-opener-policy': 'same-origin',
  });
}

/** Keeps the language that was chosen in the address. */
export function withLanguage(c: Ctx, path: string): string {
  const lang = c.req.query('lang');
  return LANGUAGES.some(({ id }) => id === lang) ? `${path}${path.includes('?') ? '&' : '?'}lang=${lang}` : path;
}

function languageLink(here: URL, { id, name }: LanguageFacts, current: Language, method: string): Html {
  const url = new URL(here);
  url.searchParams.set('lang', id);
  // The answer to a form has no address of its own to come back to: its page has.
  const path = method === 'GET' ? `${url.pathname}${url.search}` : `${url.pathname}?lang=${id}`;
  return html`<a href="${path}" lang="${id}" hreflang="${id}"${id === current ? raw(' aria-current="true"') : ''}>${name}</a>`;
}

/** The mark: a pulse within a ring. */
function mark(): Html {
  return raw(
    '<svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="47 16" stroke-linecap="round" transform="rotate(-225 12 12)"/><path d="M7.5 12.5 10.5 15.5 16.5 9" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>',
  );
}
export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10" fill="#fff" stroke="#1b1f24" stroke-width="2"/><path d="M7.5 12.5 10.5 15.5 16.5 9" fill="none" stroke="#1b1f24" stroke-width="2" stroke-linecap="round"/></svg>';

/** A number with its name under it. */
export function figure(name: string, value: string, tone: 'calm' | 'watch' = 'calm'): Html {
  return html`<div class="figure ${tone}"><strong>${value}</strong><span>${name}</span></div>`;
}

/** A named field. `ltr` for addresses, tokens and codes whatever the page's direction. */
export function field(
  label: string,
  name: string,
  options: { type?: string; required?: boolean; ltr?: boolean; value?: string; placeholder?: string; autocomplete?: string } = {},
): Html {
  const { type = 'text', required = false, ltr = false, value = '', placeholder = '', autocomplete = 'off' } = options;
  return html`<label><span>${label}</span><input type="${type}" name="${name}" value="${value}" placeholder="${placeholder}" autocomplete="${autocomplete}"${ltr ? raw(' dir="ltr"') : raw(' dir="auto"')}${required ? raw(' required') : ''}></label>`;
}

export function notice(tone: 'ok' | 'risk', text: string, more = ''): Html {
  return html`<p class="notice ${tone}" role="${tone === 'ok' ? 'status' : 'alert'}"><strong>${text}</strong>${more ? html` ${more}` : NOTHING}</p>`;
}

/** A date and time in the reader's calendar; pages show UTC and say so. */
export function moment(locale: Locale, at: number | null): string {
  if (at === null) return say(locale, 'home.never');
  const tag = `${locale.tag}-u-ca-${locale.calendar}-nu-${locale.digits}`;
  return `${new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone: locale.timeZone, hourCycle: 'h23' }).format(at)} UTC`;
}
