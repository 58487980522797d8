/** CDNOW: every customer of a shop for music won in the first quarter of 1997, to mid-1998. */
import { readRows } from '../data-folder';
import { customersOf, type DataSet, daysBetween, type Entry, every, silentAfter } from '../data-set';

export const cdnow = (folder: string): DataSet => shop(folder, 'cdnow', 90, every(120, 455, 28));
/** The classic split: 39 weeks known, 39 weeks to come. */
export const cdnow3939 = (folder: string): DataSet => shop(folder, 'cdnow_39_39', 273, [272]);

function shop(folder: string, set: string, horizon: number, cutoffs: number[]): DataSet {
  const entries = readRows(folder, 'cdnow/cdnow_master.csv.gz').map(entryOf);
  const workspace = {
    name: set,
    customers: customersOf(entries, 'purchases', 'USD'),
    cutoffs,
    counts: () => true,
    left: silentAfter(horizon),
  };
  return { set, activity: 'purchases', fed: ['purchases'], horizon, workspaces: [workspace] };
}

export function entryOf(row: Record<string, string>): Entry {
  return {
    customer: row.customer_id ?? '',
    day: daysBetween('1997-01-01', row.date ?? ''),
    amount: Math.round(Number(row.dollars) * 100),
  };
}
