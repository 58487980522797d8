/** What is due: tasks, renewals and notice deadlines of a user's customers, as plain rows. Pure: today's list and reminders read the same. */
import { DAY } from '../../shared/event';
import type { ContractFact, Facts } from '../../shared/facts/facts';
import type { CustomerRecord } from '../../shared/record';

/** Days before a renewal or notice deadline at which a person is told. */
export const STAGES = [90, 60, 30, 7] as const;

export interface Due {
  /** The same on every start and device: kind, customer, thing, its date and stage. */
  id: string;
  kind: 'task' | 'renewal' | 'notice';
  customer: string;
  name: string;
  /** The date itself (epoch ms). */
  at: number;
  /** The day of the renewal that a notice deadline belongs to; for the others the date itself. */
  renewal: number;
  /** Since when it is due for telling. */
  since: number;
  /** 90, 60, 30 or 7 for dates; 0 for a task. */
  stage: number;
  title: string;
  task: string | null;
}

/** Customers that are this user's to keep: owned or covered; everybody's where none is (an admin's own device, a team of one). */
export function ownCustomers(records: readonly CustomerRecord[], user: string): CustomerRecord[] {
  const own = records.filter(({ facts }) => facts.owner.user === user || facts.owner.cover.includes(user));
  return own.length > 0 ? own : [...records];
}

/** Everything due at `now` for these records, each date in its latest stage only. `horizon` looks so many ms ahead for tasks. */
export function dueThings(records: readonly CustomerRecord[], user: string, now: number, horizon = 0): Due[] {
  return records.flatMap((record) => [...dueTasks(record, user, now + horizon), ...dueDates(record, now)]);
}

function dueTasks({ id, facts }: CustomerRecord, user: string, until: number): Due[] {
  return facts.tasks
    .filter((task) => task.doneAt === null && task.due <= until && (task.owner === '' || user === '' || task.owner === user))
    .map((task) => ({
      id: idOf('task', id, task.id, task.due, 0),
      kind: 'task',
      customer: id,
      name: facts.profile.name,
      at: task.due,
      renewal: task.due,
      since: task.due,
      stage: 0,
      title: task.title,
      task: task.id,
    }));
}

function dueDates({ id, facts }: CustomerRecord, now: number): Due[] {
  if (facts.profile.lostAt !== null) return [];
  return runningContracts(facts).flatMap((contract) => {
    const dates: [Due['kind'], number][] = [['renewal', contract.end]];
    if (contract.noticeDays > 0) dates.unshift(['notice', contract.end - contract.noticeDays * DAY]);
    return dates.flatMap(([kind, at]): Due[] => {
      const stage = stageAt(at, now);
      if (stage === null) return [];
      return [
        {
          id: idOf(kind, id, contract.id, at, stage),
          kind,
          customer: id,
          name: facts.profile.name,
          at,
          renewal: contract.end,
          since: at - stage * DAY,
          stage,
          title: contract.package,
          task: null,
        },
      ];
    });
  });
}

function runningContracts(facts: Facts): ContractFact[] {
  return facts.contracts.filter((contract) => contract.endedAt === null);
}

/** The stage a date is in at `now`: the smallest number of days before it that has been reached; null before 90 days and after the day. */
export function stageAt(at: number, now: number): number | null {
  if (now >= at + DAY) return null;
  const reached = STAGES.filter((days) => now >= at - days * DAY);
  return reached[reached.length - 1] ?? null;
}

const idOf = (kind: Due['kind'], customer: string, thing: string, at: number, stage: number): string =>
  [kind, customer, thing, String(at), String(stage)].map(encodeURIComponent).join(':');

/** The customer that an id of a due thing (or a digest: '') speaks of. */
export function customerOf(dueId: string): string {
  return decodeURIComponent(dueId.split(':')[1] ?? '');
}
