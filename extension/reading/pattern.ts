/** Turns a pattern of words into one regular expression over folded words, and into the words without which it cannot be there. */
import { CLASSES, RIVAL } from './classes';
import { READING_LANGUAGES, type ReadingLanguage } from './phrases';
import { foldWords } from './words';

export interface Pattern {
  /** Made when first needed: most patterns never are. Matches whole words of a sentence that begins and ends with a space. */
  expression(): RegExp;
  /** One of these words is in every sentence that holds the pattern; with a star, a word that begins so. */
  anchors: readonly string[];
}

/** How many words may stand between. */
const GAPS: Record<string, string> = { '…': '(?: \\S+){0,4}', '……': '(?: \\S+){0,9}' };
/** What Arabic writes in front of a word without a space: and, so, by, to, as, will, the. */
const AR_BEFORE_WORD = '(?:[وف]?(?:[بک]?ال|لل|[بلکس])?)';
const AR_BEFORE_CLASS = '(?:[وف]?(?:ب?ال|لل|[لب])?)';
const ARABIC_SCRIPT = /^[\u0621-\u064a\u06a9\u06af\u06cc\u067e\u0686\u0698]/u;
/** Any number and any word, as words of a pattern. */
const NUMBER = '#';
const ANY = '_';
/** The end of the sentence, as the last word of a pattern. */
const END = '.';

interface Option {
  words: string;
  before: string;
}

/**
 * The pattern, or null where it needs a competitor and the workspace names none (`rivals`). `language` null: of any language.
 * @throws {RangeError} for a class of words that does not exist, or a pattern that any sentence would match
 */
export function compilePattern(pattern: string, language: ReadingLanguage | null, rivals: readonly string[]): Pattern | null {
  const elements: { options: Option[]; optional: boolean; joint: string }[] = [];
  let joint = '';
  const ends = pattern.endsWith(` ${END}`);
  for (const token of (ends ? pattern.slice(0, -END.length - 1) : pattern).split(/ (?![^(]*\))/u)) {
    const gap = GAPS[token];
    if (gap !== undefined) {
      joint = gap;
      continue;
    }
    const optional = token.endsWith(')?');
    const bare = optional ? token.slice(0, -1) : token;
    const inner = bare.startsWith('(') ? bare.slice(1, -1).split('/') : [bare];
    const options = inner.flatMap((option) => optionsOf(option, language, rivals));
    if (options.length === 0) return null;
    elements.push({ options, optional, joint });
    // A gap before a group that may be absent is a gap before what follows it too.
    if (!optional) joint = '';
  }
  const anchors = bestAnchors(elements.filter(({ optional }) => !optional).map(({ options }) => options));
  if (anchors.length === 0) throw new RangeError(`this pattern has no word to look for: ${pattern}`);
  let made: RegExp | null = null;
  return { anchors, expression: () => (made ??= new RegExp(`(?<= )${sourceOf(elements)}(?= ${ends ? '$' : ''})`, 'gu')) };
}

function sourceOf(elements: readonly { options: Option[]; optional: boolean; joint: string }[]): string {
  let source = '';
  for (const { options, optional, joint } of elements) {
    const group = `(?:${options.map(({ words, before }) => before + words.split(' ').map(expressionOf).join(' ')).join('|')})`;
    if (optional) source += source === '' ? `(?:${group} )?` : `(?:${joint} ${group})?`;
    else source += source === '' || source.endsWith(' )?') ? group : `${joint} ${group}`;
  }
  return source;
}

/** A class by its words; otherwise the option itself, folded. */
function optionsOf(option: string, language: ReadingLanguage | null, rivals: readonly string[]): Option[] {
  const name = /^\{(\w+)\}$/u.exec(option)?.[1];
  if (name === RIVAL)
    return rivals.map((rival) => ({ words: foldWords(rival), before: AR_BEFORE_CLASS })).filter(({ words }) => words !== '');
  if (name) {
    const words = CLASSES[name];
    if (!words) throw new RangeError(`no such class of words: ${name}`);
    return (language ? [language] : READING_LANGUAGES).flatMap((each) =>
      (words[each] ?? '').split('/').map((word) => ({ words: folded(word), before: each === 'ar' ? AR_BEFORE_CLASS : '' })),
    );
  }
  const arabic = language === 'ar' || (language === null && ARABIC_SCRIPT.test(option));
  return [{ words: folded(option), before: arabic ? AR_BEFORE_WORD : '' }];
}

const folded = (words: string): string =>
  words
    .split(' ')
    .map((word) => (word === NUMBER || word === ANY ? word : word.endsWith('*') ? `${foldWords(word.slice(0, -1))}*` : foldWords(word)))
    .join(' ');

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
const expressionOf = (word: string): string =>
  word === NUMBER ? '\\d\\S*' : word === ANY ? '\\S+' : word.endsWith('*') ? `${literal(word.slice(0, -1))}\\S*` : literal(word);

/** Of the elements that must be there, the one whose shortest word is longest: the rarest, roughly. Each option gives its longest word. */
function bestAnchors(elements: readonly (readonly Option[])[]): string[] {
  let best: string[] = [];
  let longest = 0;
  for (const options of elements) {
    const words = options.map(
      (option) =>
        option.words
          .split(' ')
          .filter((word) => word !== NUMBER && word !== ANY)
          .sort((a, b) => b.length - a.length)[0] ?? '',
    );
    const shortest = Math.min(...words.map((word) => word.length));
    if (shortest > longest) [best, longest] = [words, shortest];
  }
  return best;
}

/** What may stand before an Arabic word, longest first; for looking up anchors. */
const CLITICS = ['', 'و', 'ف'].flatMap((and) => ['', 'ال', 'بال', 'کال', 'لل', 'ب', 'ل', 'ک', 'س'].map((before) => and + before));
const ARABIC_WORD = /^[\u0600-\u06ff]/u;

/** The places in `index` under which a sentence's word may be an anchor. */
export function* anchorKeys(word: string): Generator<string> {
  const strips = ARABIC_WORD.test(word) ? CLITICS.filter((before) => word.startsWith(before) && word.length > before.length) : [''];
  for (const before of strips) {
    const rest = word.slice(before.length);
    yield rest;
    for (let length = 1; length <= rest.length; length++) yield `${rest.slice(0, length)}*`;
  }
}
