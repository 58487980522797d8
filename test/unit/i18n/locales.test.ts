import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../../shared/api/problems';
import { NOTE_KINDS, REMARK_KINDS } from '../../../shared/attributes';
import { FEEDS } from '../../../shared/event-entry';
import { languageOf, LANGUAGES as SPOKEN } from '../../../shared/i18n/languages';
import type { Language, Message } from '../../../shared/i18n/message';
import { HEARD_KINDS } from '../../../shared/judgement/heard';
import { SIGNALS } from '../../../shared/signals/registry';

const LANGUAGES = SPOKEN.map(({ id }) => id);
const OTHERS = LANGUAGES.filter((id) => id !== 'en');
const messagesOf = (id: Language): Readonly<Record<string, Message>> => languageOf(id).messages;

const formsOf = (message: Message): string[] =>
  typeof message === 'string' ? [message] : Object.entries(message).flatMap(([form, text]) => (form === 'by' ? [] : [text as string]));
/** Every argument that some form of the message reads. */
function argumentsOf(message: Message): string[] {
  const names = formsOf(message).flatMap((text) => [...text.matchAll(/\{([a-zA-Z]+)/g)].map((found) => found[1] ?? ''));
  return [...new Set([...names, ...(typeof message === 'string' ? [] : [message.by])])].sort();
}
/** English with the texts that stand in the signals' own files. */
const english: Record<string, Message> = { ...messagesOf('en') };
for (const { id, message } of SIGNALS) {
  Object.assign(english, {
    [`signal.${id}.text`]: message.text,
    [`signal.${id}.evidence`]: message.evidence,
    [`signal.${id}.short`]: message.short,
  });
  for (const [name, variant] of Object.entries(message.variants ?? {})) {
    Object.assign(english, { [`signal.${id}.text-${name}`]: variant.text, [`signal.${id}.evidence-${name}`]: variant.evidence });
  }
}

describe('the catalogues of all languages', () => {
  it('are English, Persian and Arabic at least, in the order in which they are offered', () => {
    expect(LANGUAGES.slice(0, 3)).toEqual(['en', 'fa', 'ar']);
    expect(new Set(SPOKEN.map(({ place }) => place)).size).toBe(SPOKEN.length);
  });

  it.each(readdirSync('shared/i18n/locales'))('%s is the language of its name', (file) => {
    expect(LANGUAGES).toContain(file.replace('.ts', ''));
  });

  it.each(OTHERS)('%s has every key of English and of the signals, and no other', (language) => {
    const keys = Object.keys(messagesOf(language)).filter((key) => !/^unit\..*\.gen$/.test(key));
    expect(keys.sort()).toEqual(Object.keys(english).sort());
  });

  it.each(OTHERS)('%s reads the same arguments as English in every message', (language) => {
    const differing = Object.keys(english).filter(
      (key) => String(argumentsOf(english[key] ?? '')) !== String(argumentsOf(messagesOf(language)[key] ?? '')),
    );
    expect(differing).toEqual([]);
  });

  it.each(LANGUAGES)('%s has every plural form of its language, and only those', (language) => {
    const messages = language === 'en' ? english : messagesOf(language);
    const wrong = Object.entries(messages).filter(([, message]) => {
      if (typeof message === 'string') return false;
      const forms = Object.keys(message).filter((form) => form !== 'by' && form !== '=0');
      return String(forms.sort()) !== String([...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort());
    });
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  it.each(LANGUAGES)('%s names only units that exist', (language) => {
    const messages = language === 'en' ? english : messagesOf(language);
    const units = Object.values(messages)
      .flatMap(formsOf)
      .flatMap((text) => [...text.matchAll(/\{[a-zA-Z]+:([a-z.-]+)\}/g)].map((found) => found[1] ?? ''));
    expect([...new Set(units)].filter((unit) => !(`unit.${unit}` in messagesOf(language)))).toEqual([]);
  });

  it('words every id that a program may put into a key', () => {
    const ids = [
      ...FEEDS.map((feed) => `factor.${feed}.name`),
      ...NOTE_KINDS.map((kind) => `kind.${kind}`),
      ...NOTE_KINDS.map((kind) => `card.undo.${kind}`),
      ...REMARK_KINDS.map((kind) => `remark.${kind}`),
      ...HEARD_KINDS.map((kind) => `heard.${kind}`),
      ...Object.keys(PROBLEMS).map((code) => `problem.${code}`),
    ];
    expect(ids.filter((key) => !(key in messagesOf('en')))).toEqual([]);
  });

  it('words every term of a factor and every act that the code can name', () => {
    const codes = (folder: string) =>
      readdirSync(folder)
        .filter((file) => file.endsWith('.ts'))
        .flatMap((file) =>
          [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(/\bcode: '([a-z-]+)'/g)].map(
            (found) => [file.slice(0, -3), found[1] ?? ''] as const,
          ),
        );
    const terms = codes('shared/health/factors').flatMap(([factor, code]) => [
      `factor.${factor}.${code}`,
      `factor.${factor}.${code}.evidence`,
    ]);
    const acts = [...codes('shared/signals'), ...codes('shared/health').filter(([file]) => file === 'next-act')].map(
      ([, code]) => `act.${code}`,
    );
    expect(terms.length).toBeGreaterThan(20);
    expect(acts.length).toBeGreaterThan(5);
    expect([...terms, ...acts].filter((key) => !(key in messagesOf('en')))).toEqual([]);
  });

  it('writes Persian with Persian letters only', () => {
    const wrong = Object.entries(messagesOf('fa')).filter(
      ([key, message]) => key !== 'options.language.ar' && formsOf(message).some((text) => /[يكىةەۀ\u06C2إ]/u.test(text)),
    );
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  it('puts the Persian zero-width non-joiner only between joining letters, never doubled, at an edge or beside a space', () => {
    const wrong = Object.entries(messagesOf('fa')).filter(([, message]) =>
      formsOf(message).some((text) => /\u200c(\u200c|\s|$|[،؛.:؟»}])|(^|[\s«{])\u200c|[ادذرزژوآأإ]\u200c/u.test(text)),
    );
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  it('writes Arabic with Arabic letters only', () => {
    const wrong = Object.entries(messagesOf('ar')).filter(
      ([key, message]) => key !== 'options.language.fa' && formsOf(message).some((text) => /[یکەپچژگ\u200c]/u.test(text)),
    );
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  it.each(['fa', 'ar'])('%s has no middle dot, exclamation mark, straight quote, Latin comma or ready-made digit', (language) => {
    const wrong = Object.entries(messagesOf(language)).filter(([, message]) =>
      formsOf(message).some((text) => /[·!"٠-٩۰-۹]|,(?!\w)|;/u.test(text)),
    );
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  it.each(OTHERS)('%s leaves no message in English', (language) => {
    const same = Object.keys(english).filter((key) => {
      const text = formsOf(english[key] ?? '')
        .join(' ')
        .replace(/\{[^}]*\}/g, '');
      return /[a-z]{3}/i.test(text) && String(formsOf(english[key] ?? '')) === String(formsOf(messagesOf(language)[key] ?? ''));
    });
    expect(same).toEqual([]);
  });

  it('has no exclamation mark or adjective of feeling in English', () => {
    const wrong = Object.entries(english).filter(([, message]) =>
      formsOf(message).some((text) => /!|\b(sorry|please|oops|unfortunately|great)\b/i.test(text)),
    );
    expect(wrong.map(([key]) => key)).toEqual([]);
  });
});
