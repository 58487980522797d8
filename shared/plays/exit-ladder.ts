import type { Play } from './play';

/** Ask those who left: a call brings most, then a personal mail, then a survey. It stops where they answer. */
export const play: Play = {
  id: 'exit-ladder',
  row: 58,
  suits: [],
  steps: [
    { id: 'call', after: 1, owner: 'owner', log: 'call' },
    { id: 'mail', after: 4, owner: 'owner', log: 'email' },
    { id: 'survey', after: 9, owner: 'owner', log: 'email' },
  ],
};
