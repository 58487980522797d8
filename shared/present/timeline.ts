/** Words a customer's timeline: events as the Worker sends them, mails of a day as one row, and beside them what became of score and warnings. Pure. */
import type { TimelineEntry } from '../api/timeline-answer';
import { DAY } from '../event';
import { calendarDay } from '../i18n/dates';
import { formatMoney } from '../i18n/money';
import type { Translate } from '../i18n/t';
import type { CustomerRecord } from '../record';
import { type TimelineKind, timelineKind } from '../timeline';

export interface TimelineRow {
  key: string;
  /** Epoch ms. */
  at: number;
  kind: TimelineKind;
  title: string;
  /** As people wrote it; '' where there is nothing to say. */
  text: string;
  /** User id; '' where nobody is named. */
  by: string;
  /** The note itself, which its writer may correct; null for everything else. */
  note: TimelineEntry | null;
}
/** Where an event of any type says what it is about, the most telling first. */
/** A score that moved by less is noise here. */
const MOVED = 3;
const ABOUT = ['text', 'subject', 'title', 'what', 'outcome', 'reason', 'name', 'product', 'page', 'invoice', 'contract', 'ticket'];

/** Rows of these entries, the newest first. */
export function timelineRows(t: Translate, entries: readonly TimelineEntry[]): TimelineRow[] {
  const rows: TimelineRow[] = [];
  const days = new Map<number, { row: TimelineRow; count: number; theirs: number }>();
  for (const entry of entries) {
    const kind = timelineKind(entry.type);
    if (kind === null) continue;
    if (kind !== 'mail') {
      rows.push(rowOf(t, entry, kind));
      continue;
    }
    const day = calendarDay(entry.at, t.locale);
    const group = days.get(day) ?? { row: { ...rowOf(t, entry, kind), by: '' }, count: 0, theirs: 0 };
    if (group.count === 0) rows.push(group.row);
    days.set(day, group);
    group.count++;
    if (entry.data.direction === 'in') group.theirs++;
    group.row.title = t('timeline.mails', { n: group.count });
    group.row.text = group.theirs === 0 ? '' : t('timeline.mails.in', { n: group.theirs });
  }
  return rows;
}

function rowOf(t: Translate, entry: TimelineEntry, kind: TimelineKind): TimelineRow {
  const { id, type, at, data } = entry;
  const name =
    type === 'note' && t.has(`kind.${data.kind}`)
      ? t(`kind.${data.kind as 'call'}`)
      : t.has(`event.${type}`)
        ? t(`event.${type as 'note'}`)
        : type;
  const about = ABOUT.map((member) => data[member]).find((value) => typeof value === 'string' && value !== '');
  const amount =
    typeof data.amount === 'number' && typeof data.currency === 'string'
      ? formatMoney({ amount: data.amount, currency: data.currency }, t.locale)
      : '';
  const topic = typeof data.about === 'string' && t.has(`note.about.${data.about}`) ? t(`note.about.${data.about as 'advice'}`) : '';
  return {
    key: id,
    at,
    kind,
    title: [topic, amount]
      .filter((part) => part !== '')
      .reduce((title, part) => t('timeline.row', { name: { text: title }, about: { text: part } }), name),
    text: typeof about === 'string' ? about : '',
    // Of some, as a promise and a ticket's answer, `by` is a side and no person.
    by: typeof data.by === 'string' && data.by !== 'us' && data.by !== 'them' ? data.by : '',
    note: type === 'note' ? entry : null,
  };
}

/** What became of the score and the warnings, between two instants (epoch ms, `from` left out). `named` words a signal's id. */
export function healthRows(
  t: Translate,
  { trace, signals }: Pick<CustomerRecord, 'trace' | 'signals'>,
  from: number,
  named: (signal: string) => string,
): TimelineRow[] {
  const row = (key: string, at: number, title: string): TimelineRow => ({ key, at, kind: 'health', title, text: '', by: '', note: null });
  const marks = trace.flatMap(({ day, score }) => (score === null ? [] : [{ at: day * DAY, score: Math.round(score) }]));
  const scores = marks.flatMap(({ at, score }, i) => {
    const before = marks[i - 1]?.score;
    return before === undefined || Math.abs(before - score) < MOVED
      ? []
      : [row(`score ${at}`, at, t('timeline.score', { a: score, b: before }))];
  });
  const log = signals.flatMap(({ id, openedAt, closedAt }) => {
    const name = { text: named(id) };
    return [
      row(`opened ${id} ${openedAt}`, openedAt, t('timeline.opened', { name })),
      ...(closedAt === null ? [] : [row(`closed ${id} ${closedAt}`, closedAt, t('timeline.closed', { name }))]),
    ];
  });
  return [...scores, ...log].filter(({ at }) => at > from);
}

/** All rows in one order: the newest first, ties by key. */
export const newestFirst = (rows: readonly TimelineRow[]): TimelineRow[] =>
  [...rows].sort((a, b) => b.at - a.at || (a.key < b.key ? 1 : -1));
