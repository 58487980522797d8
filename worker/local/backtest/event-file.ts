/** A CSV file of events, row by row, as the CSV connector reads it. */
import { Cells } from '../../connectors/csv/cells';
import { EVENT_COLUMNS, Header, isKnownHeader } from '../../connectors/csv/columns';
import { type DateOrder, findDateOrder } from '../../connectors/csv/date-order';
import { events } from '../../connectors/csv/events';
import { eachRow, findDelimiter, isFilled, type TableRow, withoutPlaceholders } from '../../connectors/csv/read-table';
import { type BadCell, BadRow, type Note } from '../../connectors/csv/reason';
import type { Draft, World } from '../../connectors/csv/row-reader';
import { ToolError } from '../settings';
import { type Assumed, assumedColumns } from './assumed-columns';
import { textBlocks } from './text-blocks';

export interface Refused extends BadCell {
  line: number;
}
export interface FileReading {
  /** Rows of this reader's customers. */
  rows: number;
  refused: number;
  /** The first of them, by line. */
  examples: Refused[];
  /** What was taken for granted where the file has no column for it. */
  assumed: string[];
}
export interface EventReader {
  now: number;
  /** Whether this reader takes the rows of that customer; the text is '' where the row names none. */
  takes(customer: string): boolean;
  take(draft: Draft & { at: number }): void;
  onBytes?(bytes: number): void;
}

const MOST_EXAMPLES = 20;

/** Streams the file through. Throws ToolError where the header lacks what an event needs. */
export async function readEventFile(file: string, reader: EventReader): Promise<FileReading> {
  const reading: FileReading = { rows: 0, refused: 0, examples: [], assumed: [] };
  const notes = new Map<string, Note>();
  // Customers are taken by the names that the file gives them: there is no workspace to look them up in.
  const world: World = { now: reader.now, customer: (name) => name, customerOfContact: (name) => name, user: (name) => name };
  const order = await orderOfDates(file);
  reading.assumed = await eachDataRow(file, reader.onBytes, (row, header) => {
    const customer = header.cell(row.cells, 'customer').text || header.cell(row.cells, 'customer_name').text;
    if (!reader.takes(customer)) return;
    reading.rows++;
    try {
      if (row.broken) throw new BadRow({ column: header.titles[0] ?? '', value: '', reason: { key: 'broken' } });
      const { drafts } = events.read(new Cells(header, row.cells, notes, order), world, notes, header);
      for (const draft of drafts) reader.take(draft as Draft & { at: number });
    } catch (error) {
      if (!(error instanceof BadRow)) throw error;
      reading.refused++;
      if (reading.examples.length < MOST_EXAMPLES) reading.examples.push({ line: row.line, ...error.cell });
    }
  });
  return reading;
}

async function eachDataRow(
  file: string,
  onBytes: EventReader['onBytes'],
  visit: (row: TableRow, header: Header) => void,
): Promise<string[]> {
  let delimiter = ',';
  let header: Header | null = null;
  let assumed: Assumed[] = [];
  let line = 1;
  for await (const block of textBlocks(file, onBytes)) {
    let body = block;
    if (!header) {
      const named = /^sep=(.)\r?\n/i.exec(block);
      if (named) {
        body = block.slice(named[0].length);
        line++;
      }
      delimiter = named?.[1] ?? findDelimiter(body, isKnownHeader);
    }
    line = eachRow(body, delimiter, line, (row) => {
      if (!header) {
        const titles = row.cells.map((cell) => cell.trim());
        assumed = assumedColumns(titles);
        header = headerOf([...titles, ...assumed.map(({ title }) => title)]);
      } else if (isFilled(withoutPlaceholders(row))) {
        visit(withAssumed(row, assumed, header.titles.length), header);
      }
    });
  }
  if (!header) throw new ToolError('The file is empty. The first line names the columns: customer,type,at,…');
  return assumed.map(({ says }) => says);
}

/** The row with the assumed cells at its end; a row that is short of cells is filled up to them. */
function withAssumed(row: TableRow, assumed: readonly Assumed[], width: number): TableRow {
  if (assumed.length === 0) return row;
  const own = Array.from({ length: width - assumed.length }, (_, i) => row.cells[i] ?? '');
  return { ...row, cells: [...own, ...assumed.map(({ cell }) => cell)] };
}

function headerOf(titles: string[]): Header {
  const header = new Header(titles, EVENT_COLUMNS);
  const missing = events.needs.filter((either) => !either.some((column) => header.has(column)));
  if (missing.length > 0)
    throw new ToolError(
      `The file has no column ${missing.map((either) => either[0]).join(' and no column ')}. Its first line names: ${header.titles.slice(0, 12).join(', ').slice(0, 300)}.`,
    );
  return header;
}

/** Whether 03/04/2026 is in March or April: the whole file has to tell, where its dates are written so. */
async function orderOfDates(file: string): Promise<DateOrder | null> {
  const found = new Set<DateOrder>();
  let seen = 0;
  let yearLast = false;
  const enough = Symbol();
  try {
    await eachDataRow(file, undefined, ({ cells }, header) => {
      const at = header.cell(cells, 'at').text;
      yearLast ||= /^[^-/]{1,2}[-/][^-/]{1,2}[-/]/.test(at);
      if (++seen > 1000 && !yearLast) throw enough;
      const order = yearLast ? findDateOrder(header.titles, [[at]]) : null;
      if (order) found.add(order);
    });
  } catch (error) {
    if (error !== enough) throw error;
  }
  return found.size === 1 ? ([...found][0] ?? null) : null;
}
