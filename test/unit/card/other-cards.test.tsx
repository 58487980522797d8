import { describe, expect, it } from 'vitest';
import { draw } from './draw';
import { ask, lookAlike, noAccess, pageChanged, pageChangedAr } from './samples';

describe('a named state', () => {
  it('says what is so and offers the next step', async () => {
    const { root, click, intents } = draw(pageChanged);
    expect(root.textContent).toContain('This mail page has changed');
    await click('.btn.pri');
    await click('.btn.sec-b');
    expect(intents().map((intent) => intent.do)).toEqual(['search', 'retry']);
  });
  it('warns of a look-alike with the diamond and shows no score', () => {
    const { find, all, root } = draw(lookAlike);
    expect(find('.msg svg').getAttribute('class')).toBe('m-risk');
    expect(root.textContent).toContain('tamsin@quil1brook.example');
    expect(all('.num')).toHaveLength(0);
  });
  it('sets the two addresses under each other and underlines what differs', () => {
    const parts = (differing: string) => ['quil', differing, 'brook.example'].map((text, at) => ({ text, differs: at === 1 }));
    const compare = [
      { label: 'This mail:', parts: parts('1') },
      { label: 'On file:', parts: parts('l') },
    ];
    const { all, root } = draw({ ...lookAlike, compare });
    expect(all('u').map((mark) => mark.textContent)).toEqual(['1', 'l']);
    expect(root.textContent).toContain('This mail: quil1brook.example');
    expect(root.textContent).toContain('On file: quillbrook.example');
  });
  it('has a sign of its own for a changed page and for no access', () => {
    expect(draw(pageChanged).find('.msg svg').dataset.state).toBe('page-changed');
    expect(draw(noAccess).find('.msg svg').dataset.state).toBe('no-access');
  });
  it('stands right to left in Arabic and closes by Escape', async () => {
    const { find, press, intents } = draw(pageChangedAr);
    expect([find('section').dir, find('section').lang]).toEqual(['rtl', 'ar']);
    await press('.btn.pri', 'Escape');
    expect(intents()).toEqual([{ do: 'close' }]);
  });
});

describe('several customers fit', () => {
  it('chooses nothing beforehand and shows no score', async () => {
    const { all, click, intents } = draw(ask);
    expect(all('[aria-checked="true"]')).toHaveLength(0);
    expect(all('.num')).toHaveLength(0);
    await click('.btn.pri');
    expect(intents()).toEqual([]);
  });
  it('asks for the chosen customer', async () => {
    const { all, settle, click, intents } = draw(ask);
    all('[role="radio"]')[1]?.click();
    await settle();
    await click('.btn.pri');
    expect(intents()).toEqual([{ do: 'choose', customer: 'foundry' }]);
  });
  it('is chosen by arrows, as one stop of the tab key', async () => {
    const { press, all } = draw(ask);
    expect(all('[role="radio"]').map((choice) => choice.tabIndex)).toEqual([0, -1, -1]);
    await press('[role="radio"]', 'ArrowDown');
    await press('[role="radio"]', 'ArrowDown');
    expect(all('[role="radio"]').map((choice) => choice.getAttribute('aria-checked'))).toEqual(['false', 'true', 'false']);
    await press('[role="radio"]', 'ArrowUp');
    await press('[role="radio"]', 'ArrowUp');
    expect(all('[role="radio"]').map((choice) => choice.getAttribute('aria-checked'))).toEqual(['false', 'false', 'true']);
  });
});
