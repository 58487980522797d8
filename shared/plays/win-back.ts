import type { Play } from './play';

/** Opened, talked, offered, agreed: the days that a contract still runs are there to win back who is unhappy. */
export const play: Play = {
  id: 'win-back',
  row: 92,
  suits: ['wants-to-leave', 'recovery-window', 'angry', 'renegotiation'],
  steps: [
    { id: 'talk', after: 1, owner: 'owner', log: 'call' },
    { id: 'offer', after: 4, owner: 'owner', log: 'meeting' },
    { id: 'confirm', after: 10, owner: 'owner', log: 'call' },
  ],
};
