import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { localeFiles, MANIFEST_TEXTS } from '../../../extension/locale-files';
import { manifestFor } from '../../../extension/manifest';
import { LANGUAGES, languageOf } from '../../../shared/i18n/languages';

/** The text of every source file that may word something. */
function sources(): string {
  return ['shared', 'extension', 'worker']
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((file) => file.isFile() && /\.tsx?$/.test(file.name))
    .map((file) => `${file.parentPath}/${file.name}`)
    .filter((path) => !/i18n\/locales|node_modules|\.wrangler/.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}
const escaped = (text: string): string => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&');

describe('the catalogue', () => {
  it('holds no message that nothing says', () => {
    const text = sources();
    const written = new Set([...text.matchAll(/['"`]([a-z][\w.-]*)['"`]/g)].map((found) => found[1]));
    // A key put together from an id: `state.${code}.title` says every key of that shape, `unit.day` is said by {n:day}.
    const composed = [...text.matchAll(/`((?:unit|[a-z-]+)\.[\w.-]*(?:\$\{[^}]*\}[\w.-]*)+)`/g)].map(
      (found) =>
        new RegExp(
          `^${(found[1] ?? '')
            .split(/\$\{[^}]*\}/)
            .map(escaped)
            .join('.+')}$`,
        ),
    );
    const unused = Object.keys(languageOf('en').messages).filter((key) => !written.has(key) && !composed.some((shape) => shape.test(key)));
    expect(unused).toEqual([]);
  });
  it("is what the browser's own texts are made of, in every language", async () => {
    const files = await localeFiles();
    expect(files.map(({ relativeDest }) => relativeDest).sort()).toEqual(LANGUAGES.map(({ id }) => `_locales/${id}/messages.json`).sort());
    for (const { relativeDest, contents } of files) {
      const language = relativeDest.split('/')[1] ?? '';
      const texts = JSON.parse(contents) as Record<string, { message: string }>;
      expect(texts.extName?.message).toBe(languageOf(language).messages['app.title']);
      // The stores take no longer description.
      expect(texts.extDescription?.message.length).toBeLessThanOrEqual(132);
    }
  });
  it('words every text that the manifest asks for', () => {
    const asked = [...JSON.stringify(manifestFor('chrome', 'production')).matchAll(/__MSG_(\w+)__/g)].map((found) => found[1]);
    expect([...new Set(asked)].sort()).toEqual(Object.keys(MANIFEST_TEXTS).sort());
  });
});
