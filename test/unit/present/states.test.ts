import { describe, expect, it } from 'vitest';
import { stripMarks } from '../../../shared/i18n/bidi';
import { present } from '../../../shared/present/present';
import { presentAsk } from '../../../shared/present/present-ask';
import { askBadge, presentBadge } from '../../../shared/present/present-badge';
import { presentState, STATE_CODES } from '../../../shared/present/present-state';
import { AR, EN, FA, inputFor, LOCALES, model, NOW, quillbrook, recordOf } from './quillbrook';

describe('a named state', () => {
  it.each(LOCALES)('has a title, a sentence and a next step for every code in $language', (locale) => {
    for (const code of STATE_CODES) {
      const card = presentState(code, locale, {
        n: 2,
        age: { text: '' },
        name: { name: 'Tamsin' },
        customer: { name: 'Quillbrook' },
        address: { id: 'tamsin@quil1brook.example' },
      });
      expect(card.title).not.toMatch(/^state\.|–/);
      expect(card.text).not.toMatch(/^(state|notice)\.|–/);
      expect(card.actions.length).toBeGreaterThan(0);
      expect(card.actions.filter(({ primary }) => primary)).toHaveLength(1);
      for (const { label } of card.actions) expect(label).not.toMatch(/^action\./);
    }
  });
  it('says who can give access, an admin when nobody is named', () => {
    expect(stripMarks(presentState('no-access', EN, { name: { name: 'R. Penhale' } }).text)).toBe('R. Penhale can give it.');
    expect(presentState('no-access', FA).text).toBe('ادمین فضای کار شما می‌تواند بدهد.');
  });
  it('tells a look-alike by the fact and accuses nobody', () => {
    const args = { name: { name: 'Tamsin' }, customer: { name: 'Quillbrook Ceramics' }, address: { id: 'tamsin@quil1brook.example' } };
    expect(presentState('look-alike', EN, args).text).toContain('\u2066tamsin@quil1brook.example\u2069 does not');
  });
});

describe('a question', () => {
  const candidates = [
    { customer: 'c', name: 'Harwick Holdings', owner: '', yours: false },
    { customer: 'b', name: 'Harwick Foundry', owner: 'R. Penhale', yours: false },
    { customer: 'a', name: 'Harwick Retail', owner: 'Me', yours: true },
  ];
  it('lists the candidates with their owners, your own first', () => {
    const card = presentAsk(candidates, 'harwick-group.example', EN);
    expect(card.choices.map(({ name, sub }) => [name, stripMarks(sub)])).toEqual([
      ['Harwick Retail', 'Yours'],
      ['Harwick Foundry', 'R. Penhale'],
      ['Harwick Holdings', 'No owner'],
    ]);
    expect(stripMarks(card.text)).toBe('harwick-group.example belongs to 3 customers.');
  });
  it('counts in the language of the reader', () => {
    expect(stripMarks(presentAsk(candidates.slice(1), 'harwick.example', AR).text)).toBe('harwick.example يخص عميلين.');
    expect(stripMarks(presentAsk(candidates, 'harwick.example', FA).text)).toBe('harwick.example مال ۳ مشتری است.');
  });
});

describe('a badge', () => {
  it('shows the number of the card', () => {
    const badge = presentBadge(recordOf(quillbrook('fa')), model, NOW, FA);
    expect(badge.shown).toBe(present(inputFor(FA)).scoreShown);
    expect(stripMarks(badge.label)).toMatch(/^کاشی نیلگون‌بام: زیر نظر، [۰-۹]+ از ۱۰۰$/);
  });
  it('asks where several fit', () => {
    expect(askBadge(EN)).toEqual({ band: 'ask', shown: 'ask', label: 'Several customers fit' });
  });
});
