/** Money owed: what is overdue costs more each day; late payments and declines fade with a half-life of a month instead of resetting. */
import { along } from '../cuts';
import { knownLately } from '../evidence';
import type { Factor, Term } from '../factor';
import { daysSince, fading, ramp, wholeDays } from '../ramps';

const OVERDUE: [number, number][] = [
  [0, 0],
  [10, 0.3],
  [30, 0.6],
  [60, 0.9],
];
/** Paid at last, an invoice keeps this part of what it cost while it was owed, and loses it by half every month: no clean slate. */
const LATE = 0.5;
/** Days of grace before a payment counts as late: bank transfers over a weekend. */
const GRACE = 3;
const DECLINED = 0.5;
const DECLINED_CLEARED = 0.25;
const FAILED = 0.1;
const HALF_LIFE = 30;

export const factor: Factor = {
  id: 'billing',
  weight: 15,
  edges: (facts, _model, now) => knownLately(facts, now).edges,
  read(facts, _model, now) {
    const terms: Term[] = [];
    const add = (code: string, share: number, args: Term['args'], since: number) => terms.push({ code, share, args, since });

    const overdue = facts.invoices.filter((invoice) => invoice.paidAt === null && invoice.due < now).sort((a, b) => a.due - b.due);
    if (overdue[0]) {
      const { id, amount, currency, due } = overdue[0];
      const share = overdue.reduce((sum, invoice) => sum + ramp(invoice.due, now, OVERDUE), 0);
      add(
        'overdue',
        share,
        { n: overdue.length, days: wholeDays(due, now), invoice: { id }, amount: { money: { amount, currency } } },
        due,
      );
    }
    const late = facts.invoices.flatMap((invoice) => {
      const days = invoice.paidAt === null ? 0 : daysSince(invoice.due, invoice.paidAt);
      return invoice.paidAt !== null && days > GRACE ? [{ paidAt: invoice.paidAt, days }] : [];
    });
    if (late.length > 0) {
      const share = late.reduce((sum, { paidAt, days }) => sum + LATE * along(OVERDUE, days) * fading(paidAt, now, HALF_LIFE), 0);
      add('late', share, { n: late.length }, Math.max(...late.map(({ paidAt }) => paidAt)));
    }
    const hard = facts.failures.filter((failure) => failure.decline === 'hard');
    const declined = hard.filter((failure) => failure.clearedAt === null).at(-1);
    if (declined) add('declined', DECLINED, { date: { date: declined.at } }, declined.at);
    const cleared = hard.filter((failure) => failure.clearedAt !== null);
    const last = cleared.at(-1);
    if (last) {
      const share = cleared.reduce((sum, failure) => sum + DECLINED_CLEARED * fading(failure.clearedAt ?? now, now, HALF_LIFE), 0);
      add('declined-cleared', share, { date: { date: last.at } }, last.at);
    }
    const soft = facts.failures.filter((failure) => failure.decline === 'soft' && failure.clearedAt === null);
    if (soft[0]) {
      const share = soft.reduce((sum, failure) => sum + FAILED * fading(failure.at, now, HALF_LIFE), 0);
      add('failed', share, { n: soft.length }, soft[0].at);
    }
    return { terms, fresh: knownLately(facts, now).fresh };
  },
};
