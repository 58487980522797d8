import type { Play } from './play';

/** Something of ours for nothing, as amends or as thanks: chosen for them, handed over in person. */
export const play: Play = {
  id: 'free-add-on',
  row: 91,
  suits: ['service-missed', 'complaint', 'long-waits', 'benefit-undelivered', 'negative-feedback', 'loyal-neglected'],
  steps: [
    { id: 'choose', after: 1, owner: 'owner', log: 'note' },
    { id: 'deliver', after: 3, owner: 'owner', log: 'call' },
    { id: 'ask', after: 10, owner: 'owner', log: 'call' },
  ],
};
