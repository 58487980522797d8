/**
 * A name as a key that sorts by plain comparison of code points: letter case, accents and spelling variants count for nothing, Latin letters
 * come before Persian and Arabic ones, and those stand in the order of the Persian alphabet (which differs from the Arabic one only in و
 * before ه).
 */
import { foldText } from '../matching/fold-text';

const ALPHABET = 'ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی';
/** Where the letters of the alphabet are put: the block of their own script, in whose order they would be otherwise. */
const FIRST = 0x0620;
const PLACE = new Map([...ALPHABET].map((letter, i) => [letter, String.fromCharCode(FIRST + i)]));
const MOST = 80;

/** Never empty: a customer without a name stands at its id. */
export function sortName(name: string, id: string): string {
  return keyOf(name) || keyOf(id) || id.slice(0, MOST);
}

function keyOf(text: string): string {
  const plain = foldText(text)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');
  return [...plain]
    .map((letter) => PLACE.get(letter) ?? letter)
    .join('')
    .slice(0, MOST);
}
