/** What we give apart from what was bought: offers, gifts and perks, promised for a day or handed over. */
import type { Attributes } from '../../event';
import { keepWithin, putInOrder } from '../bounded';
import type { FactKind } from '../fact-kind';

/** What was delivered goes first. */
const MOST_BENEFITS = 40;

export const kind: FactKind = {
  id: 'benefits',
  reads: ['benefit', 'points.redeemed'],
  apply(draft, event) {
    if (event.type !== 'benefit' && event.type !== 'points.redeemed') return;
    const { benefit, what, kind, due, delivered } = event.type === 'benefit' ? event.data : boughtWith(event.id, event.data);
    if (benefit === '') return;
    let row = draft.benefits.find((other) => other.id === benefit);
    if (!row) {
      row = { id: benefit, what: '', kind: 'perk', setAt: event.at, due: null, deliveredAt: null };
      putInOrder(draft.benefits, row, (other) => other.setAt);
    }
    row.what = what ?? row.what;
    row.kind = kind ?? row.kind;
    row.due = due ?? row.due;
    if (delivered) row.deliveredAt ??= event.at;
    keepWithin(draft.benefits, MOST_BENEFITS, (other) => other.deliveredAt !== null);
  },
};

/** A gift or service that points bought is owed like any other: under the id of its redemption, '' where they bought none. */
function boughtWith(id: string, { gives, what, due }: Attributes<'points.redeemed'>): Attributes<'benefit'> {
  const kind = gives === 'gift' ? 'gift' : 'perk';
  return { benefit: gives === 'gift' || gives === 'service' ? id : '', what, kind, due };
}
