/** What every kind of CSV gives: rows with a key and drafts of events, or a reason. */
import type { Attributes, EventType } from '../../../shared/event';
import type { Cells } from './cells';
import type { Columns, Header } from './columns';
import type { Note } from './reason';

/** An event that still lacks identity, time of import and revision. */
export interface Draft {
  type: EventType;
  customer: string;
  data: Record<string, unknown>;
  /** Which part of the row; with the row's key it makes the event's id. Empty where `id` is given. */
  part: string;
  /** Its own time; without one, the time of the import that first brought this content. */
  at?: number;
  /** The id of its own that the row gives (`event_id`). */
  id?: string;
}
export const draft = <T extends EventType>(type: T, customer: string, part: string, data: Attributes<T>, at?: number): Draft =>
  at === undefined
    ? { type, customer, part, data: data as Record<string, unknown> }
    : { type, customer, part, data: data as Record<string, unknown>, at };

/** What a row may refer to outside itself. Lookups answer an id, `null` for nobody and `several` for more than one. */
export interface World {
  /** When the import runs, epoch ms. */
  now: number;
  customer(reference: string): string | null | 'several';
  customerOfContact(name: string): string | null | 'several';
  user(reference: string): string | null;
}

export interface RowResult {
  /** What makes this row this row through re-imports; null where only its content does. */
  key: string | null;
  /** Shown when a row changed or vanished. */
  label: string;
  drafts: Draft[];
}

export interface Kind {
  columns: Columns;
  /** Columns of which at least one must stand in the header, else the file is refused as a whole. */
  needs: readonly (readonly string[])[];
  read(cells: Cells, world: World, notes: Map<string, Note>, header: Header): RowResult;
}

/** Drops members without a value, so that an empty cell is no statement. */
export function filled<T extends Record<string, unknown>>(data: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
