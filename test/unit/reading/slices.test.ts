import { afterEach, describe, expect, it, vi } from 'vitest';
import { openReader, readInSlices } from '../../../extension/reading/read';

const MESSAGE = 'Hello Sara.\nAcme quoted us a lower number.\nلطفاً اشتراک ما را لغو کنید.\nممكن خصم بسيط؟';

describe('reading in slices', () => {
  afterEach(() => vi.restoreAllMocks());
  /** A clock on which every step takes longer than a slice. */
  const slow = () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 1_000));
  };

  it('hears what reading in one go hears', async () => {
    slow();
    expect(await readInSlices(['Acme'], MESSAGE, async () => {})).toEqual(openReader(['Acme'])(MESSAGE));
    expect(openReader(['Acme'])(MESSAGE).map(({ kind }) => kind)).toEqual(['leave', 'discount', 'competitor']);
  });
  it('gives others their turn between any two steps, and two messages at once do not mix', async () => {
    slow();
    let rests = 0;
    const rest = async () => {
      rests++;
      await Promise.resolve();
    };
    const [both, one] = await Promise.all([
      readInSlices(['Acme'], MESSAGE, rest),
      readInSlices([], 'Please cancel our subscription.', rest),
    ]);
    expect(both.map(({ kind }) => kind)).toEqual(['leave', 'discount', 'competitor']);
    expect(one.map(({ kind, words }) => [kind, words])).toEqual([['leave', 'cancel our subscription']]);
    expect(rests).toBeGreaterThan(4);
  });
});
