import { describe, expect, it } from 'vitest';
import { stripMarks } from '../../../shared/i18n/bidi';
import { presentLookAlike } from '../../../shared/present/look-alike';
import { EN, LOCALES } from './quillbrook';

const WHO = { sender: 'Accounts', customer: 'Quillbrook Ceramics' };
const marked = (parts: { text: string; differs: boolean }[] = []) =>
  parts.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('');

describe('the card of a look-alike', () => {
  it.each(LOCALES)('names both addresses and tells to call first, in $language', (locale) => {
    for (const known of ['quillbrook.example', 'tamsin@quillbrook.example', '']) {
      const card = presentLookAlike({ address: 'tamsin@quil1brook.example', known }, WHO, locale);
      expect(card.title).not.toMatch(/^state\./);
      expect(card.text).toContain('tamsin@quil1brook.example');
      expect(card.compare?.map(({ parts }) => parts.map(({ text }) => text).join('')).at(1) ?? '').toBe(known);
    }
  });
  it('marks the letters that differ, in the domain or in the whole address', () => {
    const domain = presentLookAlike({ address: 'tamsin@quil1brook.example', known: 'quillbrook.example' }, WHO, EN);
    expect(domain.compare?.map(({ label, parts }) => `${label} ${marked(parts)}`)).toEqual([
      'This mail: quil[1]brook.example',
      'On file: quil[l]brook.example',
    ]);
    const address = presentLookAlike({ address: 'tamsin@quilbrook.example', known: 'tamsin@quillbrook.example' }, WHO, EN);
    expect(address.compare?.map(({ parts }) => marked(parts))).toEqual(['tamsin@quilbrook.example', 'tamsin@quil[l]brook.example']);
  });
  it('shows a foreign letter as it is read, and the address as it is sent', () => {
    const card = presentLookAlike({ address: 'x@xn--qullbrook-w9h.example', known: 'quillbrook.example' }, WHO, EN);
    expect(marked(card.compare?.[0]?.parts)).toBe('qu[і]llbrook.example');
    expect(stripMarks(card.text)).toContain('x@xn--qullbrook-w9h.example resembles quillbrook.example');
  });
});
