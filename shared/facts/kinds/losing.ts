/** The last time that they left, and why; it is kept when they come back, so that one sees who was won back. */
import type { FactKind } from '../fact-kind';
import type { Facts } from '../facts';

export const kind: FactKind = {
  id: 'losing',
  reads: ['customer.lost', 'customer.kept', 'purchase', 'contract.set'],
  apply(draft, event) {
    switch (event.type) {
      case 'customer.lost': {
        const { code, also, voluntary, avoidable, competitor, by } = event.data;
        // Said once more while they are gone, it tells more of the same loss: the day stays.
        const known = draft.loss?.backAt === null ? draft.loss : null;
        draft.loss = {
          at: known?.at ?? event.at,
          code: code ?? known?.code ?? '',
          also: also === undefined ? (known?.also ?? []) : [...new Set(also)].filter((other) => other !== code),
          voluntary: voluntary ?? known?.voluntary ?? null,
          avoidable: avoidable ?? known?.avoidable ?? null,
          competitor: competitor ?? known?.competitor ?? '',
          by: by ?? known?.by ?? '',
          backAt: null,
        };
        return;
      }
      case 'customer.kept':
        comeBack(draft, event.at);
        return;
      case 'purchase':
        if (!event.data.refund) comeBack(draft, event.at);
        return;
      case 'contract.set':
        comeBack(draft, event.at);
    }
  },
};

function comeBack({ loss }: Facts, at: number): void {
  if (loss !== null && at > loss.at) loss.backAt ??= at;
}
