/** A customer with something of everything, for the tests of the card; names and numbers are invented. */
import { DAY, type LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { lookAt } from '../../../shared/health/explain';
import { health } from '../../../shared/health/score';
import type { Locale } from '../../../shared/i18n/message';
import { defaultProgramme } from '../../../shared/loyalty/default-programme';
import type { PresentInput } from '../../../shared/present/input';
import type { CustomerRecord } from '../../../shared/record';
import { day } from '../../../shared/signals/example';
import { events } from '../events';

export const NOW = day('2026-10-13') + 9.5 * 3_600_000;
export const EN: Locale = { language: 'en', tag: 'en-US', calendar: 'gregory', digits: 'latn', timeZone: 'Europe/London', toman: false };
export const FA: Locale = { language: 'fa', tag: 'fa-IR', calendar: 'persian', digits: 'arabext', timeZone: 'Asia/Tehran', toman: true };
export const AR: Locale = { language: 'ar', tag: 'ar-EG', calendar: 'gregory', digits: 'arab', timeZone: 'Africa/Cairo', toman: false };
export const LOCALES = [EN, FA, AR] as const;

/** The languages that these customers are told in. */
export type Told = 'en' | 'fa' | 'ar';
export const names: Record<Told, { customer: string; person: string; user: string; note: string; subject: string }> = {
  en: {
    customer: 'Quillbrook Ceramics',
    person: 'Tamsin Orrell',
    user: 'R. Penhale',
    note: 'kiln delivery',
    subject: 'Kiln stops at night',
  },
  fa: { customer: 'کاشی نیلگون‌بام', person: 'مهتاب رستگارنیا', user: 'ر. پنهان‌کوه', note: 'تحویل کوره', subject: 'کوره شب‌ها خاموش می‌شود' },
  ar: { customer: 'خزفيات وادي المرجان', person: 'سلمى الدرعاوي', user: 'ر. بنهلي', note: 'تسليم الفرن', subject: 'الفرن يتوقف ليلًا' },
};

export function quillbrook(language: Locale['language'] = 'en', extra: LiveEvent[] = []): LiveEvent[] {
  const e = events('quillbrook');
  const say = names[language as Told];
  const currency = language === 'fa' ? 'IRR' : language === 'ar' ? 'SAR' : 'USD';
  const amount = language === 'fa' ? 4_180_000_000 : 418_000;
  const orders = Array.from({ length: 14 }, (_, i) => e.purchase(day('2025-11-01') + i * 20 * DAY, { amount, currency }));
  const use = Array.from({ length: 60 }, (_, i) => e.usage(day('2026-07-01') + i * DAY, {}));
  return [
    e['customer.profile']('2022-03-01', {
      name: say.customer,
      since: day('2022-03-01'),
      value: { amount: amount * 12, currency },
      joined_club: day('2023-01-01'),
    }),
    e['customer.owner']('2022-03-01', { owner: 'u1' }),
    e['contact.set']('2022-03-01', { contact: 'tamsin', name: say.person, email: 'tamsin@quillbrook.example', role: '' }),
    e['domain.set']('2022-03-01', { domain: 'quillbrook.example' }),
    ...orders,
    ...use,
    e['contract.set']('2025-11-06', {
      contract: 'C-2025-11',
      start: day('2025-11-06'),
      end: day('2026-11-06'),
      notice_days: 15,
      auto_renew: true,
      value: { amount: amount * 12, currency },
    }),
    e['ticket.opened'](day('2026-10-04') + 36_000_000, {
      ticket: '#4471',
      subject: say.subject,
      priority: 'urgent',
      contact: 'tamsin',
      url: 'https://desk.example/4471',
    }),
    e['ticket.opened'](day('2026-10-05') + 36_000_000, { ticket: '#4478', subject: say.subject, priority: 'urgent', contact: 'tamsin' }),
    e['invoice.issued']('2026-09-01', { invoice: 'INV-208', amount, currency, due: day('2026-10-01') }),
    e['survey.answered']('2026-09-02', { survey: 's1', kind: 'nps', score: 7, scale: 10, contact: 'tamsin' }),
    e.note(day('2026-09-17') + 40_000_000, { kind: 'call', text: say.note, contact: 'tamsin', by: 'u1' }),
    e.note(day('2026-09-02') + 40_000_000, { kind: 'visit', by: 'u2' }),
    ...extra,
  ];
}

export function recordOf(list: LiveEvent[], signals: CustomerRecord['signals'] = []): CustomerRecord {
  const facts = fold([...list].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)));
  const trace = Array.from({ length: 18 }, (_, i) => ({ day: Math.floor(NOW / DAY / 5) * 5 - (17 - i) * 5, score: 74 - (i % 4) }));
  return { id: facts.customer, seq: 1, facts, trace, signals };
}

export const model = defaultModel(day('2026-10-01'));
export const programme = defaultProgramme();

/** Ready to present: seen five days ago, synced six minutes ago. */
export function inputFor(locale: Locale, change: Partial<PresentInput> = {}): PresentInput {
  const record =
    change.record ?? recordOf(quillbrook(locale.language), [{ id: 'card-declined', openedAt: NOW - 30 * DAY, closedAt: NOW - 3 * DAY }]);
  const before = recordOf(quillbrook(locale.language).filter(({ at }) => at < NOW - 9.5 * DAY));
  return {
    record,
    model,
    programme,
    now: NOW,
    locale,
    look: lookAt(health(before.facts, model, NOW - 5 * DAY), model, NOW - 5 * DAY),
    match: { how: 'address', contact: 'tamsin', address: 'tamsin@quillbrook.example' },
    users: { u1: names[locale.language as Told].user },
    freshness: { syncedAt: NOW - 6 * 60_000, offline: false, reachable: true, waiting: 0, updateNeeded: false },
    ...change,
  };
}
