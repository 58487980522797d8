/** Wording of the pages and of import reports, in the language of the reader. */
import { defaultLocale } from '../../shared/i18n/default-locale';
import type { TextKey } from '../../shared/i18n/language';
import { LANGUAGES } from '../../shared/i18n/languages';
import type { Locale } from '../../shared/i18n/message';
import { formatNumber } from '../../shared/i18n/numbers';
import { pageTexts } from '../../shared/i18n/page-texts';
import type { Ctx } from '../http';

/** `?lang=` first, then the browser's list, then English. */
export function localeOf(c: Ctx): Locale {
  const asked = c.req.query('lang');
  const listed = (c.req.header('accept-language') ?? '').split(',').map((part) => part.split(';')[0]?.trim() ?? '');
  const tag =
    LANGUAGES.find(({ id }) => id === asked)?.id ?? listed.find((part) => LANGUAGES.some(({ id }) => part.toLowerCase().startsWith(id)));
  return defaultLocale(tag ?? 'en', 'UTC');
}

/** Fills {placeholders}; numbers take the reader's digits, everything else is isolated so that it cannot turn the sentence around. */
export function say(locale: Locale, key: TextKey, args: Record<string, string | number> = {}): string {
  return pageTexts(locale.language)[key].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = args[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? formatNumber(value, locale) : `\u2068${value}\u2069`;
  });
}
