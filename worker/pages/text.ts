/** Wording of the pages and of import reports, in the language of the reader. */
import { defaultLocale } from '../../shared/i18n/default-locale';
import { LANGUAGES, type Language, type Locale } from '../../shared/i18n/message';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Ctx } from '../http';
import { ar } from './texts/ar';
import { en, type TextKey, type Texts } from './texts/en';
import { fa } from './texts/fa';

const TEXTS: Record<Language, Texts> = { en, fa, ar };

/** `?lang=` first, then the browser's list, then English. */
export function localeOf(c: Ctx): Locale {
  const asked = c.req.query('lang');
  const listed = (c.req.header('accept-language') ?? '').split(',').map((part) => part.split(';')[0]?.trim() ?? '');
  const tag =
    LANGUAGES.find((language) => language === asked) ??
    listed.find((part) => LANGUAGES.some((language) => part.toLowerCase().startsWith(language)));
  return defaultLocale(tag ?? 'en', 'UTC');
}

/** Fills {placeholders}; numbers take the reader's digits, everything else is isolated so that it cannot turn the sentence around. */
export function say(locale: Locale, key: TextKey, args: Record<string, string | number> = {}): string {
  return TEXTS[locale.language][key].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = args[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? formatNumber(value, locale) : `\u2068${value}\u2069`;
  });
}
