/** The examples that the first document begins with. A test holds them against the default model. */
import type { ModelExample } from './model-document';

export const FIRST_EXAMPLES: ModelExample[] = [
  {
    title: 'Buys every month and was spoken to this week',
    facts: { purchases: { every: 30, times: 12, last: 10 }, contact: 5 },
    expect: { band: 'healthy' },
  },
  {
    title: 'Bought every month, then nothing for a year',
    facts: { purchases: { every: 30, times: 12, last: 365 } },
    expect: { band: 'at-risk' },
  },
  {
    title: 'A ticket without a reply for two weeks is never healthy',
    facts: { usage: { every: 1, times: 60, last: 0 }, ticket_waiting: 15, contact: 5 },
    expect: { score: [0, 74] },
  },
];
