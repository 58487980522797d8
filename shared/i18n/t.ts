/**
 * Words: a message key and its arguments in, a plain-text sentence of the reader's language out. Names, ticket numbers and signed
 * numbers come isolated, so the sentence can stand in a notification, a title or a page alike.
 */
import { isolate, isolateLtr } from './bidi';
import type { MessageKey } from './catalogue';
import { formatDate, formatTime } from './dates';
import { languageOf } from './languages';
import type { Arg, Args, Locale, Message, PluralMessage } from './message';
import { formatMoney } from './money';
import { formatNumber, formatPercent, formatSigned, localDigits } from './numbers';

export interface Translate {
  (key: MessageKey, args?: Args): string;
  /** The same for a message that stands elsewhere, such as in a signal's file (English). */
  say(message: Message, args?: Args): string;
  has(key: string): boolean;
  readonly locale: Locale;
}

const PLACEHOLDER = /\{([a-zA-Z]+)(?::([a-z.-]+))?\}/g;
type Category = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
const rules = new Map<string, Intl.PluralRules>();

/** The plural category of a number: English and Persian know two, Arabic six. */
export function pluralCategory(value: number, language: Locale['language']): Category {
  let rule = rules.get(language);
  if (!rule) {
    rule = new Intl.PluralRules(language);
    rules.set(language, rule);
  }
  return rule.select(Math.abs(value));
}

function numberIn(arg: Arg | undefined): number {
  if (typeof arg === 'number') return arg;
  if (typeof arg === 'object' && 'percent' in arg) return arg.percent * 100;
  if (typeof arg === 'object' && 'signed' in arg) return arg.signed;
  return 0;
}

function formOf(message: PluralMessage, args: Args, locale: Locale): string {
  const value = numberIn(args[message.by]);
  if (value === 0 && message['=0'] !== undefined) return message['=0'];
  return message[pluralCategory(value, locale.language)] ?? message.other;
}

/**
 * The words of one locale. With `now`, dates of another year bring their year. A key that no catalogue has comes back as it is:
 * ids of signals and factors may be newer than this program.
 */
export function translator(locale: Locale, now?: number): Translate {
  const { messages } = languageOf(locale.language);

  function show(arg: Arg | undefined, unit: string | undefined): string {
    if (arg === undefined) return '–';
    if (typeof arg === 'number') return unit ? withUnit(arg, unit) : formatNumber(arg, locale);
    if (typeof arg === 'string') return isolate(arg);
    if ('text' in arg) return arg.text;
    if ('name' in arg) return isolate(arg.name);
    if ('id' in arg) return isolateLtr(arg.id);
    if ('date' in arg) return formatDate(arg.date, locale, 'short', now);
    if ('time' in arg) return translate('time.at', { time: { text: formatTime(arg.time, locale) } });
    if ('percent' in arg) return formatPercent(arg.percent, locale);
    if ('signed' in arg) return formatSigned(arg.signed, locale);
    if ('money' in arg) return formatMoney(arg.money, locale);
    return translate(arg.key as MessageKey, arg.args);
  }
  /** `{n:day}`: the unit's own message, in the form after a preposition where the language has one (`{n:day.gen}`). */
  function withUnit(value: number, unit: string): string {
    const message = messages[`unit.${unit}`] ?? messages[`unit.${unit.replace(/\.gen$/, '')}`];
    return message === undefined ? formatNumber(value, locale) : say(message, { n: value });
  }
  function say(message: Message, args: Args = {}): string {
    const template = typeof message === 'string' ? message : formOf(message, args, locale);
    let out = '';
    let end = 0;
    for (const found of template.matchAll(PLACEHOLDER)) {
      out += localDigits(template.slice(end, found.index), locale) + show(args[found[1] ?? ''], found[2]);
      end = found.index + found[0].length;
    }
    return out + localDigits(template.slice(end), locale);
  }
  const translate = (key: MessageKey, args?: Args): string => {
    const message = messages[key];
    return message === undefined ? key : say(message, args);
  };
  return Object.assign(translate, { say, has: (key: string) => key in messages, locale });
}
