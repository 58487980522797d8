/** Lists in a sentence: "a, b and c", «الف، ب و پ», «أ وب وت». Items must already be words of the reader's language. */
import { languageOf } from './languages';
import type { Translate } from './t';

export function joinList(t: Translate, items: readonly string[]): string {
  const last = items.at(-1);
  if (last === undefined) return '';
  if (items.length === 1) return last;
  const { glue } = languageOf(t.locale.language);
  return t('list.and', { list: { text: items.slice(0, -1).join(glue.list) }, last: { text: last } });
}

/** Words beside each other without an "and": "a, b". */
export const joinWords = (t: Translate, words: readonly string[]): string => words.join(languageOf(t.locale.language).glue.words);

/** Parts that stand beside each other in one line, each a phrase of its own. */
export const joinParts = (t: Translate, parts: readonly string[]): string => parts.join(languageOf(t.locale.language).glue.parts);

/** A phrase as it goes on after another: its first letter small, unless it begins with an abbreviation. */
export const beginsSmall = (t: Translate, phrase: string): string =>
  languageOf(t.locale.language).lowersInside && /^\p{Lu}[\p{Ll} ]/u.test(phrase)
    ? phrase.charAt(0).toLocaleLowerCase(t.locale.language) + phrase.slice(1)
    : phrase;

/** A name as it stands within a sentence. */
export const inSentence = (t: Translate, name: string): string =>
  languageOf(t.locale.language).lowersInside ? name.toLocaleLowerCase(t.locale.language) : name;
