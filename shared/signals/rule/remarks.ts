/** What they said and nobody has answered yet: the ground of most warnings about mood. */
import { DAY } from '../../event';
import type { Facts, RemarkFact } from '../../facts/facts';
import type { Act } from '../signal';
import { personToCall } from './people';

const NONE: RemarkFact[] = [];

/** Unanswered remarks of these kinds that are younger than `days`, oldest first (the order in which facts keep them). */
export function openRemarks(facts: Facts, kinds: readonly string[], days: number, now: number): RemarkFact[] {
  if (facts.remarks.length === 0) return NONE;
  return facts.remarks.filter(({ kind, at, answeredAt }) => answeredAt === null && now < at + days * DAY && kinds.includes(kind));
}

/** The instants at which open remarks of these kinds become too old. */
export function remarkEnds(facts: Facts, kinds: readonly string[], days: number): number[] {
  return facts.remarks.flatMap(({ kind, at }) => (kinds.includes(kind) ? [at + days * DAY] : []));
}

/** The facts with these remarks answered at `at`. */
export function withAnswered(facts: Facts, remarks: readonly RemarkFact[], at: number): Facts {
  const ids = new Set(remarks.map(({ id }) => id));
  const answer = (row: RemarkFact): RemarkFact =>
    ids.has(row.id) ? { ...row, acknowledgedAt: row.acknowledgedAt ?? at, answeredAt: at } : row;
  return { ...facts, remarks: facts.remarks.map(answer) };
}

/** The act of answering `remarks`: talk to whoever made `said`, and they are answered. */
export function toAnswer(facts: Facts, remarks: readonly RemarkFact[], said: RemarkFact, { code, log }: Pick<Act, 'code' | 'log'>): Act {
  const args = { name: personToCall(facts, said.contact) };
  return { code, args, log, due: null, done: (before, at) => withAnswered(before, remarks, at) };
}
