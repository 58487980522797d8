/** A message of one language: plain, or one form per plural category of the number named by `by`. */
export type Message = string | PluralMessage;
export interface PluralMessage {
  by: string;
  '=0'?: string;
  zero?: string;
  one?: string;
  two?: string;
  few?: string;
  many?: string;
  other: string;
}
/** What a placeholder may hold. Text is data (isolated when shown); the rest is formatted for the reader. */
export type Arg =
  | number
  | string
  | { date: number }
  | { time: number }
  | { percent: number }
  | { signed: number }
  | { money: import('../money').Money }
  /** A name, ticket number or address from outside: shown as the source writes it, isolated. */
  | { name: string }
  | { id: string }
  /** Words already in the reader's language, put in as they are. */
  | { text: string }
  /** Another message, translated first. */
  | { key: string; args?: Args };
export type Args = Record<string, Arg>;

/** The id of a language, which is the name of its file in `locales/`. */
export type Language = string;
/** 0 Sunday … 6 Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;
export type Calendar = 'gregory' | 'persian' | 'islamic-umalqura';
/** How this reader wants words, numbers and dates; chosen in the app, not only by the browser. */
export interface Locale {
  language: Language;
  /** Full BCP 47 tag such as fa-IR or ar-EG; decides month names and currency habits. */
  tag: string;
  calendar: Calendar;
  digits: 'latn' | 'arabext' | 'arab';
  timeZone: string;
  /** The day that begins a week; as in the reader's country where absent. */
  firstDay?: Weekday;
  /** Show IRR as toman (÷ 10). */
  toman: boolean;
}
