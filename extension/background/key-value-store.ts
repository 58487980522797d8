/** The port over durable storage: what the background needs of IndexedDB, so that its rules are tested without a browser. */
export interface Change {
  put?: readonly (readonly [key: string, value: unknown])[];
  drop?: readonly string[];
}
export interface KeyValueStore {
  get(key: string): Promise<unknown>;
  /** All entries whose key starts with the prefix, sorted by key. */
  entries(prefix: string): Promise<[string, unknown][]>;
  /** All or nothing: either every part of the change is kept or none. Resolves when it is on disk. */
  write(change: Change): Promise<void>;
  clear(): Promise<void>;
}
/** A write was refused, since what the store held was lost meanwhile and it began anew. */
export class StoreLost extends Error {
  override name = 'StoreLost';
}
