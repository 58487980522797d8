/** The plays that were started and how they ended; of more than 20 the oldest that ended go first. */
import type { LiveEvent } from '../../event';
import { keepWithin, putInOrder } from '../bounded';
import { applyWaiting, letWait } from '../early';
import type { FactKind } from '../fact-kind';
import type { Facts } from '../facts';

const MOST_PLAYS = 20;

export const kind: FactKind = {
  id: 'plays',
  reads: ['play.started', 'play.ended'],
  apply(draft, event) {
    if (event.type !== 'play.started') {
      end(draft, event);
      return;
    }
    const { play, kind, signal, owner } = event.data;
    const known = draft.plays.find((row) => row.id === play);
    if (known) {
      Object.assign(known, { kind, signal: signal ?? known.signal, owner: owner ?? known.owner });
      // Started again after it ended, it runs again.
      if (known.endedAt !== null && known.endedAt < event.at) Object.assign(known, { endedAt: null, result: '', text: '' });
      return;
    }
    const row = { id: play, kind, signal: signal ?? '', owner: owner ?? '', startedAt: event.at };
    putInOrder(draft.plays, { ...row, endedAt: null, result: '', text: '' }, ({ startedAt }) => startedAt);
    applyWaiting(draft, ['play.ended'], 'play', play, (waiting) => end(draft, waiting));
    keepWithin(draft.plays, MOST_PLAYS, ({ endedAt }) => endedAt !== null);
  },
};

function end(draft: Facts, event: LiveEvent): void {
  if (event.type !== 'play.ended') return;
  const row = draft.plays.find((other) => other.id === event.data.play);
  if (row) Object.assign(row, { endedAt: event.at, result: event.data.result, text: event.data.text ?? '' });
  else letWait(draft, event);
}
