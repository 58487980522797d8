/**
 * The list of customers as CSV, in the columns that the import of customers reads back, and a few more that only tell. Headers are in the reader's
 * language; dates and amounts are plain, so that a spreadsheet and the import understand them alike.
 */

import type { ListedKeys } from '../shared/api/customer-list';
import { coverAt } from '../shared/facts/cover';
import type { Facts } from '../shared/facts/facts';
import type { Locale } from '../shared/i18n/message';
import { minorUnits } from '../shared/i18n/money';
import { translator } from '../shared/i18n/t';
import { foldText } from '../shared/matching/fold-text';
import { asOfNow } from './list-as-of-now';
import { say } from './pages/text';
import { recordsOf } from './store/customers';
import { type ListQuery, listCustomers } from './store/list-customers';
import { listUsers } from './store/users';
import type { Viewer } from './store/visible';

const HEADERS = [
  ...([
    'csv.customer',
    'csv.name',
    'csv.segment',
    'csv.since',
    'csv.value',
    'csv.currency',
    'csv.language',
    'csv.url',
    'csv.domains',
  ] as const),
  ...(['csv.owner', 'csv.cover', 'csv.lost', 'csv.lost_reason'] as const),
  ...(['csv.health', 'csv.band', 'csv.tier', 'csv.renewal', 'csv.contact'] as const),
];
/** So that a spreadsheet takes the bytes for UTF-8. */
const MARK = '\ufeff';
const DAY = 86_400_000;

/** What a spreadsheet would take for a formula is told to be text; the import takes the mark off again. */
function cell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && typeof value !== 'number' ? `'${text}` : text;
  return /[",\r\n;\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
const line = (cells: readonly (string | number | null)[]): string => `${cells.map(cell).join(',')}\r\n`;
const dateOf = (at: number | null): string => (at === null ? '' : new Date(at).toISOString().slice(0, at % DAY === 0 ? 10 : undefined));

export interface CsvPage {
  csv: string;
  cursor: string | null;
}
/** A page of the list; the first begins with the headers. Null where the cursor is none of this order. */
export async function csvPage(db: D1Database, viewer: Viewer, query: ListQuery, locale: Locale, now: number): Promise<CsvPage | null> {
  const page = await listCustomers(db, viewer, query);
  if (!page) return null;
  const ids = page.rows.map(({ id }) => id);
  const [rows, records, users] = await Promise.all([
    asOfNow(db, viewer.workspace, page.rows, now),
    recordsOf(db, viewer.workspace, ids),
    listUsers(db, viewer.workspace),
  ]);
  const facts = new Map(records.map((record) => [record.id, record.facts]));
  const owners = uniqueNames(users);
  const t = translator(locale, now);
  const band = (row: ListedKeys) => t(`band.${row.band as 'watch'}`);
  const lines = rows.map((row) => line(cellsOf(row, facts.get(row.id), (id) => owners.get(id) ?? id, band(row), now)));
  const head = query.cursor === '' ? MARK + line(HEADERS.map((key) => say(locale, key))) : '';
  return { csv: head + lines.join(''), cursor: page.cursor };
}

/** The whole list, a page at a time as the reader takes it; `first` was read to know that there is one. */
export function streamCsv(
  db: D1Database,
  viewer: Viewer,
  query: ListQuery,
  locale: Locale,
  now: number,
  first: CsvPage,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: CsvPage | null = first;
  return new ReadableStream({
    async pull(controller) {
      const page: CsvPage | null = next;
      if (!page) return controller.close();
      if (page.csv !== '') controller.enqueue(encoder.encode(page.csv));
      if (page.cursor === null) return controller.close();
      next = await csvPage(db, viewer, { ...query, cursor: page.cursor }, locale, now);
    },
  });
}

function cellsOf(
  row: ListedKeys,
  facts: Facts | undefined,
  user: (id: string) => string,
  band: string,
  now: number,
): (string | number | null)[] {
  const profile = facts?.profile;
  const value = row.value;
  return [
    row.id,
    row.name,
    profile?.segment ?? '',
    dateOf(profile?.since ?? null),
    value ? value.amount / minorUnits(value.currency) : null,
    value?.currency ?? '',
    profile?.language ?? '',
    profile?.url ?? '',
    facts?.domains.join(' ') ?? '',
    row.owner === null ? '' : user(row.owner),
    facts ? coverAt(facts, now).join(' ') : '',
    dateOf(profile?.lostAt ?? null),
    profile?.lostReason ?? '',
    row.score,
    band,
    row.tier ?? '',
    dateOf(row.renewal_at),
    dateOf(row.last_contact_at ?? null),
  ];
}

/** Names that only one user has: another the import could not tell apart, so the id stands for it. */
function uniqueNames(users: readonly { id: string; name: string }[]): Map<string, string> {
  const count = new Map<string, number>();
  for (const { name } of users) count.set(foldText(name), (count.get(foldText(name)) ?? 0) + 1);
  return new Map(users.flatMap(({ id, name }) => (count.get(foldText(name)) === 1 ? [[id, name] as const] : [])));
}
