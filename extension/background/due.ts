/** What is due: tasks, renewals, notice deadlines and words on open issues of a user's customers, as plain rows. Pure: today's list and reminders read the same. */
import { asksOf } from '../../shared/cadence/computed-due';
import { DAY } from '../../shared/event';
import { coverAt } from '../../shared/facts/cover';
import type { ContractFact, Facts } from '../../shared/facts/facts';
import type { CustomerRecord } from '../../shared/record';
import type { OpenSignal } from '../../shared/signals/registry';
import { withoutUpdate } from '../../shared/today/not-kept';

/** Days before a renewal or notice deadline at which a person is told. */
export const STAGES = [90, 60, 30, 7] as const;

export interface Due {
  /** The same on every start and device: kind, customer, thing, its date and stage. */
  id: string;
  kind: 'task' | 'check' | 'renewal' | 'notice' | 'update' | 'signal';
  customer: string;
  name: string;
  /** The date itself (epoch ms). */
  at: number;
  /** The day of the renewal that a notice deadline belongs to; for the others the date itself. */
  renewal: number;
  /** Since when it is due for telling; of an issue, when they last heard of it. */
  since: number;
  /** 90, 60, 30 or 7 for dates; 1 (low) to 4 (critical) for a warning; 0 for a task. */
  stage: number;
  title: string;
  task: string | null;
  /** Told at once (so where absent) or once a day with the others. */
  how?: 'once' | 'digest';
  /** Of a warning: what it says. */
  open?: Pick<OpenSignal, 'signal' | 'reading'>;
  /** Found by a rule. `owner`: whom it was given to, '' for nobody; `patient` where it still helps after days of rest; `ends` where it says its last day itself. */
  rule?: { id: string; owner: string; patient: boolean; ends: boolean };
  /** Words to send with it. */
  text?: string;
}

/** Customers that are this user's to keep: owned or covered; everybody's where none is (an admin's own device, a team of one). */
export function ownCustomers(records: readonly CustomerRecord[], user: string, now: number): CustomerRecord[] {
  const own = records.filter(({ facts }) => facts.owner.user === user || coverAt(facts, now).includes(user));
  return own.length > 0 ? own : [...records];
}

/** Customers of others where something may be asked of this user: a colleague named them in a note, or gave them a step or a problem. */
export function askedOf(records: readonly CustomerRecord[], own: readonly CustomerRecord[], user: string): CustomerRecord[] {
  if (user === '' || own.length === records.length) return [];
  const kept = new Set(own.map(({ id }) => id));
  const isAsked = ({ tasks, plays, issues, profile }: Facts) =>
    tasks.some(({ doneAt, owner }) => doneAt === null && owner === user) ||
    plays.some(({ endedAt, owner }) => endedAt === null && owner === user) ||
    issues.some(({ closedAt, owner }) => closedAt === null && owner === user) ||
    profile.technical === user;
  return records.filter(({ id, facts }) => !kept.has(id) && isAsked(facts));
}

/** What is asked of the user at a customer of somebody else: what is theirs by name, and nothing more. */
export function askedThings(record: CustomerRecord, user: string, now: number, { horizon = 0, byRule }: DueOptions = {}): Due[] {
  const found = byRule?.(record, now + horizon) ?? [];
  return [...dueTasks(record, (owner) => owner === user, now + horizon), ...found.filter(({ rule }) => rule?.owner === user)];
}

export interface DueOptions {
  horizon?: number;
  restDays?: readonly number[];
  /** What a rule finds due of a customer up to an instant; see due-by-rule.ts. */
  byRule?: (record: CustomerRecord, until: number) => Due[];
}

/**
 * Everything due at `now` for these records, each date in its latest stage only. `horizon` looks so many ms ahead for tasks; on `restDays`
 * (0 is Sunday) nobody expects a word on an open issue.
 */
export function dueThings(
  records: readonly CustomerRecord[],
  user: string,
  now: number,
  { horizon = 0, restDays = [0, 6], byRule }: DueOptions = {},
): Due[] {
  return records.flatMap((record) => [
    ...dueTasks(record, (owner) => owner === '' || user === '' || owner === user, now + horizon),
    ...(byRule?.(record, now + horizon) ?? []),
    ...dueDates(record, now),
    ...dueUpdates(record, restDays, now),
  ]);
}

/** The open issue that waits longest for a word of ours, one for a customer. */
function dueUpdates({ id, facts }: CustomerRecord, restDays: readonly number[], now: number): Due[] {
  if (facts.profile.lostAt !== null) return [];
  return withoutUpdate(facts, restDays, now)
    .slice(0, 1)
    .map(({ ticket, told, due }) => ({
      id: idOf('update', id, ticket.id, told, 0),
      kind: 'update',
      customer: id,
      name: facts.profile.name,
      at: due,
      renewal: due,
      since: told,
      stage: 0,
      title: ticket.id,
      task: null,
    }));
}

function dueTasks({ id, facts }: CustomerRecord, isMine: (owner: string) => boolean, until: number): Due[] {
  return facts.tasks
    .filter((task) => task.doneAt === null && task.due <= until && isMine(task.owner))
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
      // What asks for more than a tick is done where the customer is open.
      task: asksOf(task.id) === null ? task.id : null,
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

export const idOf = (kind: Due['kind'], customer: string, thing: string, at: number, stage: number): string =>
  [kind, customer, thing, String(at), String(stage)].map(encodeURIComponent).join(':');

/** The customer that an id of a due thing (or a digest: '') speaks of. */
export function customerOf(dueId: string): string {
  return decodeURIComponent(dueId.split(':')[1] ?? '');
}
