/** A text as words that can be compared: letters folded, contractions written out, half spaces settled, each word with its place in the text. */
import { foldText } from '../../shared/matching/fold-text';

export interface Word {
  text: string;
  /** Where the written word begins and ends. The parts of one contraction have the same place. */
  from: number;
  to: number;
}

/**
 * One word as written: letters, digits, marks, half spaces and apostrophes; in Persian with the «می» before it and the «ها», «تر» after
 * it that many write apart.
 */
const WRITTEN =
  /(?:(?<![\p{L}\p{M}])ن?م[یي][ \u200c]+)?[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\u0640\u200c\u200e\u200f'’‘ʼ´]|\u200d)*(?: +(?:ها|های|هاي|تر|ترین|ترين|ام|ای|اند|تون|مون)(?![\p{L}\p{M}\p{N}\u200c]))*/gu;
/** Arabic "any" and "or": common, never part of a pattern, and to Persian eyes an ending. */
const ARABIC_ANY = /^(?:أ|ا)[يم]$/u;
const ASCII = /^[\0-\x7f]*$/u;
const CONTRACTIONS: [RegExp, string][] = [
  [/^(?:can't|cant|cannot)$/u, 'can not'],
  [/^(?:won't|wont)$/u, 'will not'],
  [/^(do|does|did|is|are|was|were|have|has|had|would|could|should|need)(?:n't|nt)$/u, '$1 not'],
  [/^let's$/u, 'let us'],
  [/^im$/u, 'i am'],
  [/^ive$/u, 'i have'],
  [/'ll$/u, ' will'],
  [/'re$/u, ' are'],
  [/'ve$/u, ' have'],
  [/'d$/u, ' would'],
  [/'m$/u, ' am'],
  [/^(it|that|there|what|here|who|how|where|everything|nothing|this)'s$/u, '$1 is'],
  [/'s$/u, ''],
];

export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: written, index } of text.matchAll(WRITTEN)) {
    if (ARABIC_ANY.test(written)) continue;
    const folded = ASCII.test(written) ? foldAscii(written) : foldOther(written);
    for (const word of folded.split(' ')) if (word !== '') words.push({ text: word, from: index, to: index + written.length });
  }
  return words;
}

/** The words of a text in a row, as patterns are compared. */
export const foldWords = (text: string): string =>
  wordsOf(text)
    .map((word) => word.text)
    .join(' ');

function foldAscii(written: string): string {
  const lower = written.toLowerCase();
  for (const [ending, plain] of CONTRACTIONS) if (ending.test(lower)) return lower.replace(ending, plain).replaceAll("'", '');
  return lower.replaceAll("'", '');
}

function foldOther(written: string): string {
  const plain = written.replace(/[’‘ʼ´]/gu, "'");
  return ASCII.test(plain) ? foldAscii(plain) : foldText(plain).replaceAll("'", '');
}
