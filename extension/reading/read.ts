/**
 * Reads the newest part of an opened message for what an account manager should not miss. Pure and local: the text comes in, kinds and
 * the words that caused them come out, and nothing is kept.
 */
import { newestPart } from './newest-part';
import { anchorKeys, compilePattern, type Pattern } from './pattern';
import { KINDS, type Kind, PHRASES, type ReadingLanguage } from './phrases';
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
/** After so long (ms) others have their turn: nobody at a keyboard notices less. */
const SLICE = 10;

/** Scripts and what is written in them: phrases of a script that a message does not have are never made. */
const SCRIPTS: readonly { letters: RegExp; languages: readonly ReadingLanguage[] }[] = [
  { letters: /\p{Script=Latin}/u, languages: ['en'] },
  { letters: /\p{Script=Arabic}/u, languages: ['fa', 'ar'] },
];
type Script = (typeof SCRIPTS)[number];
/** The phrases of a script, kept for all readers once made. */
const common = new Map<Script, Rules>();

/** A reader that knows `rivals` as names of competitors, in one go. Phrases are made at the first message in their script. */
export function openReader(rivals: readonly string[]): Reader {
  return (message) => {
    const steps = readSteps(rivals, message);
    let step = steps.next();
    while (!step.done) step = steps.next();
    return step.value;
  };
}

/**
 * The same in slices of some milliseconds. The first message of a script costs as much as a hundred later ones, and a very long one is no
 * reason to keep others waiting: `rest` lets them have their turn.
 */
export async function readInSlices(rivals: readonly string[], message: string, rest: () => Promise<void>): Promise<Hit[]> {
  const steps = readSteps(rivals, message);
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < SLICE) continue;
    await rest();
    since = performance.now();
  }
}

/** Small steps: the old parts cut, a phrase made, a phrase looked for in a sentence. */
function* readSteps(rivals: readonly string[], message: string): Generator<undefined, Hit[]> {
  const hits = new Map<Kind, Hit>();
  const newest = newestPart(message);
  yield;
  const sentences = sentencesOf(newest).map((sentence) => sentence.slice(0, LONGEST));
  const rules: Rules[] = [];
  for (const script of SCRIPTS) {
    if (!sentences.some((sentence) => script.letters.test(sentence))) continue;
    const made = common.get(script) ?? (yield* compileRules(script, () => true, []));
    common.set(script, made);
    rules.push(made);
  }
  // A name may be of another script than the sentence around it.
  if (rivals.length > 0) for (const script of SCRIPTS) rules.push(yield* compileRules(script, (text) => text.includes(NAMES), rivals));
  for (const sentence of sentences) yield* readSentence(sentence, rules, hits);
  return KINDS.flatMap((kind) => hits.get(kind) ?? []);
}

function* readSentence(sentence: string, rules: readonly Rules[], hits: Map<Kind, Hit>): Generator<undefined, void> {
  yield;
  const words = wordsOf(sentence);
  const folded = ` ${words.map(({ text }) => text).join(' ')} `;
  const keys = new Set(words.flatMap(({ text }) => [...anchorKeys(text)]));
  const tried = new Set<Rule>();
  const alike = new Map<Kind, Span[]>();
  /** Where the look-alikes of a kind stand in this sentence. */
  function* alikeOf(kind: Kind): Generator<undefined, Span[]> {
    const known = alike.get(kind);
    if (known) return known;
    const spans: Span[] = [];
    for (const pattern of rules.flatMap(({ not }) => not.get(kind) ?? [])) {
      if (!pattern.anchors.some((anchor) => keys.has(anchor))) continue;
      yield;
      spans.push(...spansOf(folded, pattern));
    }
    alike.set(kind, spans);
    return spans;
  }
  for (const key of keys) {
    for (const rule of rules.flatMap(({ byAnchor }) => byAnchor.get(key) ?? [])) {
      if (tried.has(rule) || hits.has(rule.kind)) continue;
      tried.add(rule);
      yield;
      for (const span of spansOf(folded, rule.pattern)) {
        if ((yield* alikeOf(rule.kind)).some(([from, to]) => from < span[1] && span[0] < to)) continue;
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

/** The rules of those phrases of a script that are `wanted`, one by one. */
function* compileRules(script: Script, wanted: (text: string) => boolean, rivals: readonly string[]): Generator<undefined, Rules> {
  const byAnchor = new Map<string, Rule[]>();
  const not = new Map<Kind, Pattern[]>(KINDS.map((kind) => [kind, []]));
  for (const phrases of PHRASES) {
    for (const language of script.languages) {
      for (const text of phrases[language]?.filter(wanted) ?? []) {
        yield;
        const pattern = compilePattern(text, [language], rivals);
        if (!pattern) continue;
        const rule = { kind: phrases.kind, pattern };
        for (const anchor of new Set(pattern.anchors)) {
          const known = byAnchor.get(anchor);
          if (known) known.push(rule);
          else byAnchor.set(anchor, [rule]);
        }
      }
    }
    for (const text of phrases.not?.filter((each) => wanted(each) && isIn(script, each)) ?? []) {
      yield;
      const pattern = compilePattern(text, script.languages, rivals);
      if (pattern) not.get(phrases.kind)?.push(pattern);
    }
  }
  return { byAnchor, not };
}

/** The words of a look-alike tell its script; one of classes alone is of every script. */
function isIn({ letters }: Script, text: string): boolean {
  const words = text.replace(/\{\w+\}/gu, '');
  return letters.test(words) || !/\p{L}/u.test(words);
}
