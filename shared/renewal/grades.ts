/** How good each way of foreseeing a renewal was: the model, the account manager and the final word are kept apart. */
import type { ContractFact, Facts } from '../facts/facts';
import type { Verdict } from '../facts/work-facts';

export const FORESEEN = ['automated', 'manager', 'final'] as const;
export interface Grade {
  /** Renewals of which it said "renews" or "leaves", and how often that came true; "unsure" said nothing. */
  said: number;
  right: number;
  unsure: number;
  /** Said of a renewal that is not decided yet. */
  pending: number;
}
export type Grades = Record<(typeof FORESEEN)[number], Grade>;

export const noGrades = (): Grades => ({ automated: empty(), manager: empty(), final: empty() });

/** Adds one customer: the renewals that are decided, and what is foreseen of those that are not. */
export function addVerdicts(grades: Grades, { graded, contracts }: Facts): void {
  for (const row of graded) {
    for (const who of FORESEEN) {
      const verdict = row[who];
      if (verdict === '') continue;
      const grade = grades[who];
      if (verdict === 'unsure') grade.unsure++;
      else {
        grade.said++;
        if (verdict === outcomeOf(row.renewed)) grade.right++;
      }
    }
  }
  for (const contract of contracts) if (contract.endedAt === null) for (const who of foreseenOf(contract)) grades[who].pending++;
}

/** Who has said something of a renewal that is still open; the model where somebody's word was written down beside it. */
function foreseenOf({ verdicts: { manager, final } }: ContractFact): (typeof FORESEEN)[number][] {
  const said = [manager, final].filter((verdict) => verdict !== null);
  return [
    ...(said.some(({ automated }) => automated !== '') ? (['automated'] as const) : []),
    ...(manager === null ? [] : (['manager'] as const)),
    ...(final === null ? [] : (['final'] as const)),
  ];
}

const empty = (): Grade => ({ said: 0, right: 0, unsure: 0, pending: 0 });
const outcomeOf = (renewed: boolean): Verdict => (renewed ? 'renews' : 'leaves');
