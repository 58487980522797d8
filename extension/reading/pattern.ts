/** Turns a pattern of words into one regular expression over folded words, and into the words without which it cannot be there. */
import { CLASSES, RIVAL } from './classes';
import type { ReadingLanguage } from './phrases';
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
/** The article as written: with "to" before it, it loses its alif («للخروج»), so a word that begins with it is looked for without. */
const AR_ARTICLE = /^ال(?=\S{3})/u;
const AR_BEFORE_ARTICLE = '(?:[وف]?(?:[بک]?ال|لل))';
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
 * The pattern in one of `languages`, or null where it needs a competitor and the workspace names none (`rivals`).
 * @throws {RangeError} for a class of words that does not exist, or a pattern that any sentence would match
 */
export function compilePattern(pattern: string, languages: readonly ReadingLanguage[], rivals: readonly string[]): Pattern | null {
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
    const options = inner.flatMap((option) => optionsOf(option, languages, rivals));
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

const folds = new WeakMap<readonly string[], Option[]>();
/** The names of a list, folded once for all the patterns that need them: a workspace may list hundreds. */
function rivalOptions(rivals: readonly string[]): Option[] {
  const known =
    folds.get(rivals) ?? rivals.map((rival) => ({ words: foldWords(rival), before: AR_BEFORE_CLASS })).filter(({ words }) => words !== '');
  folds.set(rivals, known);
  return known;
}

/** A class by its words; otherwise the option itself, folded. */
function optionsOf(option: string, languages: readonly ReadingLanguage[], rivals: readonly string[]): readonly Option[] {
  const name = /^\{(\w+)\}$/u.exec(option)?.[1];
  if (name === RIVAL) return rivalOptions(rivals);
  if (name) return languages.flatMap((language) => classOf(name, language));
  const arabic = languages.includes('ar') && (languages.length === 1 || ARABIC_SCRIPT.test(option));
  return [arabic ? arabicOption(option, AR_BEFORE_WORD) : { words: folded(option), before: '' }];
}

/** Folded once: a class stands in a hundred patterns. */
const classes = new Map<string, readonly Option[]>();
function classOf(name: string, language: ReadingLanguage): readonly Option[] {
  const key = `${name} ${language}`;
  const known = classes.get(key);
  if (known) return known;
  const words = CLASSES[name];
  if (!words) throw new RangeError(`no such class of words: ${name}`);
  const options = (words[language]?.split('/') ?? []).map((word) =>
    language === 'ar' ? arabicOption(word, AR_BEFORE_CLASS) : { words: folded(word), before: '' },
  );
  classes.set(key, options);
  return options;
}

const arabicOption = (option: string, before: string): Option =>
  AR_ARTICLE.test(option)
    ? { words: folded(option.replace(AR_ARTICLE, '')), before: AR_BEFORE_ARTICLE }
    : { words: folded(option), before };

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
