/** How good each way of foreseeing a renewal was: the model, the account manager and the final word are kept apart. */
import type { Facts } from '../facts/facts';
import type { Verdict } from '../facts/work-facts';

export const FORESEEN = ['automated', 'manager', 'final'] as const;
export interface Grade {
  /** Renewals of which it said "renews" or "leaves", and how often that came true; "unsure" said nothing. */
  said: number;
  right: number;
  unsure: number;
}

/** Over the renewals that are decided. */
export function gradeVerdicts(all: Iterable<Facts>): Record<(typeof FORESEEN)[number], Grade> {
  const grades = { automated: empty(), manager: empty(), final: empty() };
  for (const { graded } of all) {
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
  }
  return grades;
}
const empty = (): Grade => ({ said: 0, right: 0, unsure: 0 });
const outcomeOf = (renewed: boolean): Verdict => (renewed ? 'renews' : 'leaves');
