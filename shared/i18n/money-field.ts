/** An amount as a person writes it into a field: in the unit that the amounts beside it are read in, toman where rials are shown so. */
import { foldText } from '../matching/fold-text';
import type { Money } from '../money';
import { languageOf } from './languages';
import type { Locale } from './message';
import { minorUnits } from './money';
import { numberFormat } from './numbers';

const isToman = (currency: string, { toman }: Locale): boolean => currency === 'IRR' && toman;
/** How many minor units are one of what is written. */
const unitOf = (currency: string, locale: Locale): number => (isToman(currency, locale) ? 10 : minorUnits(currency));

/** What stands beside the field: «تومان», "EUR". */
export function amountUnit(currency: string, locale: Locale): string {
  const { toman, currencies } = languageOf(locale.language);
  return isToman(currency, locale) ? toman : (currencies?.[currency] ?? currency);
}

/** The code of a currency as it was typed; null where it is none. */
export function currencyCode(typed: string): string | null {
  const code = typed.trim().toUpperCase();
  return /^[A-Z]{3}$/.test(code) ? code : null;
}

/** What a field for an amount is called, with its unit once there is a currency. */
export const labelInUnit = (label: string, currency: string | null, locale: Locale): string =>
  currency === null ? label : `${label} (${amountUnit(currency, locale)})`;

/** The amount in the reader's digits, without its unit; no currency has more than three decimals. */
export const writeAmount = ({ amount, currency }: Money, locale: Locale): string =>
  numberFormat(locale, { maximumFractionDigits: 3 }).format(amount / unitOf(currency, locale));

/** Minor units of what was written, in any digits and with or without grouping; null where it is no amount. */
export function readAmount(text: string, currency: string, locale: Locale): number | null {
  const written = foldText(text)
    .replace(/[\s'’]/gu, '')
    .replace(/[,،](?=\d{3}(?!\d))/gu, '');
  if (!/^\d+(\.\d+)?$/.test(written)) return null;
  const amount = Math.round(Number(written) * unitOf(currency, locale));
  return Number.isSafeInteger(amount) ? amount : null;
}
