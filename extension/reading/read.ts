/**
 * Reads the newest part of an opened message for what an account manager should not miss. Pure and local: the text comes in, kinds and
 * the words that caused them come out, and nothing is kept.
 */
import { newestPart } from './newest-part';
import { anchorKeys, compilePattern, type Pattern } from './pattern';
import { KINDS, type Kind, PHRASES, READING_LANGUAGES } from './phrases';
import { sentencesOf } from './sentences';
import { type Word, wordsOf } from './words';

export interface Hit {
  kind: Kind;
  /** The sentence as it was written. */
  sentence: string;
  /** The words of it that caused the hit, as they were written. */
  words: string;
}
interface Rule {
  kind: Kind;
  pattern: Pattern;
}
interface Rules {
  byAnchor: ReadonlyMap<string, readonly Rule[]>;
  not: ReadonlyMap<Kind, readonly Pattern[]>;
}
export type Reader = (message: string) => Hit[];

/** Sentences longer than this are read in part: nobody writes so, and machines must not make the reading slow. */
const LONGEST = 2_000;

/** A reader for a workspace whose competitors are `rivals`. Making one costs some milliseconds; keep it. */
export function openReader(rivals: readonly string[]): Reader {
  const rules = compileRules(rivals);
  return (message) => {
    const hits = new Map<Kind, Hit>();
    for (const sentence of sentencesOf(newestPart(message))) readSentence(sentence.slice(0, LONGEST), rules, hits);
    return KINDS.flatMap((kind) => hits.get(kind) ?? []);
  };
}

function readSentence(sentence: string, rules: Rules, hits: Map<Kind, Hit>): void {
  const words = wordsOf(sentence);
  const tried = new Set<Rule>();
  let folded = '';
  for (const word of words) {
    for (const key of anchorKeys(word.text)) {
      for (const rule of rules.byAnchor.get(key) ?? []) {
        if (tried.has(rule) || hits.has(rule.kind)) continue;
        tried.add(rule);
        folded ||= ` ${words.map(({ text }) => text).join(' ')} `;
        const span = firstSpan(folded, rule.pattern, rules.not.get(rule.kind) ?? []);
        if (span) hits.set(rule.kind, { kind: rule.kind, sentence, words: written(sentence, words, span) });
      }
    }
  }
}

/** Where the pattern first is without a look-alike over it. */
function firstSpan(folded: string, pattern: Pattern, not: readonly Pattern[]): [number, number] | null {
  let taken: [number, number][] | null = null;
  for (const span of spansOf(folded, pattern)) {
    taken ??= not.flatMap((other) => spansOf(folded, other));
    if (!taken.some(([from, to]) => from < span[1] && span[0] < to)) return span;
  }
  return null;
}

const spansOf = (folded: string, pattern: Pattern): [number, number][] =>
  [...folded.matchAll(pattern.expression())].map(({ 0: found, index }) => [index, index + found.length]);

/** The part of the sentence from the first to the last word of a span of the folded sentence. */
function written(sentence: string, words: readonly Word[], [from, to]: [number, number]): string {
  let at = 1;
  let begin = -1;
  let end = 0;
  for (const word of words) {
    if (at >= from && at < to) {
      if (begin < 0) begin = word.from;
      end = word.to;
    }
    at += word.text.length + 1;
  }
  return sentence.slice(begin, end);
}

function compileRules(rivals: readonly string[]): Rules {
  const byAnchor = new Map<string, Rule[]>();
  const not = new Map<Kind, Pattern[]>(KINDS.map((kind) => [kind, []]));
  for (const phrases of PHRASES) {
    for (const language of READING_LANGUAGES) {
      for (const text of phrases[language] ?? []) {
        const pattern = compilePattern(text, language, rivals);
        const rule = pattern && { kind: phrases.kind, pattern };
        for (const anchor of new Set(pattern?.anchors)) if (rule) byAnchor.set(anchor, [...(byAnchor.get(anchor) ?? []), rule]);
      }
    }
    for (const text of phrases.not ?? []) {
      const pattern = compilePattern(text, null, rivals);
      if (pattern) not.get(phrases.kind)?.push(pattern);
    }
  }
  return { byAnchor, not };
}
