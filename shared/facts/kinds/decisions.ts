/** What people decided about signals, and how they feel the customer is doing. The newest 50 of each. */
import { withEntry } from '../bounded';
import type { FactKind } from '../fact-kind';

const MOST = 50;

export const kind: FactKind = {
  id: 'decisions',
  reads: ['signal.acknowledged', 'signal.snoozed', 'signal.raised', 'pulse'],
  apply(draft, event) {
    const byTime = (row: { at: number }) => row.at;
    if (event.type === 'signal.acknowledged') {
      draft.acknowledged = withEntry(draft.acknowledged, event.data.signal, { at: event.at, by: event.data.by ?? '' }, MOST, byTime);
    } else if (event.type === 'signal.snoozed') {
      const { signal, until, reason, by } = event.data;
      draft.snoozed = withEntry(draft.snoozed, signal, { at: event.at, until, reason: reason ?? '', by: by ?? '' }, MOST, byTime);
    } else if (event.type === 'signal.raised') {
      const { signal, text, by } = event.data;
      draft.raised = withEntry(draft.raised, signal, { at: event.at, text: text ?? '', by: by ?? '' }, MOST, byTime);
    } else if (event.type === 'pulse') {
      const { score, reason, codes, by } = event.data;
      draft.pulse = { at: event.at, score, reason, codes: codes ?? [], by: by ?? '' };
    }
  },
};
