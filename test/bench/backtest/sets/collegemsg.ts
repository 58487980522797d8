/** CollegeMsg: private messages in a student network; who writes, uses it. Days are counted from the first message on, not from midnight. */
import { DAY } from '../../../../shared/event';
import { readRows } from '../data-folder';
import { customersOf, DAY_0, type DataSet, type Entry, every, silentAfter } from '../data-set';

const HORIZON = 30;

export function collegemsg(folder: string): DataSet {
  const workspace = {
    name: 'collegemsg',
    customers: customersOf(entriesOf(readRows(folder, 'collegemsg/collegemsg.csv.gz')), 'usage'),
    cutoffs: every(28, 163, 7),
    counts: () => true,
    left: silentAfter(HORIZON),
  };
  return { set: 'collegemsg', activity: 'usage', fed: ['usage'], horizon: HORIZON, workspaces: [workspace] };
}

export function entriesOf(rows: Record<string, string>[]): Entry[] {
  const begin = rows.reduce((least, row) => Math.min(least, Number(row.unix_ts)), Infinity);
  return rows.map((row) => {
    const since = (Number(row.unix_ts) - begin) * 1000;
    return { customer: row.src ?? '', day: Math.floor(since / DAY), amount: null, at: DAY_0 + since };
  });
}
