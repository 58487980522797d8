import type { Play } from './play';

/** A problem that comes again gets a name at our side: who knows the technology, a way round it, a day for the repair. */
export const play: Play = {
  id: 'escalate',
  row: 76,
  suits: ['repeated-problem', 'defect-open', 'many-tickets', 'ticket-unanswered', 'issue-without-workaround', 'issue-overdue'],
  steps: [
    { id: 'name', after: 1, owner: 'owner', log: 'note' },
    { id: 'workaround', after: 3, owner: 'technical', log: 'call' },
    { id: 'tell', after: 5, owner: 'technical', log: 'email' },
  ],
};
