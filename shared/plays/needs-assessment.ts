import type { Play } from './play';

/** Find out what they need now: use that falls, or that is hard, often means that we sold them what they needed then. */
export const play: Play = {
  id: 'needs-assessment',
  row: 91,
  suits: ['usage-drop', 'hard-to-use', 'onboarding-stuck', 'newer-product', 'competitor-named', 'wants-more', 'rating-dropped'],
  steps: [
    { id: 'questions', after: 2, owner: 'owner', log: 'call' },
    { id: 'proposal', after: 5, owner: 'owner', log: 'email' },
    { id: 'agree', after: 10, owner: 'owner', log: 'meeting' },
  ],
};
