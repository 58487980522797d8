/** The customers behind the senders of the seeded mail and tickets (test/servers), as events. Everybody else there is a stranger. */
import { DAY, type EventType } from '../../shared/event';

export interface SeededCustomer {
  id: string;
  name: string;
  addresses: Record<string, string>;
}
export const CUSTOMERS: SeededCustomer[] = [
  { id: 'smith-retail', name: 'Smith Retail', addresses: { 'john.smith@example.com': 'John Smith' } },
  { id: 'pars-trading', name: 'بازرگانی پارس', addresses: { 'sara.ahmadi@pars-trading.test': 'سارا احمدی' } },
  { id: 'tehran-shop', name: 'فروشگاه تهران', addresses: { 'reza.karimi@tehran-shop.test': 'رضا کریمی' } },
  { id: 'alnoor', name: 'النور للتجارة', addresses: { 'layla.hassan@alnoor.test': 'ليلى حسن', 'omar.khalid@alnoor.test': 'عمر خالد' } },
  { id: 'garcia', name: 'García López', addresses: { 'maria.garcia@example.org': 'María García López' } },
  { id: 'obrien', name: "O'Brien & Sons", addresses: { 'pat.obrien@example.com': "Pat O'Brien" } },
];
export const STRANGERS = ['attacker@evil.test', 'eve@evil.test', 'no-reply@news.example.net', 'unknown.person+orders@example.net'];

export interface SentEvent {
  id: string;
  customer: string;
  type: EventType;
  at: number;
  data: Record<string, unknown>;
}
/** Events of all seeded customers, in wire form; each customer gets another mix so that scores differ. */
export function seededEvents(now: number): SentEvent[] {
  const events: SentEvent[] = [];
  const add = (customer: string, type: EventType, daysAgo: number, data: Record<string, unknown>) => {
    events.push({ id: `seed-${events.length}`, customer, type, at: now - daysAgo * DAY, data });
  };
  CUSTOMERS.forEach(({ id, name, addresses }, nth) => {
    add(id, 'customer.profile', 400, { name, since: now - 400 * DAY, value: { amount: 1_200_000 * (nth + 1), currency: 'USD' } });
    for (const [email, person] of Object.entries(addresses)) add(id, 'contact.set', 400, { contact: email, name: person, email });
    for (let day = 360; day > 5 + nth * 12; day -= 9 + nth) add(id, 'purchase', day, { amount: 40_000 + nth * 1000, currency: 'USD' });
    for (let day = 90; day > nth * 8; day -= 2) add(id, 'usage', day, { feature: 'orders' });
    add(id, 'contract.set', 300, {
      contract: `${id}-2026`,
      start: now - 300 * DAY,
      end: now + (40 + nth * 20) * DAY,
      notice_days: 30,
      value: { amount: 1_200_000, currency: 'USD' },
    });
    add(id, 'note', 12 + nth * 9, { kind: 'call', text: 'Regular call', direction: 'out' });
  });
  add('tehran-shop', 'ticket.opened', 16, { ticket: 'T-900', subject: 'Refund', priority: 'urgent' });
  add('tehran-shop', 'payment.failed', 4, { decline: 'hard', reason: 'card declined' });
  add('obrien', 'invoice.issued', 45, { invoice: 'INV-2025/03', amount: 250_000, currency: 'USD', due: now - 20 * DAY });
  add('alnoor', 'survey.answered', 10, { survey: '2026-q3', kind: 'nps', score: 7, scale: 10 });
  return events;
}

/** A book of buyers: every third stopped at some time in the last year. Enough for a backtest to have windows in which some left. */
export function manyCustomers(now: number, count: number): { ids: string[]; events: SentEvent[] } {
  const ids = Array.from({ length: count }, (_, nth) => `buyer-${nth}`);
  const events = ids.flatMap((customer, nth) => {
    const told: SentEvent[] = [];
    const add = (type: EventType, daysAgo: number, data: Record<string, unknown>) =>
      told.push({ id: `${customer}-${told.length}`, customer, type, at: now - daysAgo * DAY, data });
    add('customer.profile', 500, { name: `Buyer ${nth}`, since: now - 500 * DAY });
    const stopped = nth % 3 === 0 ? 60 + nth * 8 : 3;
    for (let day = 480; day > stopped; day -= 14 + (nth % 5)) add('purchase', day, { amount: 20_000 + nth * 100, currency: 'USD' });
    return told;
  });
  return { ids, events };
}
