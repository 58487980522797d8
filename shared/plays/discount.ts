import type { Play } from './play';

/** A discount, decided before it is offered: how far we go, for what in return, and until when. */
export const play: Play = {
  id: 'discount',
  row: 91,
  suits: ['price-objection', 'price-cut-before-renewal', 'renegotiation', 'price-rise-without-notice'],
  steps: [
    { id: 'decide', after: 1, owner: 'owner', log: 'note' },
    { id: 'offer', after: 2, owner: 'owner', log: 'call' },
    { id: 'answer', after: 7, owner: 'owner', log: 'call' },
  ],
};
