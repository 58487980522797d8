/** A book of a few customers with something of everything, for suites about what is read of a book. */
import { expect } from 'vitest';
import { call, event, openStaffed, type Staffed } from './office';

export const DAY = 86_400_000;
export const NOW = Date.now();
export const ago = (days: number) => NOW - days * DAY;

/** Six customers of two owners and two currencies, besides those that every office has. */
const EVENTS = [
  ...['a', 'b', 'c', 'd', 'e', 'f'].flatMap((id, i) => [
    event(id, 'customer.profile', ago(400), {
      name: `Customer ${id}`,
      segment: i % 2 === 0 ? 'retail' : 'wholesale',
      value: { amount: (i + 1) * 100_000, currency: i < 3 ? 'EUR' : 'USD' },
    }),
    event(id, 'customer.owner', ago(400), { owner: i < 2 ? 'agent-1' : 'manager-1' }),
    event(id, 'purchase', ago(20 + i * 30), { amount: 5_000, currency: 'EUR', product: i < 2 ? 'kiln' : 'press' }),
  ]),
  event('a', 'invoice.issued', ago(60), { invoice: 'a1', amount: 10_000, currency: 'EUR', due: ago(40) }),
  event('b', 'invoice.issued', ago(60), { invoice: 'b1', amount: 10_000, currency: 'EUR', due: ago(40) }),
  event('b', 'invoice.paid', ago(10), { invoice: 'b1' }),
  event('c', 'ticket.opened', ago(9), { ticket: 'c1', subject: 'Press stands still', priority: 'urgent' }),
  event('d', 'contract.set', ago(300), { contract: 'd1', end: NOW + 25 * DAY }),
  event('a', 'remark', ago(30), { kind: 'competitor', name: 'Rivalis' }),
  event('b', 'remark', ago(20), { kind: 'competitor', name: 'rivalis ' }),
  event('b', 'remark', ago(15), { kind: 'competitor', name: 'Rivalis' }),
  event('c', 'remark', ago(20), { kind: 'feature-gap', name: 'Remote start', blocker: true }),
  event('d', 'remark', ago(20), { kind: 'feature-gap', name: 'Remote start' }),
  event('e', 'remark', ago(20), { kind: 'defect', name: 'Leaks' }, { id: 'answered-defect' }),
  event('e', 'remark.answered', ago(2), { remark: 'answered-defect' }),
  event('a', 'survey.answered', ago(20), { survey: 's', kind: 'nps', score: 2, area: 'Delivery' }),
  event('b', 'survey.answered', ago(25), { survey: 's', kind: 'nps', score: 10, area: 'Delivery' }),
  event('b', 'survey.answered', ago(120), { survey: 's', kind: 'nps', score: 10, area: 'Delivery' }),
  event('c', 'survey.answered', ago(21), { survey: 's', kind: 'csat', score: 5, area: 'Support' }),
];

/** An office with that book. */
export async function openSmallBook(name: string): Promise<Staffed> {
  const staffed = await openStaffed(name, NOW);
  const sent = await call('POST', '/v1/events', { token: staffed.tokens.ingest, body: { events: EVENTS } });
  expect(sent.body).toMatchObject({ accepted: EVENTS.length, refused: [] });
  return staffed;
}
