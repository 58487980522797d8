/**
 * Amounts of money in words of this reader: always with the unit's name, without decimals, from a million on in the compact form.
 * Amounts come in minor units; currencies without cents are listed here, because the browsers' own table follows habit (it gives
 * the Iraqi dinar none) and not ISO 4217.
 */
import type { Money } from '../money';
import { LRI, PDI } from './bidi';
import { languageOf } from './languages';
import type { Locale } from './message';
import { numberFormat } from './numbers';

const NO_MINOR = new Set([
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'IRR',
  'ISK',
  'JPY',
  'KMF',
  'KRW',
  'PYG',
  'RWF',
  'UGX',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
]);
const THOUSANDTHS = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);
const COMPACT_FROM = 1_000_000;

/** Ten to the power of the decimals of a currency: 100 for most, 1 for rials, 1000 for some dinars. */
export const minorUnits = (currency: string): number => (NO_MINOR.has(currency) ? 1 : THOUSANDTHS.has(currency) ? 1000 : 100);

function named(value: number, unit: string, locale: Locale): string {
  const compact = Math.abs(value) >= COMPACT_FROM;
  const options: Intl.NumberFormatOptions = compact
    ? { notation: 'compact', compactDisplay: languageOf(locale.language).abbreviates ? 'short' : 'long', maximumFractionDigits: 1 }
    : { maximumFractionDigits: 0 };
  const sign = value < 0 ? '\u2212' : '';
  return `${sign}${numberFormat(locale, options).format(Math.abs(value))} ${unit}`;
}

/** An amount for people to read: "$4,180", «۴۱۸ میلیون تومان», «٤٬١٨٠ ريال سعودي». A dash for what is no number. */
export function formatMoney(money: Money, locale: Locale): string {
  const value = money.amount / minorUnits(money.currency);
  if (!Number.isFinite(value)) return '–';
  const { abbreviates, direction, toman, currencies } = languageOf(locale.language);
  if (money.currency === 'IRR' && locale.toman) return named(value / 10, toman, locale);
  const own = currencies?.[money.currency];
  if (own) return named(value, own, locale);
  const compact = Math.abs(value) >= COMPACT_FROM;
  const text = numberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    currencyDisplay: abbreviates ? 'narrowSymbol' : 'name',
    maximumFractionDigits: compact ? 1 : 0,
    minimumFractionDigits: 0,
    ...(compact ? { notation: 'compact' as const, compactDisplay: abbreviates ? ('short' as const) : ('long' as const) } : {}),
  }).format(Math.abs(value));
  const signed = value < 0 ? `\u2212${text}` : text;
  return direction === 'ltr' ? signed : value < 0 ? `${LRI}${signed}${PDI}` : signed;
}
