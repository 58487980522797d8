/** What was seen of all customers at one cutoff, column by column: everything that grading needs, and no facts. */

import { orderOf } from './ranks';

/** Columns, each one number per customer seen. */
export const COLUMNS = [
  /** The customer's number; the same at every cutoff. */
  'customer',
  /** 1: left within the horizon, else 0. */
  'left',
  /** 1: still plausibly active, silent for less than two horizons. */
  'active',
  /** 100 less the exact score. */
  'risk',
  /** The leaving index: see leavingIndex. */
  'index',
  /** Place of the band in BANDS. */
  'band',
  /** The owner's pulse in force, 1–5; 0: none. */
  'pulse',
  /** For the baselines: days since the last activity, active days ever, amount, and the decayed count. */
  'silence',
  'n',
  'amount',
  'decayed',
] as const;
export type Column = (typeof COLUMNS)[number];
export type Sheet = Record<Column, ArrayLike<number>>;
export type SheetRow = Record<Column, number>;

export const BANDS = ['healthy', 'watch', 'at-risk', 'unknown'] as const;

const FIRST_ROOM = 256;

/** A sheet that grows, in four bytes a number: enough to tell thousandths of a point apart, and a book of 100,000 fits a dozen times. */
export class OpenSheet {
  private readonly columns = Object.fromEntries(COLUMNS.map((column) => [column, new Float32Array(FIRST_ROOM)])) as Packed;
  private rows = 0;

  add(row: SheetRow): void {
    const full = this.rows === this.columns.customer.length;
    for (const column of COLUMNS) {
      if (full) this.columns[column] = widened(this.columns[column]);
      this.columns[column][this.rows] = row[column];
    }
    this.rows++;
  }

  /** The rows so far. */
  closed(): Packed {
    return Object.fromEntries(COLUMNS.map((column) => [column, this.columns[column].slice(0, this.rows)])) as Packed;
  }
}
export type Packed = Record<Column, Float32Array<ArrayBuffer>>;

function widened(numbers: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const wide = new Float32Array(2 * numbers.length);
  wide.set(numbers);
  return wide;
}

/** The sheets of parts of one book as one, by customer, so that who was read where makes no difference. */
export function joinSheets(parts: readonly Sheet[]): Packed {
  const order = orderOf(joinNumbers(parts.map(({ customer }) => customer)));
  return Object.fromEntries(
    COLUMNS.map((column) => [column, pickNumbers(joinNumbers(parts.map((part) => part[column])), order)]),
  ) as Packed;
}

/** The places of the rows that are wanted. */
export function sheetRows(sheet: Sheet, wanted: (row: number) => boolean): number[] {
  const rows: number[] = [];
  for (let i = 0; i < sheet.customer.length; i++) if (wanted(i)) rows.push(i);
  return rows;
}

/** The numbers at the chosen places, in that order. */
export function pickNumbers(values: ArrayLike<number>, chosen: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const picked = new Float32Array(chosen.length);
  for (let i = 0; i < picked.length; i++) picked[i] = values[chosen[i] as number] as number;
  return picked;
}

export function joinNumbers(lists: readonly ArrayLike<number>[]): Float32Array<ArrayBuffer> {
  const all = new Float32Array(lists.reduce((length, list) => length + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}
