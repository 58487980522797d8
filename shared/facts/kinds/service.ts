/** How we served them by the clock: waits on phone and chat, and what was agreed, kept or missed. */
import { keepWithin, shorten } from '../bounded';
import type { FactKind } from '../fact-kind';

const MOST_WAITS = 10;
const MOST_MISSED = 20;
const MOST_TEXT = 200;

export const kind: FactKind = {
  id: 'service',
  reads: ['wait', 'sla.result'],
  apply(draft, event) {
    if (event.type === 'wait') {
      draft.waits.push({ id: event.id, at: event.at, channel: event.data.channel, seconds: event.data.seconds });
      keepWithin(draft.waits, MOST_WAITS);
    } else if (event.type === 'sla.result') {
      const { met, what, ticket } = event.data;
      if (met) draft.sla.met++;
      else {
        draft.sla.missed.push({ id: event.id, at: event.at, what: shorten(what ?? '', MOST_TEXT), ticket: ticket ?? '' });
        keepWithin(draft.sla.missed, MOST_MISSED);
      }
    }
  },
};
