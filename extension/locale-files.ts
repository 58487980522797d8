/** The browser's own texts (`_locales`), made from the catalogues that everything else is worded by. */
import type { MessageKey } from '../shared/i18n/catalogue';
import { ar } from '../shared/i18n/locales/ar';
import { en } from '../shared/i18n/locales/en';
import { fa } from '../shared/i18n/locales/fa';
import type { Language } from '../shared/i18n/message';

/** The name in the manifest (`__MSG_<name>__`) and the message it stands for. */
export const MANIFEST_TEXTS = {
  extName: 'app.title',
  extDescription: 'app.description',
  commandHide: 'command.hide',
  commandLog: 'command.log',
} as const satisfies Record<string, MessageKey>;
const CATALOGUES = { en, fa, ar } satisfies Record<Language, unknown>;

/** One file per language, by its place in the built extension, with its whole text. */
export function localeFiles(): { relativeDest: string; contents: string }[] {
  return Object.entries(CATALOGUES).map(([language, messages]) => {
    const texts = Object.entries(MANIFEST_TEXTS).map(([name, key]) => [name, { message: messages[key] }] as const);
    return { relativeDest: `_locales/${language}/messages.json`, contents: `${JSON.stringify(Object.fromEntries(texts), null, 2)}\n` };
  });
}
