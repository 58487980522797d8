/** What was promised by when, and whether it was kept; of more than 60 the first due of the kept go first. */
import type { LiveEvent } from '../../event';
import { keepWithin, putInOrder } from '../bounded';
import { applyWaiting, letWait } from '../early';
import type { FactKind } from '../fact-kind';
import type { Facts } from '../facts';
import type { PromiseFact } from '../work-facts';

const MOST_PROMISES = 60;

export const kind: FactKind = {
  id: 'promises',
  reads: ['promise', 'promise.kept'],
  apply(draft, event) {
    if (event.type !== 'promise') {
      keep(draft, event);
      return;
    }
    const { promise, what, due, by, kind, effort } = event.data;
    const known = draft.promises.find((row) => row.id === promise);
    draft.promises = draft.promises.filter((row) => row !== known);
    const row: PromiseFact = {
      id: promise,
      what,
      due,
      by: by ?? known?.by ?? 'us',
      kind: kind ?? known?.kind ?? 'action',
      keptAt: known?.keptAt ?? null,
      outcome: known?.outcome ?? '',
      effort: effort ?? known?.effort ?? '',
    };
    putInOrder(draft.promises, row, (other) => other.due);
    applyWaiting(draft, ['promise.kept'], 'promise', promise, (waiting) => keep(draft, waiting));
    keepWithin(draft.promises, MOST_PROMISES, (row) => row.keptAt !== null);
  },
};

/** Kept in part is settled with the customer; "no" leaves the promise owed. */
function keep(draft: Facts, event: LiveEvent): void {
  if (event.type !== 'promise.kept') return;
  const row = draft.promises.find((other) => other.id === event.data.promise);
  if (!row) {
    letWait(draft, event);
    return;
  }
  row.outcome = event.data.outcome ?? 'yes';
  if (event.data.outcome !== 'no') row.keptAt ??= event.at;
}
