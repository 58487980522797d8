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
function filledOrEmpty(cell: string): string {
  const text = cell.trim();
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
  let cursor = 0;
  let line = named ? 2 : 1;
  if (body.trim() !== '') {
    Papa.parse<string[]>(body, {
      delimiter,
      step: ({ data, errors, meta }) => {
        // The first row is the header.
        const cells = data.map(rows.length === 0 ? (cell) => cell.trim() : filledOrEmpty);
        if (cells.some((cell) => cell !== '')) rows.push({ line, cells, broken: errors.some((error) => error.code === 'MissingQuotes') });
        line += newlines(body, cursor, meta.cursor);
        cursor = meta.cursor;
      },
    });
  }
  const header = rows.shift()?.cells ?? [];
  return { header, rows, delimiter };
}
