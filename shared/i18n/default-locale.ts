/** What a reader gets before choosing: from the browser's language and time zone, which propose and never decide. */
import type { Calendar, Language, Locale } from './message';

/** Arab countries that write 0–9; the others write ٠–٩. */
const EUROPEAN_DIGITS = new Set(['AE', 'LY', 'MA', 'TN', 'DZ', 'EH']);
const COUNTRY_OF_ZONE: Record<string, string> = {
  'Asia/Riyadh': 'SA',
  'Asia/Kuwait': 'KW',
  'Asia/Qatar': 'QA',
  'Asia/Bahrain': 'BH',
  'Asia/Muscat': 'OM',
  'Asia/Aden': 'YE',
  'Africa/Cairo': 'EG',
  'Africa/Khartoum': 'SD',
  'Asia/Dubai': 'AE',
  'Africa/Tripoli': 'LY',
  'Asia/Damascus': 'SY',
  'Asia/Amman': 'JO',
  'Asia/Baghdad': 'IQ',
  'Asia/Gaza': 'PS',
  'Asia/Hebron': 'PS',
  'Asia/Beirut': 'LB',
  'Africa/Casablanca': 'MA',
  'Africa/Nouakchott': 'MR',
  'Africa/Tunis': 'TN',
  'Africa/Algiers': 'DZ',
  'Asia/Tehran': 'IR',
  'Asia/Kabul': 'AF',
};
const HOME: Record<Language, string> = { en: 'US', fa: 'IR', ar: 'SA' };

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
  const spoken = languageTag.split('-')[0]?.toLowerCase();
  const language: Language = spoken !== undefined && Object.hasOwn(HOME, spoken) ? (spoken as Language) : 'en';
  const named = spoken === language ? regionOf(languageTag) : '';
  const guessed = COUNTRY_OF_ZONE[timeZone] ?? '';
  const fits = language === 'en' || (guessed === 'IR' || guessed === 'AF' ? language === 'fa' : language === 'ar');
  const region = named || (fits && language !== 'en' ? guessed : '') || HOME[language];
  const calendar: Calendar = language === 'fa' ? 'persian' : 'gregory';
  const digits = language === 'fa' ? 'arabext' : language === 'ar' && !EUROPEAN_DIGITS.has(region) ? 'arab' : 'latn';
  return { language, tag: `${language}-${region}`, calendar, digits, timeZone, toman: language === 'fa' && region !== 'AF' };
}
