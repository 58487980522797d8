import { expect, it } from 'vitest';
import { ar } from '../../../worker/pages/texts/ar';
import { en } from '../../../worker/pages/texts/en';
import { fa } from '../../../worker/pages/texts/fa';

const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

it.each([
  ['fa', fa],
  ['ar', ar],
] as const)('every page text stands in %s with the same placeholders', (_, texts) => {
  expect(Object.keys(texts).sort()).toEqual(Object.keys(en).sort());
  for (const [key, text] of Object.entries(en)) {
    const other = texts[key as keyof typeof en];
    expect(other.trim(), key).not.toBe('');
    expect(holes(other), key).toEqual(holes(text));
  }
});

it('Persian texts use Persian letters and Arabic texts Arabic ones', () => {
  expect(Object.values(fa).filter((text) => /[يىكەۀ]/.test(text))).toEqual([]);
  expect(Object.values(ar).filter((text) => /[یکگچپژ]/.test(text))).toEqual([]);
});
