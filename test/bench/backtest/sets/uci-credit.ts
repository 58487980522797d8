/**
 * UCI credit: six monthly statements of 30,000 credit cards, and who did not pay the next. Its one mapping to facts: a statement is an invoice
 * that falls due on its day; "late by n months" says that the n before it are not paid yet; one that a later statement no longer counts as late was
 * paid in the middle of that month, any other on its day. What was bought in a month (bill less the bill before, plus what was paid) only makes
 * the active days of the baselines. Limits, ages and schooling are left out.
 */
import type { LiveEvent } from '../../../../shared/event';
import { readRows } from '../data-folder';
import { type DataSet, event, type LoggedCustomer, noonOf } from '../data-set';

const MONTH = 30;
const STATEMENTS = ['PAY_6', 'PAY_5', 'PAY_4', 'PAY_3', 'PAY_2', 'PAY_0'] as const;
/** Months that may have been late already at the first statement. */
const BEFORE = 9;
const DAY_OF = (nth: number): number => (BEFORE + nth) * MONTH;

export function uciCredit(folder: string): DataSet {
  const rows = readRows(folder, 'uci_credit_default/credit.csv.gz');
  const gone = new Set(rows.flatMap((row) => (row['default.payment.next.month'] === '1' ? [row.ID ?? ''] : [])));
  const workspace = {
    name: 'uci_credit_default',
    customers: rows.map(accountOf),
    cutoffs: [DAY_OF(STATEMENTS.length - 1)],
    counts: () => true,
    left: ({ id }: LoggedCustomer) => gone.has(id),
  };
  return { set: 'uci_credit_default', activity: 'purchases', fed: ['billing'], horizon: MONTH, workspaces: [workspace] };
}

export function accountOf(row: Record<string, string>): LoggedCustomer {
  const id = row.ID ?? '';
  const late = STATEMENTS.map((name) => Math.max(0, Number(row[name])));
  const bills = STATEMENTS.map((_, nth) => Number(row[`BILL_AMT${STATEMENTS.length - nth}`]));
  const paid = STATEMENTS.map((_, nth) => Number(row[`PAY_AMT${STATEMENTS.length - nth}`]));
  const events: LiveEvent[] = [];
  for (let month = -BEFORE; month < STATEMENTS.length; month++) {
    const due = DAY_OF(month);
    const amount = Math.round(Math.max(0, bills[month] ?? bills[0] ?? 0) * 100);
    const invoice = `m${month + BEFORE}`;
    // The statements at which it was still to be paid: those that count at least as many months back.
    const counted = late.flatMap((months, nth) => (nth > month && nth - month <= months ? [nth] : []));
    const last = counted.at(-1);
    // Before the first statement nothing is known but what was late then.
    if (month < 0 && last === undefined) continue;
    events.push(
      event(id, `issued-${invoice}`, 'invoice.issued', noonOf(due - MONTH), { invoice, amount, currency: 'TWD', due: noonOf(due) }),
    );
    const paidOn = last === undefined ? due : last === STATEMENTS.length - 1 ? null : DAY_OF(last) + MONTH / 2;
    if (paidOn !== null) events.push(event(id, `paid-${invoice}`, 'invoice.paid', noonOf(paidOn), { invoice }));
  }
  events.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const bought = bills.map((bill, nth) => (nth === 0 ? bill : bill - (bills[nth - 1] ?? 0) + (paid[nth] ?? 0)));
  const active = bought.flatMap((amount, nth) => (nth === 0 || amount > 0 ? [{ day: DAY_OF(nth), amount: Math.max(0, amount) }] : []));
  return { id, events, days: active.map(({ day }) => day), amounts: active.map(({ amount }) => amount) };
}
