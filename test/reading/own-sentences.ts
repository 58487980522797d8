/** Sentences of our own, as people write them in business mails, with what they are: the phrases' first tests. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { KINDS, type Kind, READING_LANGUAGES, type ReadingLanguage } from '../../extension/reading/phrases';

export interface OwnSentence {
  text: string;
  /** None for a sentence that only looks like one. */
  kinds: Kind[];
}

/** @throws {RangeError} for a line without a kind that exists */
export function ownSentences(): { language: ReadingLanguage; sentences: OwnSentence[] }[] {
  return READING_LANGUAGES.map((language) => ({
    language,
    sentences: readFileSync(path.join(import.meta.dirname, `sentences/${language}.txt`), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map(parse),
  }));
}

function parse(line: string): OwnSentence {
  const [, names = '', text = ''] = /^([a-z, ]+): (.+)$/u.exec(line) ?? [];
  const kinds = names === 'none' ? [] : names.split(', ');
  const known = kinds.filter((name): name is Kind => (KINDS as readonly string[]).includes(name));
  if (text === '' || known.length !== kinds.length) throw new RangeError(`no kind before this sentence: ${line}`);
  return { text, kinds: known };
}
