/** The building blocks of the demo's stories: what every customer's past is told with. */
import type { Attributes, EventType } from '../../shared/event';
import type { DemoCustomer } from './demo-customers';

/** Adds one event `days` before now (at about 9:40 UTC of that day, never in the future). */
export type Tell = <T extends EventType>(type: T, days: number, data: Attributes<T>) => void;
export interface Story {
  customer: DemoCustomer;
  tell: Tell;
  from(days: number): number;
}

/** Who they are, and what they agreed. `ends` is days from now. */
export function agreement({ customer, tell, from }: Story, ends: number, more: { noticeDays?: number; years?: number } = {}): void {
  const since = (more.years ?? 2) * 365;
  const value = { amount: customer.value, currency: customer.currency };
  tell('customer.profile', since, {
    name: customer.name,
    segment: customer.segment,
    language: customer.language,
    since: from(-since),
    value,
    joined_club: from(-since + 30),
  });
  for (const { id, name, email, role } of customer.people)
    tell('contact.set', since, { contact: `${customer.id}-${id}`, name, email, role });
  for (const domain of customer.domains) tell('domain.set', since, { domain });
  tell('contract.set', Math.max(since - 10, 0), {
    contract: contractOf(customer),
    start: from(ends - 365),
    end: from(ends),
    notice_days: more.noticeDays ?? 60,
    auto_renew: true,
    value,
    package: PACKAGES[customer.language],
  });
}
export const contractOf = (customer: DemoCustomer): string => `C-${customer.id}`;
export const contactOf = (customer: DemoCustomer): string => `${customer.id}-${customer.people[0]?.id ?? ''}`;

const STEPS: Record<DemoCustomer['language'], readonly [kickOff: string, data: string, training: string]> = {
  en: ['Kick-off call', 'Data imported', 'Team trained'],
  fa: ['تماس آغازین', 'ورود داده‌ها', 'آموزش تیم'],
  ar: ['مكالمة البداية', 'استيراد البيانات', 'تدريب الفريق'],
};
const PACKAGES: Record<DemoCustomer['language'], string> = { en: 'Standard', fa: 'استاندارد', ar: 'أساسية' };

export function onboarded({ customer, tell, from }: Story, started: number): void {
  for (const [nth, step] of ['kick-off', 'import', 'training'].entries()) {
    const title = STEPS[customer.language][nth] ?? step;
    tell('onboarding.step', started, { step, title, due: from(-started + 30), done: true, required: true });
  }
}
/** Days of use: `every` days apart, from `first` days ago to `last` days ago. */
export function used({ tell }: Story, first: number, last: number, every: number): void {
  for (let days = first; days >= last; days -= every) tell('usage', days, { feature: 'workspace', count: 3 + (days % 5) });
}
/** Purchases of about the same size, `every` days apart; `share` is the part of a year's value that they add up to. */
export function bought({ customer, tell }: Story, first: number, last: number, every: number, share: number): void {
  const each = Math.round((customer.value * share * every) / 365 / 100) * 100;
  for (let days = first; days >= last; days -= every)
    tell('purchase', days, { amount: each, currency: customer.currency, order: `O-${customer.id}-${days}` });
}
/** Monthly invoices, all paid, the newest `last` days ago. */
export function paid({ customer, tell, from }: Story, last: number, months = 12): void {
  for (let month = months; month >= 1; month--) {
    const days = last + (month - 1) * 30;
    const invoice = `F-${customer.id}-${month}`;
    tell('invoice.issued', days + 18, {
      invoice,
      amount: Math.round(customer.value / 12),
      currency: customer.currency,
      due: from(-days + 2),
    });
    tell('invoice.paid', days, { invoice });
  }
}
/** A ticket that was answered within hours and closed. */
export function solved({ customer, tell }: Story, days: number, subject: string): void {
  const ticket = `${4000 + days}-${customer.id}`;
  tell('ticket.opened', days, { ticket, subject, priority: 'normal', contact: contactOf(customer) });
  tell('ticket.replied', days - 1, { ticket, by: 'us' });
  tell('ticket.closed', days - 2, { ticket });
}
export function called({ customer, tell }: Story, days: number, text: string): void {
  tell('note', days, { kind: 'call', text, contact: contactOf(customer), direction: 'out' });
}
export function rated({ customer, tell }: Story, days: number, score: number): void {
  tell('survey.answered', days, { survey: `NPS-${days}`, kind: 'nps', score, scale: 10, contact: contactOf(customer) });
}
