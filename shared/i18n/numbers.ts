/** Numbers as this reader writes them. The numbering system is always named: no language is trusted to bring its own. */
import { ALM, LRI, PDI, RLI } from './bidi';
import { languageOf } from './languages';
import type { Locale } from './message';

const ZERO = { latn: 0x30, arab: 0x660, arabext: 0x6f0 } as const;
const MINUS = '\u2212';
const formats = new Map<string, Intl.NumberFormat>();

/** The locale's tag, or its language where the tag speaks of another language. */
export const tagOf = (locale: Locale): string => (locale.tag.split('-')[0] === locale.language ? locale.tag : locale.language);

/** A number format of this locale; made once for each set of options. */
export function numberFormat(locale: Locale, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = `${tagOf(locale)} ${locale.digits} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(tagOf(locale), { maximumFractionDigits: 2, ...options, numberingSystem: locale.digits });
    formats.set(key, format);
  }
  return format;
}

/** Writes the digits 0–9 of a text in the reader's digits; everything else stays. */
export function localDigits(text: string, locale: Locale): string {
  if (locale.digits === 'latn') return text;
  return text.replace(/[0-9]/g, (digit) => String.fromCodePoint(ZERO[locale.digits] + Number(digit)));
}

/** A number with grouping and at most two decimals; a negative one as `formatSigned`. A dash for what is no number. */
export function formatNumber(value: number, locale: Locale): string {
  if (!Number.isFinite(value)) return '–';
  return value < 0 ? formatSigned(value, locale) : numberFormat(locale).format(value);
}

/**
 * A change with its sign, isolated. With Persian and European digits the sign stands on the left of the number; Arabic digits are read
 * from the right, sign first. Zero has no sign.
 */
export function formatSigned(value: number, locale: Locale): string {
  if (!Number.isFinite(value)) return '–';
  const sign = value < 0 ? MINUS : value > 0 ? '+' : '';
  const isolateStart = locale.digits === 'arab' ? RLI : LRI;
  return `${isolateStart}${sign}${numberFormat(locale).format(Math.abs(value))}${PDI}`;
}

/** A share 0..1 as whole percent, its sign behind the number without a space. */
export function formatPercent(share: number, locale: Locale, decimals = 0): string {
  if (!Number.isFinite(share)) return '–';
  const number = numberFormat(locale, { maximumFractionDigits: decimals }).format(Math.abs(share) * 100);
  return `${languageOf(locale.language).marksPercent ? ALM : ''}${number}${locale.digits === 'latn' ? '%' : '٪'}`;
}
