/** What was erased, in words: of whom, how much, and what the audit says of it. */
import type { AuditRow } from '../../shared/api/lifecycle';
import { formatDate } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import type { ReportState } from '../report-protocol';

interface Erased {
  events: number;
  row: AuditRow | null;
}
export function erasedWords(
  t: Translate,
  state: ReportState,
  who: { customer: string; isContact: boolean },
  { events, row }: Erased,
): string {
  const done = t(who.isContact ? 'erase.done.contact' : 'erase.done.customer', { id: { id: who.customer }, n: events });
  if (row === null) return `${done} ${t('erase.row.unread')}`;
  const date = { text: formatDate(row.at, t.locale, 'long') };
  return `${done} ${t('erase.row', { seq: row.seq, who: { name: state.users[row.actor] ?? row.actor }, date, time: { time: row.at } })}`;
}
