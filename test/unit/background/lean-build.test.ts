import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAst, transformWithOxc } from 'vite';
import { describe, expect, it } from 'vitest';
import { withoutExamples, wordsAsText } from '../../../extension/lean-build';
import { LANGUAGES } from '../../../shared/i18n/languages';

const root = path.resolve(import.meta.dirname, '../../..');
/** A source as the build hands it on: JavaScript. */
const built = async (file: string): Promise<string> => (await transformWithOxc(readFileSync(file, 'utf8'), file)).code;
const parse = (code: string): unknown => parseAst(code);
/** Runs a module that imports nothing. */
const run = (code: string): Promise<Record<string, never>> => import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`);

describe('what the build leaves out of the way', () => {
  it.each(LANGUAGES.map(({ id }) => id))('keeps every word of %s, as text until somebody reads them', async (id) => {
    const lean = wordsAsText(await built(path.join(root, `shared/i18n/locales/${id}.ts`)), parse);
    const { language } = (await run(lean)) as unknown as { language: (typeof LANGUAGES)[number] };
    const written = LANGUAGES.find((one) => one.id === id);
    expect(JSON.stringify(language)).toBe(JSON.stringify(written));
    expect(language.messages).toBe(language.messages);
  });
  it('refuses a language whose messages are not one literal', () => {
    expect(() => wordsAsText('const messages = { ...others }; export const language = { messages };', parse)).toThrow();
    expect(() => wordsAsText('const messages = make(); export const language = { messages };', parse)).toThrow();
    expect(() => wordsAsText('const messages = { a: () => 1 }; export const language = { messages };', parse)).toThrow();
    expect(() => wordsAsText('const messages = { a: "1" }; export const language = { messages: { ...messages } };', parse)).toThrow();
  });
  it('takes the examples, and nothing else, out of the signals', async () => {
    const folder = path.join(root, 'shared/signals');
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
      const code = await built(path.join(folder, file));
      const lean = withoutExamples(code, parse);
      expect(lean.includes('get examples()')).toBe(false);
      expect(lean === code).toBe(!code.includes('get examples()'));
      expect(exportsOf(lean)).toEqual(exportsOf(code));
    }
  });
});

const exportsOf = (code: string): string[] => [...code.matchAll(/^export (?:const|function) (\w+)/gmu)].map(([, name = '']) => name);
