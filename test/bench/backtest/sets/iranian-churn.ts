/**
 * Iranian churn: a table of subscribers of a telephone company, nine months summed up in a row each, and who was gone three months later.
 * Its one mapping to facts: as many days of use as there were calls and short messages (one a day at most), evenly over the nine months; who is
 * listed as not active has not been seen for the last third of them; a complaint is a remark of a month ago that waits for an answer. Rows that
 * stand there twice count once. Counts of failed calls, charges, ages and tariffs are left out: no fact speaks of them.
 */
import { readRows } from '../data-folder';
import { type DataSet, event, type LoggedCustomer, noonOf } from '../data-set';

const MONTHS_9 = 270;
const SEEN_WHEN_NOT_ACTIVE = 180;
const HORIZON = 90;

export function iranianChurn(folder: string): DataSet {
  const rows = [...new Map(readRows(folder, 'iranian_churn/iranian_churn.csv.gz').map((row) => [Object.values(row).join(), row])).values()];
  const gone = new Set(rows.flatMap((row, nth) => (row.Churn === '1' ? [`${nth}`] : [])));
  const workspace = {
    name: 'iranian_churn',
    customers: rows.map((row, nth) => subscriberOf(`${nth}`, row)),
    cutoffs: [MONTHS_9],
    counts: () => true,
    left: ({ id }: LoggedCustomer) => gone.has(id),
  };
  return { set: 'iranian_churn', activity: 'usage', fed: ['usage', 'sentiment'], horizon: HORIZON, workspaces: [workspace] };
}

export function subscriberOf(id: string, row: Record<string, string>): LoggedCustomer {
  const until = row.Status === '1' ? MONTHS_9 : SEEN_WHEN_NOT_ACTIVE;
  // Somebody who never called has subscribed at least.
  const uses = Math.max(1, Math.min(until, Number(row['Frequency of use']) + Number(row['Frequency of SMS'])));
  const days = Array.from({ length: uses }, (_, nth) => Math.round(((nth + 1) * until) / uses));
  const events = days.map((day) => event(id, `use-${day}`, 'usage', noonOf(day), {}));
  if (row.Complains === '1') events.push(event(id, 'complaint', 'remark', noonOf(MONTHS_9 - 30), { kind: 'complaint' }));
  events.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return { id, events, days, amounts: days.map(() => 1) };
}
