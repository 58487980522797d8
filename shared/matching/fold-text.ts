/**
 * Folding for search: the same key for every way a Persian, Arabic or Latin name is typed. Keys are only
 * compared, never shown and never sorted by.
 */
/** Arabic marks, tatweel and bidi controls: they change nothing about which word it is. */
const DROPPED = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u066cء]/gu;
const LETTERS: Record<string, string> = {
  ي: 'ی',
  ى: 'ی',
  ئ: 'ی',
  ك: 'ک',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ؤ: 'و',
  ۀ: 'ه',
  ة: 'ه',
  ە: 'ه',
  ہ: 'ه',
  '٫': '.',
  '\u200c': ' ',
};
const PLAIN = /^[\0-\x7f]*$/;
const DIGITS = /[٠-٩۰-۹]/gu;
/** Verb prefixes and endings that are written joined, with a half space or with a space. Made at the first use: classes of letters are dear, and a background that draws one card folds nothing. */
let patterns: { variants: RegExp; prefix: RegExp; suffix: RegExp } | null = null;

/** The search key of a text: compatibility form, lower case, one letter per letter family, Latin digits, single spaces. */
export function foldText(text: string): string {
  // Most names are plain ASCII, on which all but this would do nothing.
  if (PLAIN.test(text)) return text.toLowerCase().replace(/\s+/g, ' ').trim();
  patterns ??= {
    variants: new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu'),
    prefix: /(?<![\p{L}\p{N}])(ن?می) +(?=\p{L})/gu,
    suffix: / +(ها|های|تر|ترین|ام|ای|اند|تون|مون)(?![\p{L}\p{N}])/gu,
  };
  return text
    .normalize('NFKC')
    .replace(/[أإآئؤۀ]/gu, (letter) => LETTERS[letter] ?? letter)
    .replace(DROPPED, '')
    .toLowerCase()
    .replace(patterns.variants, (letter) => LETTERS[letter] ?? letter)
    .replace(DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(patterns.prefix, '$1')
    .replace(patterns.suffix, '$1');
}

/** The key under which two spellings of one name meet: folded, without spaces and the Arabic article at word starts. */
export function foldName(name: string): string {
  return foldText(name)
    .split(' ')
    .map((word) => (word.length > 4 && word.startsWith('ال') ? word.slice(2) : word))
    .join('');
}
