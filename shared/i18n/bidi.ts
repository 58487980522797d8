/** Direction marks for plain text: a name or number keeps its own direction inside a sentence of the other. */
export const FSI = '\u2068';
export const LRI = '\u2066';
export const RLI = '\u2067';
export const PDI = '\u2069';
/** Arabic letter mark: keeps a percent sign on the left of Persian digits. */
export const ALM = '\u061C';
export const RLM = '\u200F';

const MARKS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Takes every direction mark out: for input, search keys, links and file names. */
export const stripMarks = (text: string): string => text.replace(MARKS, '');

/** A name or text from outside, which finds its own direction. Marks inside it are taken out, so that it cannot break out. */
export const isolate = (text: string): string => `${FSI}${stripMarks(text)}${PDI}`;

/** An address, ticket number or phone: always left to right, shown as its source writes it. */
export const isolateLtr = (text: string): string => `${LRI}${stripMarks(text)}${PDI}`;
