/** Which other customers turned out to be this one. */
import { keepWithin } from '../bounded';
import type { FactKind } from '../fact-kind';

const MOST = 50;

export const kind: FactKind = {
  id: 'merged',
  reads: ['customer.merged'],
  apply(draft, event) {
    if (event.type !== 'customer.merged') return;
    const { from, name, by } = event.data;
    draft.merged ??= [];
    draft.merged.push({ id: event.id, from, name: name ?? '', at: event.at, by: by ?? '' });
    keepWithin(draft.merged, MOST);
  },
};
