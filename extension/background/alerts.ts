/** Warnings that a person is to hear of: open by the Worker's log and still open here, of the customers and in the way that they chose. Pure. */
import { coverAt } from '../../shared/facts/cover';
import { FORMULA, type Model } from '../../shared/health/model';
import type { CustomerRecord } from '../../shared/record';
import { SIGNALS } from '../../shared/signals/registry';
import type { Severity } from '../../shared/signals/signal';
import type { AlertHow, AlertSettings } from '../alert-settings';
import { type Due, idOf } from './due';

/** What is at least as bad is no news; rising. */
const RANK: Record<Severity, number> = { good: 1, low: 1, medium: 2, high: 3, critical: 4 };
export const WORST = RANK.critical;
const BY_ID = new Map(SIGNALS.map((signal) => [signal.id, signal]));

/** How a warning of this severity is told where nobody chose: what presses at once, the middling once a day, the rest not. */
export const usualHow = (severity: Severity): AlertHow =>
  severity === 'critical' || severity === 'high' ? 'once' : severity === 'medium' ? 'digest' : 'off';

/** The customers whose dates and warnings a user hears of. Who owns none hears of those that nobody owns: a team of one, say. */
export function alertCustomers(
  records: readonly CustomerRecord[],
  user: string,
  whose: AlertSettings['whose'],
  now: number,
): CustomerRecord[] {
  if (whose === 'all') return [...records];
  const isOwn = ({ facts }: CustomerRecord) => user !== '' && facts.owner.user === user;
  const isCovered = ({ facts }: CustomerRecord) => whose === 'covered' && coverAt(facts, now).includes(user);
  const own = records.filter((record) => isOwn(record) || isCovered(record));
  return records.some(isOwn) ? own : [...own, ...records.filter(({ facts }) => facts.owner.user === '')];
}

/**
 * Every warning to be told of at `now`; without a model whose arithmetic this build knows, none. Put aside, seen by somebody since it
 * opened, or closed, it is not among them. Its id names the customer, the signal, when the Worker saw it open, and how bad it is: a warning
 * that grows worse is another thing to tell, one that opens anew too. `alerts`: null for all, whatever anybody chose.
 */
export function alertsOf(
  records: readonly CustomerRecord[],
  alerts: Pick<AlertSettings, 'rules'> | null,
  model: Model | null,
  now: number,
): Due[] {
  if (model === null || model.formula !== FORMULA) return [];
  return records.flatMap(({ id, facts, signals }) => {
    if (facts.profile.lostAt !== null) return [];
    return signals.flatMap((row): Due[] => {
      const signal = row.closedAt === null ? BY_ID.get(row.id) : undefined;
      const reading = signal?.evaluate(facts, model, now);
      if (signal === undefined || !reading) return [];
      if ((facts.snoozed[signal.id]?.until ?? 0) > now || (facts.acknowledged[signal.id]?.at ?? 0) >= reading.since) return [];
      const how = alerts === null ? 'once' : (alerts.rules[signal.id] ?? usualHow(reading.severity));
      if (how === 'off') return [];
      const stage = RANK[reading.severity];
      return [
        {
          id: idOf('signal', id, signal.id, row.openedAt, stage),
          kind: 'signal',
          customer: id,
          name: facts.profile.name,
          at: row.openedAt,
          renewal: row.openedAt,
          since: reading.since,
          stage,
          title: signal.id,
          task: null,
          how,
          open: { signal, reading },
        },
      ];
    });
  });
}

/** The id of the same warning at another stage. */
export const atStage = (id: string, stage: number): string => id.replace(/\d+$/, String(stage));
