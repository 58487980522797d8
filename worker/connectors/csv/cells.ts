/** One cell → one typed value, or a refusal that names the column. Empty cells are `undefined`. */
import { DAY } from '../../../shared/event';
import { readDate } from '../../../shared/i18n/dates-parse';
import { minorUnits } from '../../../shared/i18n/money';
import { normaliseDomain } from '../../../shared/matching/address';
import { isFreeMail } from '../../../shared/matching/free-mail';
import type { Money } from '../../../shared/money';
import type { Header } from './columns';
import { type DateOrder, toYearFirst } from './date-order';
import { foldName, latinDigits } from './fold-name';
import { type Note, refuse } from './reason';

/** Reads the cells of one row; what it learns about the file goes to `notes`, one of a kind. */
export class Cells {
  constructor(
    private readonly header: Header,
    readonly raw: readonly string[],
    private readonly notes: Map<string, Note>,
    readonly order: DateOrder | null,
  ) {}

  text(column: string, max = 200): string | undefined {
    const { text, title } = this.header.cell(this.raw, column);
    if (text === '') return undefined;
    return text.length > max ? refuse(title, text, 'too-long', { max }) : text;
  }

  required(column: string, max = 200): string {
    return this.text(column, max) ?? this.fail(column, 'missing');
  }

  fail(column: string, key: Parameters<typeof refuse>[2], args?: Record<string, string | number>): never {
    const { text, title } = this.header.cell(this.raw, column);
    return refuse(title, text, key, args);
  }

  /** An instant in epoch ms; a date alone means midnight UTC. A year below 1600 is Jalali and noted so. */
  instant(column: string): number | undefined {
    const { text, title } = this.header.cell(this.raw, column);
    return text === '' ? undefined : readInstant(text, title, this.notes, this.order);
  }

  /** An instant of something that happened: at most a day ahead, which clocks and time zones may be. */
  pastInstant(column: string, now: number): number | undefined {
    const at = this.instant(column);
    return at !== undefined && at > now + DAY ? this.fail(column, 'too-far-ahead') : at;
  }

  email(column: string): string | undefined {
    const { text, title } = this.header.cell(this.raw, column);
    return text === '' ? undefined : readEmail(text, title);
  }

  flag(column: string): boolean | undefined {
    const { text, title } = this.header.cell(this.raw, column);
    return text === '' ? undefined : readFlag(text, title);
  }

  count(column: string): number | undefined {
    const { text, title } = this.header.cell(this.raw, column);
    if (text === '') return undefined;
    const value = readNumber(text);
    return value === undefined || !Number.isInteger(value) || value < 0 ? refuse(title, text, 'number') : value;
  }

  money(column: string, currencyColumn = 'currency'): Money | undefined {
    const { text, title } = this.header.cell(this.raw, column);
    const currency = this.header.cell(this.raw, currencyColumn);
    return text === '' ? undefined : readMoney(text, currency.text, title, currency.title, this.notes);
  }

  /** Several values in one cell, parted by any kind of comma, semicolon or white space. */
  list(column: string): string[] {
    return (this.text(column, 2000) ?? '').split(/[\s,;،؛|]+/u).filter((part) => part !== '');
  }
}

export function readInstant(text: string, title: string, notes: Map<string, Note>, order: DateOrder | null): number {
  const yearFirst = toYearFirst(text, order);
  if (yearFirst === 'unclear') return refuse(title, text, 'date-order');
  const read = readDate(yearFirst ?? text);
  if (!read) return refuse(title, text, 'date');
  const note = (key: 'jalali' | DateOrder) => {
    if (!notes.has(key)) notes.set(key, { key, args: { column: title, from: text, to: new Date(read.at).toISOString().slice(0, 10) } });
  };
  if (read.calendar === 'persian') note('jalali');
  if (yearFirst !== null && order) note(order);
  return read.at;
}

export function readEmail(text: string, title: string): string {
  const address = text
    .replace(/[\u200B-\u200F\u202A-\u202E\u2066-\u2069\u061C]/g, '')
    .replace(/^mailto:/i, '')
    .toLowerCase();
  return /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/u.test(address) && address.length <= 320 ? address : refuse(title, text, 'email');
}

/** `https://www.acme.example/shop` and `@acme.example` both mean acme.example. A free-mail domain is nobody's and refused. */
export function readDomain(text: string, title: string): string {
  const domain = text
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^@/, '')
    .replace(/[/?#].*$/, '')
    .replace(/^www\./, '')
    .replace(/\.$/, '');
  if (!/^[^\s@/.]+(\.[^\s@/.]+)+$/u.test(domain) || domain.length > 253) return refuse(title, text, 'domain');
  return isFreeMail(normaliseDomain(domain)) ? refuse(title, text, 'free-mail') : domain;
}

const YES = new Set(['1', 'yes', 'y', 'true', 'on', 'بله', 'بلی', 'اری', 'نعم', '✓'].map((word) => foldName(word) || word));
const NO = new Set(['0', 'no', 'n', 'false', 'off', 'خیر', 'نه', 'لا'].map(foldName));
export function readFlag(text: string, title: string): boolean {
  const word = foldName(text) || text;
  if (YES.has(word)) return true;
  return NO.has(word) ? false : refuse(title, text, 'boolean');
}

/** A plain number as people write it: any digits, grouping marks, a decimal point or comma, a sign on either side. */
export function readNumber(text: string): number | undefined {
  let plain = latinDigits(text)
    .replace(/[\s\u00A0\u202F\u200B-\u200F\u2066-\u2069'’_]/g, '')
    .replace(/[−–]/g, '-')
    .replace(/٪|%$/, '');
  if (/^\(.*\)$/.test(plain)) plain = `-${plain.slice(1, -1)}`;
  if (/-$/.test(plain)) plain = `-${plain.slice(0, -1)}`;
  // The later of the two marks is the decimal one; a lone comma before exactly three digits groups.
  const comma = plain.lastIndexOf(',');
  const point = plain.lastIndexOf('.');
  if (comma > point && (point >= 0 || !/^[-+]?\d{1,3}(,\d{3})+$/.test(plain))) plain = plain.replace(/\./g, '').replace(',', '.');
  else if (comma < 0 && /^[-+]?\d{1,3}(\.\d{3}){2,}$/.test(plain)) plain = plain.replace(/\./g, '');
  else plain = plain.replace(/,/g, '');
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}

const CURRENCY_WORDS: Record<string, string> = {
  $: 'USD',
  us$: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₺': 'TRY',
  '﷼': 'IRR',
  ریال: 'IRR',
  rial: 'IRR',
  rials: 'IRR',
  تومان: 'IRT',
  تومن: 'IRT',
  toman: 'IRT',
  tomans: 'IRT',
  dollar: 'USD',
  dollars: 'USD',
  دلار: 'USD',
  دولار: 'USD',
  euro: 'EUR',
  euros: 'EUR',
  یورو: 'EUR',
  يورو: 'EUR',
  درهم: 'AED',
  ریالسعودی: 'SAR',
  رس: 'SAR',
  دینارکویتی: 'KWD',
  دینار: 'IQD',
  جنیه: 'EGP',
};
const SCALES: [RegExp, number][] = [
  [/(میلیارد|مليار|billion|bn)/iu, 1e9],
  [/(میلیون|مليون|million|mn)/iu, 1e6],
  [/(هزار|ألف|الف|thousand)/iu, 1e3],
];

/** ISO code of a currency's name, sign or code; IRT stands for toman. Undefined when unknown. */
export function currencyCode(text: string): string | undefined {
  const word = text.trim();
  if (/^[a-z]{3}$/i.test(word)) return word.toUpperCase();
  return CURRENCY_WORDS[word.toLowerCase()] ?? CURRENCY_WORDS[foldName(word)];
}

/**
 * "1,200.50 USD", "€1.200,50", «۴۱۸ میلیون تومان», or a number with its currency in another column → minor units.
 * One toman is ten rials and is kept as rials.
 */
export function readMoney(text: string, currencyText: string, title: string, currencyTitle: string, notes: Map<string, Note>): Money {
  let rest = text;
  let factor = 1;
  for (const [word, scale] of SCALES) {
    if (!word.test(rest)) continue;
    factor *= scale;
    rest = rest.replace(word, ' ');
  }
  const amount = /^(?<before>[^\d۰-۹٠-٩+\-−(.]*)(?<number>[\d۰-۹٠-٩.,٫٬\s\u00A0\u202F'’+\-−()]*)(?<after>.*)$/u.exec(rest.trim())?.groups;
  const value = readNumber(amount?.number ?? '');
  if (value === undefined) return refuse(title, text, 'number');
  const own = `${amount?.before ?? ''} ${amount?.after ?? ''}`.trim();
  const code = own !== '' ? currencyCode(own) : currencyText !== '' ? currencyCode(currencyText) : undefined;
  if (code === undefined)
    return own === '' && currencyText === ''
      ? refuse(title, text, 'currency-missing')
      : refuse(own === '' ? currencyTitle : title, own || currencyText, 'currency');
  const toman = code === 'IRT';
  const currency = toman ? 'IRR' : code;
  const minor = Math.round(value * factor * (toman ? 10 : 1) * minorUnits(currency));
  if (!Number.isSafeInteger(minor)) return refuse(title, text, 'number');
  if (toman && !notes.has('toman')) notes.set('toman', { key: 'toman', args: { column: title, from: text, to: `${minor} IRR` } });
  return { amount: minor, currency };
}
