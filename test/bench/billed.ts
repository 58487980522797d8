/** Counts the rows that D1 says it read and wrote, which is what it bills. */

export interface Bill {
  read: number;
  written: number;
}

/** Runs `work` with a view of the database that adds up the `meta` of every answer. */
export async function billed(db: D1Database, work: (db: D1Database) => Promise<unknown>): Promise<Bill> {
  const bill: Bill = { read: 0, written: 0 };
  const add = <R extends { meta: D1Meta }>(result: R): R => {
    bill.read += result.meta.rows_read;
    bill.written += result.meta.rows_written;
    return result;
  };
  const inner = new WeakMap<object, D1PreparedStatement>();
  const watch = (statement: D1PreparedStatement): D1PreparedStatement => {
    const seen = {
      bind: (...values: unknown[]) => watch(statement.bind(...values)),
      all: async () => add(await statement.all()),
      run: async () => add(await statement.all()),
      first: async (column?: string) => {
        const [row] = add(await statement.all<Record<string, unknown>>()).results;
        return row === undefined ? null : column === undefined ? row : row[column];
      },
    } as unknown as D1PreparedStatement;
    inner.set(seen, statement);
    return seen;
  };
  await work({
    prepare: (sql: string) => watch(db.prepare(sql)),
    batch: async (list: D1PreparedStatement[]) => (await db.batch(list.map((statement) => inner.get(statement) ?? statement))).map(add),
  } as unknown as D1Database);
  return bill;
}
