/** Whom a play is about: the person behind the warning that started it, so that the one who wrote the angry mail is called and not the first in the list. */
import type { Facts } from '../facts/facts';
import type { PlayFact } from '../facts/work-facts';

/** What was said, by the warning that it raises. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  angry: ['angry'],
  complaint: ['complaint', 'public-complaint'],
  'negative-feedback': ['negative-feedback', 'public-complaint'],
  'wants-to-leave': ['leave'],
  'recovery-window': ['leave', 'complaint', 'angry', 'negative-feedback'],
  'price-objection': ['price-objection'],
  'price-cut-before-renewal': ['price-cut'],
  renegotiation: ['renegotiation'],
  'competitor-named': ['competitor'],
  'hard-to-use': ['complexity', 'performance'],
  'defect-open': ['defect'],
  'newer-product': ['feature-gap'],
  'repeated-problem': ['repeated-problem'],
  'wants-more': ['expansion'],
};
const TICKETS: readonly string[] = ['ticket-unanswered', 'many-tickets', 'automatic-replies', 'repeated-problem', 'defect-open'];
const RATINGS: readonly string[] = ['neutral-rating', 'rating-dropped'];

/** The id of the contact who said, asked or rated last before the play began; '' where the warning is about nobody in particular. */
export function contactOfPlay(facts: Facts, { signal, startedAt }: Pick<PlayFact, 'signal' | 'startedAt'>): string {
  const kinds = Object.hasOwn(SAID, signal) ? (SAID[signal] ?? []) : [];
  const found = [
    ...facts.remarks.filter(({ kind }) => kinds.includes(kind)).map(({ at, contact }) => ({ at, contact })),
    ...(TICKETS.includes(signal) ? facts.tickets : []).map(({ openedAt: at, contact }) => ({ at, contact })),
    ...(RATINGS.includes(signal) ? facts.answers : []).map(({ at, contact }) => ({ at, contact })),
  ];
  const known = found.filter(({ at, contact }) => contact !== '' && at <= startedAt).sort((a, b) => b.at - a.at);
  return known[0]?.contact ?? '';
}
