/** What the customer said or asked, and whether we took note and answered: the newest 60, answered ones going first. */
import type { LiveEvent } from '../../event';
import { keepWithin, shorten } from '../bounded';
import { applyWaiting, letWait } from '../early';
import type { FactKind } from '../fact-kind';
import type { Facts } from '../facts';

const MOST_REMARKS = 60;
const MOST_TEXT = 500;

export const kind: FactKind = {
  id: 'remarks',
  reads: ['remark', 'remark.acknowledged', 'remark.answered'],
  apply(draft, event) {
    if (event.type === 'remark') {
      const { kind, name, text, contact, ticket, blocker } = event.data;
      draft.remarks.push({
        id: event.id,
        at: event.at,
        kind,
        name: name ?? '',
        text: shorten(text ?? '', MOST_TEXT),
        contact: contact ?? '',
        ticket: ticket ?? '',
        blocker: blocker ?? false,
        acknowledgedAt: null,
        answeredAt: null,
      });
      applyWaiting(draft, ['remark.acknowledged', 'remark.answered'], 'remark', event.id, (waiting) => answer(draft, waiting));
      keepWithin(draft.remarks, MOST_REMARKS, (row) => row.answeredAt !== null);
    } else answer(draft, event);
  },
};

function answer(draft: Facts, event: LiveEvent): void {
  if (event.type !== 'remark.answered' && event.type !== 'remark.acknowledged') return;
  const row = draft.remarks.find((other) => other.id === event.data.remark);
  if (!row) {
    letWait(draft, event);
    return;
  }
  // An answer is an acknowledgement too.
  row.acknowledgedAt ??= event.at;
  if (event.type === 'remark.answered') row.answeredAt ??= event.at;
}
