/** What a contract asks of us in time: options before the decision, a word before an invoice is due, and each thing that it grants. */
import { DAY } from '../../event';
import type { Facts } from '../../facts/facts';
import { personToCall } from '../../signals/rule/people';
import { type CadenceRules, dueThing } from '../computed-due';

/** Options are sent so long before the first of notice deadline and end. */
const OPTIONS_DAYS = 60;
const INVOICE_DAYS = [7, 1] as const;
const TERM_DAYS = 7;

export const rules: CadenceRules = {
  due(facts, { now }) {
    return [...options(facts), ...invoices(facts, now), ...terms(facts)];
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
