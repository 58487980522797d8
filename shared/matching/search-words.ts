/**
 * The words that a customer is found by: a typed word finds those that begin with it. In Persian and Arabic, where one writes with a space
 * what another writes joined, each word is kept together with all that follows it in its text, and with and without the article.
 */
import { foldName, foldText } from './fold-text';

/** A typed word is compared by so many letters. */
const LONGEST = 24;
/** Words of one customer. */
const MOST = 60;
const ARABIC = /\p{Script=Arabic}/u;
const pieces = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** Folded words of these texts (names, ids), each once, in order. Addresses and domains are not among them: the directory has those. */
export function searchWords(texts: readonly string[]): string[] {
  const words = new Set<string>();
  for (const text of texts) {
    const parts = pieces(foldText(text));
    for (const variant of [parts, parts.map(foldName)])
      variant.forEach((word, i) => {
        words.add((ARABIC.test(word) ? variant.slice(i).join('') : word).slice(0, LONGEST));
      });
  }
  return [...words].sort().slice(0, MOST);
}

/** A typed text as words to look for, folded like those above; at most eight. */
export const typedWords = (text: string): string[] => foldText(text).split(/\s+/).map(foldName).filter(Boolean).slice(0, 8);

/** The beginning of a stored word that a typed one asks for: its longest piece of letters and digits; '' where it has none. */
export function beginningOf(typed: string): string {
  const longest = pieces(typed).reduce((best, piece) => (piece.length > best.length ? piece : best), '');
  return longest.slice(0, LONGEST);
}
