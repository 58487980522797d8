/** What one file of `locales/` says: its words, held by the keys of English, and all that words cannot say. */
import type { Unit, WrittenKey } from './catalogue';
import type { pages } from './locales/en';
import type { Calendar, Locale, Message, Weekday } from './message';

export interface LanguageFacts {
  /** The name of its file, a BCP 47 language such as 'tr'. */
  id: string;
  /** In itself. */
  name: string;
  /** Where it stands among the languages that are offered. */
  place: number;
  direction: 'ltr' | 'rtl';
  /** The country of a reader who names none. */
  home: string;
  /** The countries of its readers by IANA time zone, where that tells more than `home`. */
  zones?: Readonly<Record<string, string>>;
  /** The tag that it brings when it is chosen in the settings. */
  tag: string;
  /** The habits of a country ('' where none is named). */
  usual(country: string): Pick<Locale, 'calendar' | 'digits' | 'toman'>;
  /** The first day of the week where the tag names no country. */
  firstDay: Weekday;
  /** Weekdays, units, currencies and millions in their short form. */
  abbreviates: boolean;
  /** A name that begins with a capital is written small within a sentence. */
  lowersInside: boolean;
  /** What stands between the items of a sentence's list before its "and", between plain words, and between phrases. */
  glue: { list: string; words: string; parts: string };
  /** A percentage begins with a letter mark, which keeps its sign on the left. */
  marksPercent?: boolean;
  /** Its word for ten rials. */
  toman: string;
  /** Names of currencies that the browsers word otherwise. */
  currencies?: Readonly<Record<string, string>>;
  /** The twelve months of a calendar; where absent, `Intl` names the Gregorian ones. */
  months: Months;
  /** The same by tag, for countries that name them otherwise. */
  monthsOf?: Readonly<Record<string, Months>>;
  /** What a year of a calendar ends with, its space included. */
  eras: Partial<Record<Calendar, string>>;
  /** The halves of a day where the clock has twelve hours, and the tags where it has 24 all the same. */
  halves?: { am: string; pm: string; not: readonly string[] };
  messages: Readonly<Record<string, Message>>;
}
type Months = Partial<Record<Calendar, readonly string[]>>;

type Plural<Form extends string> = { by: string; '=0'?: string } & Record<Form, string>;
/** Every message of English and of the signals, with the plural forms of this language: a missing key or form is a compile error. */
export type Messages<Form extends string> = Record<WrittenKey | `signal.${string}`, string | Plural<Form>>;
/** For a language whose units change after a preposition. */
export type AfterPreposition<Form extends string> = Record<`unit.${Unit}.gen`, Plural<Form>>;

/** The words of the Worker's own pages: a file's second export, so that the extension does not carry them. */
export type TextKey = keyof typeof pages;
export type PageTexts = Readonly<Record<TextKey, string>>;
