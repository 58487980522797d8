import { HEARD_KINDS, type HeardKind } from '../../shared/judgement/heard';

/**
 * The seam of what is read for: files in `phrases/`, found by the registry, each listing patterns of one kind. A new kind is one file
 * with all its languages; a new language is one file a kind or one for all (a file may export a list).
 *
 * A pattern is words in a row: `…` stands for up to four words, `……` for up to nine, `(a/b)` for one of several, `?` after a group for none as well,
 * `*` for any ending, `#` for a number, `_` for any one word, ` .` at its end for the end of the sentence, `{svc}` for a word of that class (classes.ts). English contractions may be written either way.
 */
export { HEARD_KINDS as KINDS, type HeardKind as Kind };
export const READING_LANGUAGES = ['en', 'fa', 'ar'] as const;
export type ReadingLanguage = (typeof READING_LANGUAGES)[number];

export interface Phrases extends Partial<Record<ReadingLanguage, readonly string[]>> {
  kind: HeardKind;
  /** What looks alike and is not: a hit that overlaps one of these is dropped. In any language. */
  not?: readonly string[];
}

const found = import.meta.glob<Phrases | Phrases[]>('./phrases/*.ts', { eager: true, import: 'phrases' });
export const PHRASES: readonly Phrases[] = Object.keys(found)
  .sort()
  .flatMap((path) => found[path] as Phrases | Phrases[]);
