/** What a contract asks of us in time: options before the decision, a word before an invoice is due, and each thing that it grants. */
import { DAY } from '../../event';
import type { Facts } from '../../facts/facts';
import { PRICE_NOTICE } from '../../renewal/agreement';
import { personToCall } from '../../signals/rule/people';
import { type CadenceRules, dueThing } from '../computed-due';

/** Options are sent so long before the first of notice deadline and end. */
const OPTIONS_DAYS = 60;
const INVOICE_DAYS = [7, 1] as const;
const TERM_DAYS = 7;
/** A new price is to be told two weeks before the last day for it. */
const PRICE_DAYS = PRICE_NOTICE + 14;

export const rules: CadenceRules = {
  due(facts, { now }) {
    return [...options(facts), ...prices(facts), ...invoices(facts, now), ...terms(facts)];
  },
};

function options(facts: Facts) {
  return facts.contracts
    .filter(({ endedAt, optionsSentAt }) => endedAt === null && optionsSentAt === null)
    .map(({ id, end, noticeDays }) =>
      dueThing('options', `${id}:${end}`, {
        at: end - noticeDays * DAY - OPTIONS_DAYS * DAY,
        until: end,
        title: 'due.options',
        args: { name: personToCall(facts), date: { date: end - noticeDays * DAY } },
        also: [{ type: 'notice.sent', data: { contract: id, kind: 'options' } }],
      }),
    );
}

/** A rise of which nobody told them yet. */
function prices(facts: Facts) {
  return facts.contracts.flatMap(({ id, endedAt, priceChange, priceNoticeAt }) => {
    if (endedAt !== null || priceChange === null || priceNoticeAt !== null || (priceChange.percent ?? 1) <= 0) return [];
    const { effective, at } = priceChange;
    const thing = dueThing('price', `${id}:${effective}`, {
      // Decided later than that, it is due at once.
      at: Math.max(at, effective - PRICE_DAYS * DAY),
      until: effective,
      title: 'due.price',
      args: { name: personToCall(facts), date: { date: effective - PRICE_NOTICE * DAY } },
      also: [{ type: 'notice.sent', data: { contract: id, kind: 'price' } }],
    });
    return [thing];
  });
}

/** Seven days before, and again the day before: each until the next one, the last until the day itself. */
function invoices(facts: Facts, now: number) {
  return facts.invoices
    .filter(({ paidAt, due }) => paidAt === null && due > now)
    .flatMap(({ id, due }) =>
      INVOICE_DAYS.map((days, nth) =>
        dueThing('invoice', `${id}:${days}`, {
          at: due - days * DAY,
          until: due - (INVOICE_DAYS[nth + 1] ?? 0) * DAY,
          title: 'due.invoice',
          args: { name: personToCall(facts), invoice: { id }, date: { date: due } },
        }),
      ),
    );
}

function terms(facts: Facts) {
  return facts.contracts
    .filter(({ endedAt }) => endedAt === null)
    .flatMap((contract) =>
      contract.terms
        .filter(({ metAt, due }) => metAt === null && due !== null)
        .map(({ id, what, due }) =>
          dueThing('term', `${contract.id}:${id}:${due}`, {
            at: (due ?? 0) - TERM_DAYS * DAY,
            title: 'due.term',
            args: { what: { name: what } },
            also: [{ type: 'term.set', data: { contract: contract.id, term: id, met: true } }],
          }),
        ),
    );
}
