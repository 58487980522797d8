/** The periodic reviews with the customer, the newest eight: what came out of each, and what they said that sets us apart. */
import { keepWithin, putInOrder } from '../bounded';
import type { FactKind } from '../fact-kind';

const MOST_REVIEWS = 8;

export const kind: FactKind = {
  id: 'reviews',
  reads: ['review'],
  apply(draft, event) {
    if (event.type !== 'review') return;
    const { review, outcomes, differentiator, next, by } = event.data;
    const known = draft.reviews.find((row) => row.id === review);
    draft.reviews = draft.reviews.filter((row) => row !== known);
    const row = {
      id: review,
      at: event.at,
      outcomes: outcomes ?? known?.outcomes ?? [],
      differentiator: differentiator ?? known?.differentiator ?? '',
      next: next ?? known?.next ?? null,
      by: by ?? known?.by ?? '',
    };
    putInOrder(draft.reviews, row, ({ at }) => at);
    keepWithin(draft.reviews, MOST_REVIEWS);
  },
};
