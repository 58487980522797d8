/** One CSV file into the workspace, dry or for real: read, compare with what was imported before, ingest, report. */
import type { VafaEvent } from '../../../shared/event';
import { auditStatement } from '../../store/audit';
import { findErased } from '../../store/erased';
import { foldPending } from '../../store/fold';
import { findImportRows, type ImportRow, rowsOfFile, saveImportRows } from '../../store/imports';
import { ingest } from '../../store/ingest';
import type { Advice } from '../../store/matching-advice';
import { findStale } from '../../store/retention';
import { findTaken } from '../../store/taken-ids';
import { type CsvFile, type CsvKind, type CsvReading, readRows, referencesOf } from '../csv';
import { type IdentifiedRow, identifyRows } from './identify';
import { matchingAfter } from './matching-after';
import type { Note } from './reason';
import { readWorld } from './world';

export interface ImportResult {
  rows: number;
  good: number;
  newEvents: number;
  unchanged: number;
  bad: CsvReading['bad'];
  changed: { line: number; key: string }[];
  vanished: { key: string }[];
  notes: Note[];
  /** As it is once the file is in. */
  advice: Advice;
}
interface Planned {
  row: IdentifiedRow;
  state: 'new' | 'changed' | 'unchanged';
  keep: ImportRow;
  events: VafaEvent[];
}

const BATCH = 1000;
/** Customers folded before the answer, so that an everyday file shows its effect at once; the schedule folds what is left. */
const FOLDED_AT_ONCE = 250;

function plan(row: IdentifiedRow, before: ImportRow | undefined, file: string, now: number): Planned {
  const state = before === undefined ? 'new' : before.hash === row.hash ? 'unchanged' : 'changed';
  const revision = before === undefined ? 0 : before.revision + (state === 'changed' ? 1 : 0);
  const at = before !== undefined && state === 'unchanged' ? before.at : now;
  const whole = (event: object) => ({ source: 'csv', revision, ...event }) as VafaEvent;
  const events = row.drafts.map(({ id, type, customer, data, at: own }) => whole({ id, type, customer, data, at: own ?? at }));
  const kept = new Set(row.drafts.map(({ id }) => id));
  for (const { id, type } of before?.events ?? [])
    if (!kept.has(id)) events.push(whole({ id, type, customer: before?.customer ?? row.customer, data: null, at }));
  const keep: ImportRow = {
    key: row.key,
    file,
    label: row.label,
    hash: row.hash,
    revision,
    at,
    customer: row.customer,
    events: row.drafts.map(({ id, type }) => ({ id, type })),
  };
  return { row, state, keep, events };
}

/**
 * Imports `file` under `name`; `dry` only tells what would happen. Doing it twice changes nothing: ids and revisions are
 * those of the first time. Events go in before the rows are remembered, so an interruption is repaired by importing again.
 */
export async function importFile(
  db: D1Database,
  { workspace, user }: { workspace: string; user: string },
  kind: CsvKind,
  name: string,
  file: CsvFile,
  dry: boolean,
  now: number,
): Promise<ImportResult> {
  const reading = readRows(file, await readWorld(db, workspace, referencesOf(file), now));
  const identified = await identifyRows(kind, reading.rows);
  const stored = await findImportRows(
    db,
    workspace,
    kind,
    identified.map(({ key }) => key),
  );
  const wanted = identified.map((row) => plan(row, stored.get(row.key), name, now));
  const taken = await takenRows(db, workspace, wanted);
  const untaken = wanted.filter((row) => !taken.has(row));
  const stale = await findStale(
    db,
    workspace,
    untaken.flatMap(({ events }) => events),
  );
  const old = untaken.filter(({ events }) => events.some(({ id }) => stale.has(id)));
  // Rows of whom was erased say nothing any more, and nothing of them is remembered.
  const erased = await findErased(
    db,
    workspace,
    untaken.flatMap(({ events }) => events),
  );
  const isErased = ({ events }: Planned) => events.some(({ id }) => erased.has(id));
  const planned = untaken.filter((row) => !isErased(row)).flatMap((row) => keptOf(row, stale));
  const away = untaken.filter(isErased).length;
  const present = new Set(identified.map(({ key }) => key));
  // A row that is bad today has not vanished.
  const spoken = new Set(file.rows.filter(({ line }) => reading.bad.some((bad) => bad.line === line)).flatMap(({ cells }) => cells));
  const vanished = (await rowsOfFile(db, workspace, kind, name)).filter(
    ({ key }) => !present.has(key) && !spoken.has(key.replace(/^ticket:/, '')),
  );
  const coming = planned.filter(({ state }) => state !== 'unchanged').flatMap(({ events }) => events);
  const advice = await matchingAfter(db, workspace, coming);
  let newEvents = coming.length;
  if (!dry) {
    newEvents = await ingestPlanned(db, workspace, planned, now);
    await saveImportRows(
      db,
      workspace,
      kind,
      planned.map(({ keep }) => keep),
      vanished.map(({ key }) => key),
      auditStatement(db, workspace, { at: now, actor: user, action: 'import.done', subject: kind, detail: String(newEvents) }),
    );
  }
  return {
    rows: file.rows.length,
    good: planned.length + away,
    newEvents,
    unchanged: planned.filter(({ state }) => state === 'unchanged').length + away,
    bad: [
      ...reading.bad,
      ...[...taken].map(([{ row }, id]) => ({
        line: row.line,
        column: file.header.cell([], 'event_id').title,
        value: id.slice(0, 120),
        reason: { key: 'id-taken' as const },
      })),
      ...old.map(({ row }) => ({ line: row.line, ...dateOf(file, row.line), reason: { key: 'too-old' as const } })),
    ].sort((a, b) => a.line - b.line),
    changed: planned.filter(({ state }) => state === 'changed').map(({ row }) => ({ line: row.line, key: row.label })),
    vanished: vanished.map(({ label }) => ({ key: label })),
    notes: reading.notes,
    advice,
  };
}

/** The row without what is older than the workspace keeps; none where nothing is left. The older part stands in the opening. */
function keptOf(row: Planned, stale: ReadonlySet<string>): Planned[] {
  if (!row.events.some(({ id }) => stale.has(id))) return [row];
  const events = row.events.filter(({ id }) => !stale.has(id));
  return events.length === 0 ? [] : [{ ...row, events }];
}

/** The cell that says when, as the report shows it. */
function dateOf({ header, rows }: CsvFile, line: number): { column: string; value: string } {
  const cells = rows.find((row) => row.line === line)?.cells ?? [];
  const column = ['at', 'created', 'since', 'start', 'end'].find((name) => header.has(name)) ?? 'at';
  const { text, title } = header.cell(cells, column);
  return { column: title, value: text.slice(0, 120) };
}

/** Rows whose own `event_id` belongs to another event already, with that id. */
async function takenRows(db: D1Database, workspace: string, planned: readonly Planned[]): Promise<Map<Planned, string>> {
  const rows = new Map<VafaEvent, Planned>();
  for (const one of planned) for (const event of one.events) if (event.id === one.row.key) rows.set(event, one);
  if (rows.size === 0) return new Map();
  const ids = new Set([...rows.keys()].map(({ id }) => id));
  const taken = await findTaken(db, workspace, [...rows.keys()], ids);
  return new Map(taken.flatMap((event) => (rows.has(event) ? [[rows.get(event) as Planned, event.id] as const] : [])));
}

/** Sends the events on, in batches; answers how many were new. */
async function ingestPlanned(db: D1Database, workspace: string, planned: readonly Planned[], now: number): Promise<number> {
  const all = planned.flatMap(({ events }) => events);
  let accepted = 0;
  for (let start = 0; start < all.length; start += BATCH) {
    const answer = await ingest(db, workspace, all.slice(start, start + BATCH), now);
    accepted += answer.accepted;
  }
  await foldPending(db, workspace, now, FOLDED_AT_ONCE);
  return accepted;
}
