/** The browser's own texts (`_locales`), made from the catalogues that everything else is worded by. */
import { CATALOGUES, type MessageKey } from '../shared/i18n/catalogue';

/** The name in the manifest (`__MSG_<name>__`) and the message it stands for. */
export const MANIFEST_TEXTS = {
  extName: 'app.title',
  extDescription: 'app.description',
  commandHide: 'command.hide',
  commandLog: 'command.log',
} as const satisfies Record<string, MessageKey>;

/** One file per language, by its place in the built extension, with its whole text. */
export function localeFiles(): { relativeDest: string; contents: string }[] {
  return Object.entries(CATALOGUES).map(([language, messages]) => {
    const texts = Object.entries(MANIFEST_TEXTS).map(([name, key]) => [name, { message: messages[key] }] as const);
    return { relativeDest: `_locales/${language}/messages.json`, contents: `${JSON.stringify(Object.fromEntries(texts), null, 2)}\n` };
  });
}
