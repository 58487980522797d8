/** What the customer bought and owns of ours, and whether something newer came out since. */
import { keepWithin, putInOrder } from '../bounded';
import type { FactKind } from '../fact-kind';
import type { Facts, ProductFact } from '../facts';

/** What is no longer owned, or was only bought, goes first. */
const MOST_PRODUCTS = 40;

export const kind: FactKind = {
  id: 'products',
  reads: ['purchase', 'product.owned', 'product.released'],
  apply(draft, event) {
    if (event.type === 'purchase') {
      const { product, refund } = event.data;
      if (product === undefined || refund) return;
      rowOf(draft, product).boughtAt = event.at;
    } else if (event.type === 'product.owned') {
      const row = rowOf(draft, event.data.product);
      if (event.data.ended) row.endedAt = event.at;
      else {
        row.version = event.data.version ?? row.version;
        row.ownedAt ??= event.at;
        row.endedAt = null;
        if (row.released && (row.released.version === '' || row.released.version === row.version)) row.released = null;
      }
    } else if (event.type === 'product.released') {
      const { product, version, about } = event.data;
      const row = rowOf(draft, product);
      if (version === undefined || version !== row.version) row.released = { version: version ?? '', about: about ?? '', at: event.at };
    }
    keepWithin(draft.products, MOST_PRODUCTS, (row) => row.endedAt !== null || row.ownedAt === null);
  },
};

function rowOf(draft: Facts, id: string): ProductFact {
  const known = draft.products.find((row) => row.id === id);
  if (known) return known;
  const row: ProductFact = { id, version: '', ownedAt: null, endedAt: null, boughtAt: null, released: null };
  putInOrder(draft.products, row, () => 0);
  return row;
}
