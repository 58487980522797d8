import { describe, expect, it } from 'vitest';
import { openReader } from '../../../extension/reading/read';
import { ownSentences } from '../../reading/own-sentences';

const read = openReader([]);

describe.each(ownSentences())('sentences people write in $language', ({ sentences }) => {
  it('are read as what they are, and look-alikes as nothing', () => {
    const wrong = sentences
      .map(({ text, kinds }) => ({
        text,
        meant: [...kinds].sort(),
        read: read(text)
          .map(({ kind }) => kind)
          .sort(),
      }))
      .filter(({ meant, read }) => meant.join() !== read.join());
    expect(wrong).toEqual([]);
  });
});
