/** Headers, names and words of cells, compared as people mean them: punctuation and spaces do not count either. */
import { foldName as foldSpelling } from '../../../shared/matching/fold-text';

const PLAIN = /^[\0-\x7f]*$/;

/** Persian and Arabic digits → 0–9, with their decimal and grouping marks. */
export function latinDigits(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(/[\u06F0-\u06F9\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/٫/g, '.')
    .replace(/٬/g, ',');
}

/** Letters and digits only, so that «شرکت‌ آريا» equals «شرکت آریا» and "E-mail" equals "email". Never shown to anybody. */
export function foldName(text: string): string {
  return foldSpelling(text).replace(/[^\p{L}\p{N}]+/gu, '');
}
