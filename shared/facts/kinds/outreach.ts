/** On which outreach lists the customer was put by hand, and of which they were told: by a logged contact that names the list. */
import { keepWithin } from '../bounded';
import type { FactKind } from '../fact-kind';
import type { Facts } from '../facts';
import type { OutreachFact } from '../work-facts';

/** The one of which they were told first goes. */
const MOST = 40;

export const kind: FactKind = {
  id: 'outreach',
  reads: ['note', 'outreach.picked'],
  apply(draft, event) {
    if (event.type === 'outreach.picked') rowOf(draft, event.data.list).picked = event.data.removed !== true;
    else if (event.type === 'note' && event.data.list !== undefined)
      Object.assign(rowOf(draft, event.data.list), { toldAt: event.at, how: event.data.kind, by: event.data.by ?? '' });
  },
};

/** Its row moves to the end: so the first is the one that nothing was said of for longest. */
function rowOf(draft: Facts, list: string): OutreachFact {
  const rows = draft.outreach ?? [];
  draft.outreach = rows;
  const place = rows.findIndex((row) => row.list === list);
  const row = place < 0 ? { list, picked: false, toldAt: null, how: '', by: '' } : (rows.splice(place, 1)[0] as OutreachFact);
  rows.push(row);
  keepWithin(rows, MOST, ({ toldAt }) => toldAt !== null);
  return row;
}
