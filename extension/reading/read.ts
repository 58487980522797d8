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
type Span = readonly [from: number, to: number];
export type Reader = (message: string) => Hit[];

/** Marks the phrases that need a competitor's name. */
const NAMES = '{rival}';
/** Sentences longer than this are read in part: nobody writes so, and machines must not make the reading slow. */
const LONGEST = 2_000;

/**
 * A reader that knows `rivals` as names of competitors. The phrases without names are compiled at the first call (some milliseconds) and
 * kept for all readers: nothing of this is done when the program starts.
 */
export function openReader(rivals: readonly string[]): Reader {
  common ??= compileRules(() => true, []);
  const plain = common;
  const rules =
    rivals.length === 0
      ? plain
      : merged(
          plain,
          compileRules((text) => text.includes(NAMES), rivals),
        );
  return (message) => {
    const hits = new Map<Kind, Hit>();
    for (const sentence of sentencesOf(newestPart(message))) readSentence(sentence.slice(0, LONGEST), rules, hits);
    return KINDS.flatMap((kind) => hits.get(kind) ?? []);
  };
}

function readSentence(sentence: string, rules: Rules, hits: Map<Kind, Hit>): void {
  const words = wordsOf(sentence);
  const folded = ` ${words.map(({ text }) => text).join(' ')} `;
  const keys = new Set(words.flatMap(({ text }) => [...anchorKeys(text)]));
  const tried = new Set<Rule>();
  const alike = new Map<Kind, Span[]>();
  /** Where the look-alikes of a kind stand in this sentence. */
  const alikeOf = (kind: Kind): Span[] => {
    const known = alike.get(kind);
    if (known) return known;
    const near = (rules.not.get(kind) ?? []).filter(({ anchors }) => anchors.some((anchor) => keys.has(anchor)));
    const spans = near.flatMap((pattern) => [...spansOf(folded, pattern)]);
    alike.set(kind, spans);
    return spans;
  };
  for (const key of keys) {
    for (const rule of rules.byAnchor.get(key) ?? []) {
      if (tried.has(rule) || hits.has(rule.kind)) continue;
      tried.add(rule);
      for (const span of spansOf(folded, rule.pattern)) {
        if (alikeOf(rule.kind).some(([from, to]) => from < span[1] && span[0] < to)) continue;
        hits.set(rule.kind, { kind: rule.kind, sentence, words: written(sentence, words, span) });
        break;
      }
    }
  }
}

/** Every place of the pattern, one after the other. */
function* spansOf(folded: string, pattern: Pattern): Generator<Span> {
  for (const { 0: found, index } of folded.matchAll(pattern.expression())) yield [index, index + found.length];
}

/** The part of the sentence from the first to the last word of a span of the folded sentence. */
function written(sentence: string, words: readonly Word[], [from, to]: Span): string {
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

let common: Rules | null = null;

function merged(one: Rules, other: Rules): Rules {
  const byAnchor = new Map(one.byAnchor);
  for (const [anchor, rules] of other.byAnchor) byAnchor.set(anchor, [...(byAnchor.get(anchor) ?? []), ...rules]);
  return { byAnchor, not: new Map(KINDS.map((kind) => [kind, [...(one.not.get(kind) ?? []), ...(other.not.get(kind) ?? [])]])) };
}

/** The rules of those phrases that are `wanted`. */
function compileRules(wanted: (text: string) => boolean, rivals: readonly string[]): Rules {
  const byAnchor = new Map<string, Rule[]>();
  const not = new Map<Kind, Pattern[]>(KINDS.map((kind) => [kind, []]));
  for (const phrases of PHRASES) {
    for (const language of READING_LANGUAGES) {
      for (const text of phrases[language]?.filter(wanted) ?? []) {
        const pattern = compilePattern(text, language, rivals);
        const rule = pattern && { kind: phrases.kind, pattern };
        for (const anchor of new Set(pattern?.anchors)) if (rule) byAnchor.set(anchor, [...(byAnchor.get(anchor) ?? []), rule]);
      }
    }
    for (const text of phrases.not?.filter(wanted) ?? []) {
      const pattern = compilePattern(text, null, rivals);
      if (pattern) not.get(phrases.kind)?.push(pattern);
    }
  }
  return { byAnchor, not };
}
