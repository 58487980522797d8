/** A page of the list computed exactly: what its sort keys say may be days old, what is shown is of now. */
import type { ListedKeys } from '../shared/api/customer-list';
import { listedNow } from '../shared/listed-now';
import { recordsOf } from './store/customers';
import { currentModel, currentProgramme } from './store/documents';

export async function asOfNow(db: D1Database, workspace: string, rows: readonly ListedKeys[], now: number): Promise<ListedKeys[]> {
  if (rows.length === 0) return [];
  const [model, programme, records] = await Promise.all([
    currentModel(db, workspace),
    currentProgramme(db, workspace),
    recordsOf(
      db,
      workspace,
      rows.map(({ id }) => id),
    ),
  ]);
  const byId = new Map(records.map((record) => [record.id, record]));
  return rows.map((row) => {
    const record = byId.get(row.id);
    return record ? listedNow(record, { model, programme, now }) : row;
  });
}
