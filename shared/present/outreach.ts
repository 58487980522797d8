/** What the customer is to be told by ourselves, as a line beside the number: an incident first, then a newer version, then a coming change. */
import { isolate } from '../i18n/bidi';
import type { Translate } from '../i18n/t';
import { OUTREACH_KINDS, type OutreachList } from '../outreach/list';
import type { CustomerCard } from './card-view';

/** At most one line: the rest stands where the message is. */
export function outreachNotice(t: Translate, lists: readonly OutreachList[]): CustomerCard['notices'] {
  const [first] = [...lists].sort((a, b) => OUTREACH_KINDS.indexOf(a.kind) - OUTREACH_KINDS.indexOf(b.kind) || a.at - b.at);
  return first === undefined ? [] : [{ code: 'tell', text: t('notice.tell', { title: { text: isolate(first.title) } }) }];
}
