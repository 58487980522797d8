/** Text → table: finds the delimiter, parses with papaparse, and keeps the file's own line number for every row. */
import Papa from 'papaparse';
import { foldName } from './fold-name';

export interface TableRow {
  /** 1-based line of the file on which the row begins; quoted newlines count. */
  line: number;
  cells: string[];
  /** The row is broken as CSV (a quote that never closes). */
  broken: boolean;
}
export interface Table {
  header: string[];
  rows: TableRow[];
  delimiter: string;
}

/** What exports write into a cell that has no value. */
const NO_VALUE = /^(null|n\/a|[-–])$/i;
/** What our own exports put before a text that a spreadsheet would take for a formula. */
const GUARD = /^'(?=[=+\-@\t\r])/;
function filledOrEmpty(cell: string): string {
  const text = cell.trim().replace(GUARD, '');
  return NO_VALUE.test(text) ? '' : text;
}

/** Comma, semicolon, tab and bar, with the Arabic comma and semicolon. */
const DELIMITERS = [',', ';', '\t', '|', '؛', '،'] as const;

const newlines = (text: string, from: number, to: number): number => {
  let count = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) count++;
  }
  return count;
};

function firstRow(text: string, delimiter: string): string[] {
  const parsed = Papa.parse<string[]>(text, { delimiter, preview: 1 });
  return parsed.data[0] ?? [];
}

/** The delimiter whose first row has the most names we know, then the most columns. */
export function findDelimiter(text: string, isKnown: (foldedHeader: string) => boolean): string {
  const head = text.slice(0, 20_000).replace(/^\s+/, '');
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const cells = firstRow(head, delimiter);
    const known = cells.filter((cell) => isKnown(foldName(cell))).length;
    const score = known * 1000 + cells.length;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Reads the whole file. Blank rows are left out; an empty file gives an empty header. */
export function readTable(text: string, isKnown: (foldedHeader: string) => boolean): Table {
  // Excel's own first line `sep=;` names the delimiter and is no data.
  const named = /^sep=(.)\r?\n/i.exec(text);
  const skipped = named ? named[0].length : 0;
  const body = text.slice(skipped);
  const delimiter = named?.[1] ?? findDelimiter(body, isKnown);
  const rows: TableRow[] = [];
  eachRow(body, delimiter, named ? 2 : 1, (row) => rows.push(row));
  const header = rows.shift()?.cells.map((cell) => cell.trim()) ?? [];
  return { header, rows: rows.map(withoutPlaceholders).filter(isFilled), delimiter };
}

/** A row of data: what exports write for "no value" is none. */
export function withoutPlaceholders(row: TableRow): TableRow {
  for (let i = 0; i < row.cells.length; i++) row.cells[i] = filledOrEmpty(row.cells[i] as string);
  return row;
}

export const isFilled = ({ cells }: TableRow): boolean => cells.some((cell) => cell !== '');

/** Calls `visit` with every row of `body` that is not blank, `line` being the number of its first line; answers the number of the line after it. */
export function eachRow(body: string, delimiter: string, line: number, visit: (row: TableRow) => void): number {
  let next = line;
  const give = (cells: string[], broken: boolean) => {
    if (cells.some((cell) => cell.trim() !== '')) visit({ line: next, cells, broken });
  };
  if (!body.includes('"')) {
    // Without a quote a row is a line.
    const lines = body.split(/\r\n|\n|\r/);
    if (lines.at(-1) === '') lines.pop();
    for (const text of lines) {
      give(text.split(delimiter), false);
      next++;
    }
    return next;
  }
  let cursor = 0;
  if (body.trim() !== '') {
    Papa.parse<string[]>(body, {
      delimiter,
      step: ({ data, errors, meta }) => {
        give(
          data,
          errors.some((error) => error.code === 'MissingQuotes'),
        );
        next += newlines(body, cursor, meta.cursor);
        cursor = meta.cursor;
      },
    });
  }
  return next;
}
