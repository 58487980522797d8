/** What the customer said or asked, and whether we answered: the newest 60, answered ones going first. */
import type { LiveEvent } from '../../event';
import { keepWithin, shorten } from '../bounded';
import { applyWaiting, letWait } from '../early';
import type { FactKind } from '../fact-kind';
import type { Facts } from '../facts';

const MOST_REMARKS = 60;
const MOST_TEXT = 500;

export const kind: FactKind = {
  id: 'remarks',
  reads: ['remark', 'remark.answered'],
  apply(draft, event) {
    if (event.type === 'remark') {
      const { kind, name, text, contact } = event.data;
      draft.remarks.push({
        id: event.id,
        at: event.at,
        kind,
        name: name ?? '',
        text: shorten(text ?? '', MOST_TEXT),
        contact: contact ?? '',
        answeredAt: null,
      });
      applyWaiting(draft, ['remark.answered'], 'remark', event.id, (waiting) => answer(draft, waiting));
      keepWithin(draft.remarks, MOST_REMARKS, (row) => row.answeredAt !== null);
    } else answer(draft, event);
  },
};

function answer(draft: Facts, event: LiveEvent): void {
  if (event.type !== 'remark.answered') return;
  const row = draft.remarks.find((other) => other.id === event.data.remark);
  if (row) row.answeredAt ??= event.at;
  else letWait(draft, event);
}
