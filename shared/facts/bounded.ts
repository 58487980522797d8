/** How facts keep their lists and tables short and in one order: each a step that depends on what is in the draft alone. */

/** Puts a row where it belongs: by `at`, then id. Looks from the end, where new rows mostly go. */
export function putInOrder<Row extends { id: string }>(rows: Row[], row: Row, at: (row: Row) => number): void {
  let place = rows.length;
  const comesBefore = (other: Row) => at(row) < at(other) || (at(row) === at(other) && row.id < other.id);
  while (place > 0 && comesBefore(rows[place - 1] as Row)) place--;
  rows.splice(place, 0, row);
}

/** Shortens a list to `most` rows: the first that `spare` allows to lose goes, and where none is, the first of all. */
export function keepWithin<Row>(rows: Row[], most: number, spare: (row: Row) => boolean = () => true): void {
  while (rows.length > most) {
    const place = rows.findIndex(spare);
    rows.splice(Math.max(place, 0), 1);
  }
}

/** The table with one entry set, its keys sorted; over `most` entries the one with the lowest `at` (then key) goes. */
export function withEntry<Value>(
  table: Record<string, Value>,
  key: string,
  value: Value,
  most = Infinity,
  at: (value: Value) => number = () => 0,
): Record<string, Value> {
  const entries = Object.entries(table).filter(([other]) => other !== key);
  entries.push([key, value]);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  if (entries.length > most) {
    let oldest = 0;
    for (let i = 1; i < entries.length; i++)
      if (at((entries[i] as [string, Value])[1]) < at((entries[oldest] as [string, Value])[1])) oldest = i;
    entries.splice(oldest, 1);
  }
  // fromEntries and not assignment: a key such as `__proto__` is a key like any other.
  return Object.fromEntries(entries);
}

/** The entry of exactly that name, never one that every object inherits. */
export function entryOf<Value>(table: Record<string, Value>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** At most `most` UTF-16 units of a text, never half a character. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 2);
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 2 : most - 1)}…`;
}
