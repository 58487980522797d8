/** Precision, recall and F1 of the reading on the test parts of labelled sets, beside plain keywords and a classifier trained on the training parts. */
import { openReader } from '../../extension/reading/read';
import { train } from './classifier';
import { keywordReader } from './keywords';
import { DATA, type LabelledText, SETS, textsOf } from './labelled-sets';
import { ownSentences } from './own-sentences';

export interface Score {
  precision: number | null;
  recall: number | null;
  f1: number | null;
}
export interface Measured {
  set: string;
  language: string;
  kind: string;
  /** What the label says where it is only near to the kind. */
  standsFor: string | null;
  texts: number;
  positives: number;
  reading: Score;
  keywords: Score | null;
  classifier: Score | null;
}

/** Every set that is there, in the order of the list; then our own sentences, which the phrases were written with. */
export function measureReading(folder: string = DATA): Measured[] {
  const read = openReader([]);
  const labelled = SETS.flatMap((set): Measured[] => {
    const texts = textsOf(set, folder);
    if (!texts) return [];
    const test = texts.filter((each) => each.test);
    const keywords = keywordReader(set.kind, set.language);
    return [
      {
        set: set.name,
        language: set.language,
        kind: set.kind,
        standsFor: set.standsFor ?? null,
        texts: test.length,
        positives: test.filter(({ label }) => label).length,
        reading: score(test, (text) => read(text).some(({ kind }) => kind === set.kind)),
        keywords: keywords && score(test, keywords),
        classifier: score(test, train(texts.filter((each) => !each.test))),
      },
    ];
  });
  return [...labelled, ...measureOwn()];
}

function measureOwn(): Measured[] {
  const read = openReader([]);
  return ownSentences().flatMap(({ language, sentences }) =>
    [...new Set(sentences.flatMap(({ kinds }) => kinds))].map((kind) => {
      const texts = sentences.map(({ text, kinds }) => ({ text, label: kinds.includes(kind) }));
      const keywords = keywordReader(kind, language);
      return {
        set: 'own sentences',
        language,
        kind,
        standsFor: null,
        texts: texts.length,
        positives: texts.filter(({ label }) => label).length,
        reading: score(texts, (text) => read(text).some((hit) => hit.kind === kind)),
        keywords: keywords && score(texts, keywords),
        classifier: null,
      };
    }),
  );
}

/** Null where there is nothing to divide by. */
export function score(texts: readonly Omit<LabelledText, 'test'>[], says: (text: string) => boolean): Score {
  let said = 0;
  let right = 0;
  let positives = 0;
  for (const { text, label } of texts) {
    const yes = says(text);
    if (yes) said++;
    if (label) positives++;
    if (yes && label) right++;
  }
  return {
    precision: said ? right / said : null,
    recall: positives ? right / positives : null,
    f1: said + positives ? (2 * right) / (said + positives) : null,
  };
}

const shown = (value: number | null | undefined) => (value === null || value === undefined ? '–' : value.toFixed(2).replace(/^0/u, ''));
const shownScore = (each: Score | null) => (each ? `${shown(each.precision)} / ${shown(each.recall)} / ${shown(each.f1)}` : '–');

/** The table as Markdown, as it stands in the README. */
export function table(rows: readonly Measured[]): string {
  const cells = [
    ['set (test part)', 'kind', 'texts (of the kind)', 'reading P / R / F1', 'keywords P / R / F1', 'classifier P / R / F1'],
    ['---', '---', '---', '---', '---', '---'],
    ...rows.map((row) => [
      `${row.set}, ${row.language}`,
      row.standsFor ? `${row.kind} (label: ${row.standsFor})` : row.kind,
      `${row.texts} (${row.positives})`,
      shownScore(row.reading),
      shownScore(row.keywords),
      shownScore(row.classifier),
    ]),
  ];
  return cells.map((row) => `| ${row.join(' | ')} |`).join('\n');
}
