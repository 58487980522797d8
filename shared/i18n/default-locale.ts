/** What a reader gets before choosing: from the browser's language and time zone, which propose and never decide. */
import { languageOf } from './languages';
import type { Locale } from './message';

/** The country that a language tag names (`ar-Arab-EG` → EG), or ''. */
export const regionOf = (tag: string): string =>
  tag
    .split('-')
    .slice(1)
    .find((part) => /^[A-Za-z]{2}$/.test(part))
    ?.toUpperCase() ?? '';

/**
 * The locale for a browser's language tag and IANA time zone. Languages that Vafa does not speak get English; a Persian or Arabic
 * reader without a country gets the one of the time zone.
 */
export function defaultLocale(languageTag: string, timeZone: string): Locale {
  const spoken = languageTag.split('-')[0]?.toLowerCase() ?? '';
  const { id, zones, home, usual } = languageOf(spoken);
  const named = spoken === id ? regionOf(languageTag) : '';
  const region = named || zones?.[timeZone] || home;
  return { language: id, tag: `${id}-${region}`, ...usual(region), timeZone };
}
