/**
 * A CSV file → drafts of events, row by row. Pure: what is stored is told by `World`, and nothing is written here.
 * Good rows are kept whatever the others are like; every bad row names its line, column and reason.
 */
import * as v from 'valibot';
import { EVENTS } from '../../shared/event';
import { Cells, readDomain } from './csv/cells';
import { type Columns, Header, isKnownHeader, TICKET_COLUMNS } from './csv/columns';
import { contacts } from './csv/contacts';
import { contracts } from './csv/contracts';
import { customers } from './csv/customers';
import { type DateOrder, findDateOrder } from './csv/date-order';
import { decodeText } from './csv/decode-text';
import { events } from './csv/events';
import { readTable, type TableRow } from './csv/read-table';
import { type BadCell, BadRow, type Note } from './csv/reason';
import type { Draft, Kind, RowResult, World } from './csv/row-reader';
import { tickets } from './csv/tickets';

export const CSV_KINDS = ['customers', 'contacts', 'contracts', 'events'] as const;
export type CsvKind = (typeof CSV_KINDS)[number];
const KINDS: Record<CsvKind, Kind> = { customers, contacts, contracts, events };

export interface CsvFile {
  kind: Kind;
  header: Header;
  rows: TableRow[];
  notes: Map<string, Note>;
  order: DateOrder | null;
}
/** The header lacks what the kind cannot do without: the file as a whole is refused. */
export interface HeaderProblem {
  missing: string[][];
  found: string[];
}
export interface ReadRow extends RowResult {
  line: number;
  cells: readonly string[];
}
export interface CsvReading {
  rows: ReadRow[];
  bad: (BadCell & { line: number })[];
  notes: Note[];
}

const lacks = (header: Header, kind: Kind) => kind.needs.filter((either) => !either.some((column) => header.has(column)));

/** Decodes, parses, and finds the columns. A file of events without a type but with ticket numbers is read as tickets. */
export function openCsv(name: CsvKind, bytes: Uint8Array): CsvFile | HeaderProblem {
  const { text, encoding } = decodeText(bytes);
  const table = readTable(text, isKnownHeader);
  const header = (columns: Columns) => new Header(table.header, columns);
  let kind = KINDS[name];
  const notes = new Map<string, Note>();
  if (kind === events && lacks(header(events.columns), events).length > 0 && lacks(header(TICKET_COLUMNS), tickets).length === 0) {
    kind = tickets;
    notes.set('tickets', { key: 'tickets', args: {} });
  }
  const own = header(kind.columns);
  const missing = lacks(own, kind);
  if (missing.length > 0) return { missing: missing.map((either) => [...either]), found: table.header };
  if (encoding !== 'utf-8') notes.set('encoding', { key: 'encoding', args: { encoding } });
  if (table.delimiter !== ',')
    notes.set('delimiter', { key: 'delimiter', args: { delimiter: table.delimiter === '\t' ? 'Tab' : table.delimiter } });
  return {
    kind,
    header: own,
    rows: table.rows,
    notes,
    order: findDateOrder(
      table.header,
      table.rows.map(({ cells }) => cells),
    ),
  };
}

/** The references to customers, contacts and users that the rows make, so that the store looks up only those. */
export function referencesOf(file: CsvFile): Set<string> {
  const found = new Set<string>();
  for (const { cells } of file.rows) {
    for (const column of ['customer', 'customer_name']) {
      const text = file.header.cell(cells, column).text;
      if (text !== '') found.add(text.replace(/^\w+::::/, ''));
    }
  }
  return found;
}

/** Reads all rows. A key that stands twice in one file keeps its first row; the later one is bad. */
export function readRows(file: CsvFile, world: World): CsvReading {
  const rows: ReadRow[] = [];
  const bad: CsvReading['bad'] = [];
  const lines = new Map<string, number>();
  for (const { line, cells, broken } of file.rows) {
    try {
      if (broken)
        throw new BadRow({
          column: file.header.titles[cells.length - 1] ?? '',
          value: (cells.at(-1) ?? '').slice(0, 60),
          reason: { key: 'broken' },
        });
      const row = file.kind.read(new Cells(file.header, cells, file.notes, file.order), world, file.notes, file.header);
      const first = row.key === null ? undefined : lines.get(row.key);
      if (first !== undefined)
        throw new BadRow({ column: keyColumn(file), value: row.key ?? '', reason: { key: 'twice', args: { line: first } } });
      if (row.key !== null) lines.set(row.key, line);
      checkDrafts(row.drafts);
      rows.push({ ...row, line, cells });
    } catch (error) {
      if (!(error instanceof BadRow)) throw error;
      bad.push({ line, ...error.cell });
    }
  }
  return { rows, bad, notes: [...file.notes.values()] };
}

/** The vocabulary has the last word on what an event may carry. */
function checkDrafts(drafts: readonly Draft[]): void {
  for (const { type, data } of drafts) {
    if (type === 'domain.set' && data.removed !== true && typeof data.domain === 'string') readDomain(data.domain, 'domain');
    const parsed = v.safeParse(EVENTS[type].attributes as v.GenericSchema, data);
    if (parsed.success) continue;
    const column = parsed.issues[0].path?.map((step) => String(step.key)).join('.') ?? type;
    throw new BadRow({ column, value: String(parsed.issues[0].input ?? '').slice(0, 120), reason: { key: 'attributes' } });
  }
}

function keyColumn(file: CsvFile): string {
  const column =
    file.kind === customers
      ? 'customer'
      : file.kind === contacts
        ? 'contact'
        : file.kind === contracts
          ? 'contract'
          : file.kind === tickets
            ? 'ticket'
            : 'event_id';
  return file.header.cell([], column).title;
}
