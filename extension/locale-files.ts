/** The browser's own texts (`_locales`), made from the files that everything else is worded by. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MessageKey } from '../shared/i18n/catalogue';
import type { LanguageFacts } from '../shared/i18n/language';

/** The name in the manifest (`__MSG_<name>__`) and the message it stands for. */
export const MANIFEST_TEXTS = {
  extName: 'app.title',
  extDescription: 'app.description',
  commandHide: 'command.hide',
  commandLog: 'command.log',
} as const satisfies Record<string, MessageKey>;

/**
 * One file per language, by its place in the built extension, with its whole text. The build's own settings are read before there is a
 * bundler to find files, so this looks into the folder itself.
 */
export async function localeFiles(root = process.cwd()): Promise<{ relativeDest: string; contents: string }[]> {
  const folder = join(root, 'shared', 'i18n', 'locales');
  const modules = readdirSync(folder).map((file) => import(pathToFileURL(join(folder, file)).href) as Promise<{ language: LanguageFacts }>);
  return (await Promise.all(modules)).map(({ language: { id, messages } }) => {
    const texts = Object.entries(MANIFEST_TEXTS).map(([name, key]) => [name, { message: messages[key] }] as const);
    return { relativeDest: `_locales/${id}/messages.json`, contents: `${JSON.stringify(Object.fromEntries(texts), null, 2)}\n` };
  });
}
