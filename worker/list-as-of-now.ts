/** A page of the list computed exactly: what its sort keys say may be days old, what is shown is of now. */
import type { ListedKeys } from '../shared/api/customer-list';
import type { Facts } from '../shared/facts/facts';
import { lastContact } from '../shared/health/cadence';
import { scoreAt } from '../shared/health/score';
import { tierOf } from '../shared/loyalty/tiers';
import { scoreNear } from '../shared/present/trend';
import { recordsOf } from './store/customers';
import { currentModel, currentProgramme } from './store/documents';

const DAY = 86_400_000;
const TREND_DAYS = 30;

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
    if (!record) return row;
    const { facts, trace } = record;
    const { score, band } = scoreAt(facts, model, now);
    const shown = band === 'unknown' ? null : score;
    const before = scoreNear(trace, now - TREND_DAYS * DAY);
    return {
      ...row,
      band,
      score: shown,
      as_of: now,
      trend: shown === null || before === null ? null : shown - before,
      tier: tierOf(facts, programme, now).tier,
      group: facts.profile.segment,
      last_contact_at: lastContact(facts),
      last_seen_at: lastSeen(facts),
    };
  });
}

function lastSeen({ activity }: Facts): number | null {
  const days = [activity.usage, activity.visits, activity.purchases].flatMap(({ last }) => (last === null ? [] : [last]));
  return days.length === 0 ? null : Math.max(...days) * DAY;
}
