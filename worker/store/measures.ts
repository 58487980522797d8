/** The improvements and costs of a workspace. */
import { NO_MEASURES, type SavedMeasures } from '../../shared/churn/measures';
import { newestDocument } from './documents';

/** Version 0 and none where nobody has written any. */
export async function savedMeasures(db: D1Database, workspace: string): Promise<SavedMeasures> {
  const row = await newestDocument(db, workspace, 'measures').first<{ body: string }>();
  return row ? (JSON.parse(row.body) as SavedMeasures) : NO_MEASURES;
}
