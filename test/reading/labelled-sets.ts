/** The public sets of labelled texts that the reading is measured on, each with a training and a test part. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import type { Kind, ReadingLanguage } from '../../extension/reading/phrases';

export const DATA = path.resolve(import.meta.dirname, '../../../shared/data');

export interface LabelledText {
  text: string;
  label: boolean;
  test: boolean;
}
type Row = Record<string, string>;
export interface LabelledSet {
  name: string;
  language: ReadingLanguage;
  kind: Kind;
  file: string;
  /** Whether the text is of the kind; null: not of this set. */
  label(row: Row): boolean | null;
  /** What the label really says, where it is only near to the kind. */
  standsFor?: 'negative' | 'positive';
}

const BANKING = 'text_en_banking77/banking77.csv.gz';
const DIALOGUES = 'text_en_multidogo/multidogo_intents.csv.gz';
const AR_BANKING = 'text_ar_arbanking77/arbanking77.csv.gz';
const sentiment = (name: string, language: ReadingLanguage, file: string): LabelledSet[] => [
  { name, language, kind: 'anger', file, label: (row) => row.sentiment === 'negative', standsFor: 'negative' },
  { name, language, kind: 'praise', file, label: (row) => row.sentiment === 'positive', standsFor: 'positive' },
];
export const SETS: readonly LabelledSet[] = [
  { name: 'Banking77', language: 'en', kind: 'leave', file: BANKING, label: (row) => row.cancel === '1' },
  { name: 'MultiDoGO', language: 'en', kind: 'leave', file: DIALOGUES, label: (row) => row.cancel === '1' },
  { name: 'MultiDoGO', language: 'en', kind: 'discount', file: DIALOGUES, label: (row) => row.discount === '1' },
  {
    name: 'ArBanking77 MSA',
    language: 'ar',
    kind: 'leave',
    file: AR_BANKING,
    label: (row) => (row.dialect === 'MSA' ? row.cancel === '1' : null),
  },
  {
    name: 'ArBanking77 PAL',
    language: 'ar',
    kind: 'leave',
    file: AR_BANKING,
    label: (row) => (row.dialect === 'MSA' ? null : row.cancel === '1'),
  },
  ...sentiment('Snappfood', 'fa', 'text_fa_snappfood/snappfood_test.csv.gz'),
  ...sentiment('SentiPers', 'fa', 'text_fa_sentipers/sentipers.csv.gz'),
  ...sentiment('Souq', 'ar', 'text_ar_reviews/prod.csv.gz'),
  ...sentiment('Restaurants', 'ar', 'text_ar_reviews/res2.csv.gz'),
];
/** Of ten texts, how many are kept for the test where a set has no split of its own. */
const TEST_TENTHS = 4;

/** The texts of a set; null where the folder does not hold it. */
export function textsOf(set: LabelledSet, folder: string): LabelledText[] | null {
  const file = path.join(folder, set.file);
  if (!existsSync(file)) return null;
  const rows = Papa.parse<Row>(gunzipSync(readFileSync(file)).toString('utf8'), { header: true, skipEmptyLines: true }).data;
  return rows.flatMap((row): LabelledText[] => {
    const text = row.text ?? '';
    const label = set.label(row);
    return label === null ? [] : [{ text, label, test: row.split ? row.split === 'test' : hash(text) % 10 < TEST_TENTHS }];
  });
}

/** FNV-1a, 32 bits: the same split on every machine. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
