/** Lists in a sentence: "a, b and c", «الف، ب و پ», «أ وب وت». Items must already be words of the reader's language. */
import type { Translate } from './t';

export function joinList(t: Translate, items: readonly string[]): string {
  const last = items.at(-1);
  if (last === undefined) return '';
  if (items.length === 1) return last;
  const glue = t.locale.language === 'ar' ? ' و' : t.locale.language === 'fa' ? '، ' : ', ';
  return t('list.and', { list: { text: items.slice(0, -1).join(glue) }, last: { text: last } });
}

/** Parts that stand beside each other in one line, each a phrase of its own. */
export const joinParts = (t: Translate, parts: readonly string[]): string => parts.join(t.locale.language === 'en' ? '; ' : '؛ ');
