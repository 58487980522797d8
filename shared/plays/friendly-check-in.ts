import type { Play } from './play';

/** Ask how things are, with nothing to sell; most of those who go quiet were asked by nobody. */
export const play: Play = {
  id: 'friendly-check-in',
  row: 91,
  suits: ['silent', 'loyal-neglected', 'contact-overdue', 'social-silence', 'unsubscribed', 'impersonal-contact', 'neutral-rating'],
  steps: [
    { id: 'call', after: 1, owner: 'owner', log: 'call' },
    { id: 'thank', after: 6, owner: 'owner', log: 'email' },
  ],
};
