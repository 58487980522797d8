import { expect, it } from 'vitest';
import { LANGUAGES } from '../../../shared/i18n/languages';
import { pages as ar } from '../../../shared/i18n/locales/ar';
import { pages as en } from '../../../shared/i18n/locales/en';
import { pages as fa } from '../../../shared/i18n/locales/fa';
import { pageTexts } from '../../../shared/i18n/page-texts';

const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

const others = LANGUAGES.map(({ id }) => id).filter((id) => id !== 'en');
it.each(others)('every page text stands in %s with the same placeholders', (language) => {
  const texts = pageTexts(language);
  expect(texts).not.toBe(en);
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
