/** The sentences of a text. */

/** Nobody writes more, and machines must not make the reading slow. */
const MOST_SENTENCES = 200;
/** A line at least this long was broken by a mail program and goes on in the next. */
const WRAPPED = 50;
const ENDS = /[.!?؟؛;:…]["'”»)\]]*$/u;
const LIST_ITEM = /^(?:[-*•–·]|\d+[.)])\s/u;

/**
 * The sentences of a text, as written. A point inside a number or an address ends none; a line broken by the mail program is put
 * together again; a point between two Persian or Arabic letters ends one, as many write it without a space.
 */
export function sentencesOf(text: string): string[] {
  return unwrap(text)
    .split(/[!?؟؛;\n…]+|\.(?=[\s"'”»)]|$)|\.{2,}|(?<=\p{Script=Arabic})\.(?=\p{Script=Arabic})/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .slice(0, MOST_SENTENCES);
}

function unwrap(text: string): string {
  let out = '';
  let before = '';
  for (const line of text.split('\n').map((each) => each.trim())) {
    const goesOn = before.length >= WRAPPED && line !== '' && !ENDS.test(before) && !LIST_ITEM.test(line);
    out += out === '' ? line : `${goesOn ? ' ' : '\n'}${line}`;
    before = line;
  }
  return out;
}
