/** Grocery: the purchase days of an online grocer's customers won in the first quarter of 2006; no amounts. */
import { readRows } from '../data-folder';
import { customersOf, type DataSet, daysBetween, type Entry, every, silentAfter } from '../data-set';

const HORIZON = 90;

export function grocery(folder: string): DataSet {
  const workspace = {
    name: 'grocery',
    customers: customersOf(readRows(folder, 'grocery/grocery_elog.csv.gz').map(entryOf), 'purchases'),
    cutoffs: every(120, 639, 28),
    counts: () => true,
    left: silentAfter(HORIZON),
  };
  return { set: 'grocery', activity: 'purchases', fed: ['purchases'], horizon: HORIZON, workspaces: [workspace] };
}

export function entryOf(row: Record<string, string>): Entry {
  return { customer: row.cust ?? '', day: daysBetween('2006-01-01', row.date ?? ''), amount: null };
}
