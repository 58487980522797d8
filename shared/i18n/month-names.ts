/**
 * Month names of our own, which stand with each language. The browsers' Jalali names in Arabic are misspelt, their English ones differ by
 * version, and the short English September has four letters in half of the regions.
 */
import { languageOf } from './languages';
import type { Locale } from './message';
import { tagOf } from './numbers';

const byTag = new Map<string, string[]>();

function gregorianByCountry(tag: string): string[] {
  let names = byTag.get(tag);
  if (!names) {
    const format = new Intl.DateTimeFormat(`${tag}-u-ca-gregory`, { month: 'long', timeZone: 'UTC' });
    names = Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2026, month, 15)));
    byTag.set(tag, names);
  }
  return names;
}

/** The name of a month, 1–12, of the locale's calendar. */
export function monthName(month: number, locale: Locale): string {
  const tag = tagOf(locale);
  const { months, monthsOf } = languageOf(locale.language);
  const names = monthsOf?.[tag]?.[locale.calendar] ?? months[locale.calendar] ?? gregorianByCountry(tag);
  return names[month - 1] ?? '';
}
