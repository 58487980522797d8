/** Why a row was refused and how cells were read, as keys that the pages word in the reader's language. */

export type ReasonKey =
  | 'broken'
  | 'missing'
  | 'date'
  | 'date-order'
  | 'number'
  | 'currency'
  | 'currency-missing'
  | 'email'
  | 'domain'
  | 'free-mail'
  | 'id-taken'
  | 'boolean'
  | 'too-long'
  | 'choice'
  | 'customer-unknown'
  | 'customer-several'
  | 'twice'
  | 'type-unknown'
  | 'attributes'
  | 'end-before-start'
  | 'json'
  | 'too-far-ahead'
  | 'too-old';
export type NoteKey =
  | 'jalali'
  | 'day-first'
  | 'month-first'
  | 'toman'
  | 'choice'
  | 'encoding'
  | 'delimiter'
  | 'owner-unknown'
  | 'id-from-name'
  | 'tickets';

export interface Reason {
  key: ReasonKey;
  args?: Record<string, string | number>;
}
export interface Note {
  key: NoteKey;
  args: Record<string, string | number>;
}
export interface BadCell {
  column: string;
  reason: Reason;
  value: string;
}

/** Thrown while one row is read, caught per row: the row is reported, the others go on. */
export class BadRow extends Error {
  constructor(readonly cell: BadCell) {
    super(cell.reason.key);
  }
}
export function refuse(column: string, value: string, key: ReasonKey, args?: Record<string, string | number>): never {
  throw new BadRow({ column, value: value.slice(0, 120), reason: args ? { key, args } : { key } });
}
