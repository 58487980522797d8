/** No words for people in the code: they stand in the catalogues, in every language. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MANIFEST_TEXTS } from '../../../extension/locale-files';
import { LANGUAGES } from '../../../shared/i18n/languages';
import { pages as en } from '../../../shared/i18n/locales/en';
import { pageTexts } from '../../../shared/i18n/page-texts';
import { saidIn } from './said-in-code';

const files = (folder: string, kind: RegExp) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && kind.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
const READ_BY_PEOPLE = 'aria-label|aria-description|aria-roledescription|title|placeholder|alt|label';
/** A language's own name in itself is the same in every catalogue, so it may stand in the code. */
const words = (text: string): boolean => /\p{L}{2}/u.test(text.replace(/\$\{[^}]*\}/g, ''));

/** Text between tags, and attributes that are read out or shown, as they stand in the markup of a file. */
function literalsIn(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm, '').replace(/=>/g, '  ');
  const attributes = [...code.matchAll(new RegExp(`\\s(?:${READ_BY_PEOPLE})=(?:"([^"]*)"|\\{['"\`]([^'"\`{}]*)['"\`]\\})`, 'g'))];
  const between = [...code.matchAll(/<[a-z][\w-]*(?:\s[^<>]*)?>([^<>{}$;=()]+)</g)];
  return [...attributes.map((found) => found[1] ?? found[2] ?? ''), ...between.map((found) => found[1] ?? '')]
    .map((text) => text.trim())
    .filter(words);
}

/** What is no word: keys of a keyboard, addresses as examples. */
const NO_WORDS = /^(https?:\/\/\S+|Ctrl( ↵)?|UTC)$/;

describe('what a person reads', () => {
  it.each(files('extension', /\.tsx$/))('%s has no words of its own', (file) => {
    expect(literalsIn(readFileSync(file, 'utf8')).filter((text) => !NO_WORDS.test(text))).toEqual([]);
  });
  it.each(files('worker/pages', /(page|html|columns|report)\.ts$/))('%s has no words of its own', (file) => {
    expect(literalsIn(readFileSync(file, 'utf8')).filter((text) => !NO_WORDS.test(text))).toEqual([]);
  });
  it('would be found: between tags, in a label, in a template', () => {
    expect(literalsIn('<p class="sub">Nothing here</p>')).toEqual(['Nothing here']);
    expect(literalsIn('<button aria-label="Close" />')).toEqual(['Close']);
    expect(literalsIn("<input placeholder={'Your name'} />")).toEqual(['Your name']);
    expect(literalsIn('html`<nav aria-label="Language"><b>x</b></nav>`')).toEqual(['Language']);
    expect(literalsIn("<p title={t('a.b')}>{t('c.d')}</p>")).toEqual([]);
  });
  it.each([
    ...files('extension', /\.tsx?$/),
    ...files('worker', /\.ts$/).filter((file) => !file.includes(`${path.sep}local${path.sep}`)),
    ...files('shared/present', /\.ts$/),
  ])('%s hands no words of its own to what shows them', (file) => {
    expect(saidIn(readFileSync(file, 'utf8'), file).filter((text) => !NO_WORDS.test(text))).toEqual([]);
  });
  it.each([
    ["element.setAttribute('aria-label', 'Close');", 'Close'],
    ["box.title = open ? 'Show less' : t('more');", 'Show less'],
    [`document.title = \`\${name} in Vafa\`;`, 'in Vafa'],
    ["hint.textContent = words ?? 'click here';", 'click here'],
    ["alert('Saved');", 'Saved'],
    [
      "browser.notifications.create(id, { type: 'basic', title: t('a'), message: 'Renewal near', buttons: [{ title: 'Later' }] });",
      'Renewal near,Later',
    ],
    ["browser.action.setTitle({ title: 'Not connected' });", 'Not connected'],
    ["throw new Refusal('site.bad', 'This is no site');", 'This is no site'],
    ["const HEADERS = ['Customer', 'Renewal date'];", 'Customer,Renewal date'],
    [`const subject = count > 1 ? \`\${count} renewals\` : t('one');`, 'renewals'],
    ["const a = <Field label={on ? 'yes' : t('no')} name=\"last-name\" />;", 'yes'],
    ["const a = <p>{count > 0 && 'Waiting'}</p>;", 'Waiting'],
    [
      `html\`<p class="\${on ? 'is-on' : ''}" title="\${on ? 'Now on' : ''}">\${on ? 'Switched on' : t('off')}</p>\`;`,
      'Now on,Switched on',
    ],
  ])('would be found where it is handed on: %s', (code, words) => {
    expect(saidIn(code).join()).toBe(words);
  });
  it('is not mistaken for a key, a class, a code or somebody’s data', () => {
    const fine = `
      element.setAttribute('class', 'row rest'); button.title = t('card.close'); item.type = 'basic';
      const HEADERS = ['csv.customer', ...(['csv.band'] as const)]; throw new Error('the cursor is none of this order');
      send({ verb: 'later', message: 'x' }); log.push('Written to no one'); label.title = facts.profile.name;
      const a = <Field name="customer" class={on ? 'is on' : ''} label={t('a.b')} kind={open ? 'open row' : 'row'}>{name ?? ''}{t('c')}</Field>;`;
    expect(saidIn(fine)).toEqual([]);
  });
  it('is there in every language on the Worker’s pages, with the same placeholders', () => {
    const holes = (text: string) =>
      [...text.matchAll(/\{(\w+)\}/g)]
        .map((found) => found[1])
        .sort()
        .join();
    for (const { id } of LANGUAGES) {
      if (id === 'en') continue;
      const texts = pageTexts(id);
      expect(Object.keys(texts).sort()).toEqual(Object.keys(en).sort());
      const differing = Object.keys(en).filter(
        (key) => holes(String(en[key as keyof typeof en])) !== holes(String(texts[key as keyof typeof en])),
      );
      expect(differing).toEqual([]);
      const same = Object.entries(en).filter(
        ([key, text]) => /[a-z]{3}/i.test(String(text).replace(/\{\w+\}/g, '')) && text === texts[key as keyof typeof en],
      );
      expect(same.map(([key]) => key).filter((key) => !/^(app|event)\./.test(key))).toEqual([]);
    }
  });
  it('is there in every language for the browser’s own texts', () => {
    for (const key of Object.values(MANIFEST_TEXTS)) for (const { messages } of LANGUAGES) expect(messages).toHaveProperty([key]);
  });
});
