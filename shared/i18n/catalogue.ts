/**
 * The messages of the three languages, typed by the keys of English: a missing key or plural form is a compile error. The texts of the
 * signals are the one part that types cannot see (a signal is a file of its own); a test compares them.
 */
import { ar } from './locales/ar';
import { en } from './locales/en';
import { fa } from './locales/fa';
import type { Language, Message } from './message';

type WrittenKey = keyof typeof en;
type SignalKey = `signal.${string}`;
/** Keys that are put together from an id; a test looks up every id that exists. */
type ComposedKey = `factor.${string}` | `act.${string}` | `remark.${string}` | `problem.${string}` | `threshold.${string}` | SignalKey;
export type MessageKey = WrittenKey | ComposedKey;

/** The words that `{n:day}` may name. */
export type Unit = WrittenKey extends infer K ? (K extends `unit.${infer U}` ? U : never) : never;

type PersianPlural = { by: string; '=0'?: string; one: string; other: string };
type ArabicPlural = { by: string; '=0'?: string; zero: string; one: string; two: string; few: string; many: string; other: string };
export type PersianMessages = Record<WrittenKey, string | PersianPlural> & Record<SignalKey, string | PersianPlural>;
export type ArabicMessages = Record<WrittenKey, string | ArabicPlural> &
  Record<SignalKey, string | ArabicPlural> &
  Record<`unit.${Unit}.gen`, ArabicPlural>;

export const CATALOGUES: Record<Language, Readonly<Record<string, Message>>> = { en, fa, ar };
