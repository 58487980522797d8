/** Online Retail: the invoices of a gift wholesaler, many of whose customers are businesses. Cancelled invoices are left out. */
import { readRows } from '../data-folder';
import { customersOf, type DataSet, daysBetween, type Entry, every, silentAfter } from '../data-set';

const HORIZON = 90;

export function onlineRetail(folder: string): DataSet {
  const workspace = {
    name: 'online_retail',
    customers: customersOf(readRows(folder, 'online_retail/invoices.csv.gz').flatMap(entriesOf), 'purchases', 'GBP'),
    cutoffs: [...every(90, 282, 28), 283],
    counts: () => true,
    left: silentAfter(HORIZON),
  };
  return { set: 'online_retail', activity: 'purchases', fed: ['purchases'], horizon: HORIZON, workspaces: [workspace] };
}

export function entriesOf(row: Record<string, string>): Entry[] {
  if (row.cancel !== '0') return [];
  const amount = Math.round(Number(row.amount) * 100);
  return [{ customer: row.customer_id ?? '', day: daysBetween('2010-12-01', row.date ?? ''), amount }];
}
