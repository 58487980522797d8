/** A generated log: customers that buy in bursts, at a pace of their own, until some of them stop one day. */
import { customersOf, type DataSet, type Entry, silentAfter } from '../../bench/backtest/data-set';
import { seeded } from '../../bench/backtest/seeded';

const LAST_DAY = 400;
const HORIZON = 60;

export interface LogOptions {
  seed: number;
  customers: number;
  cutoffs: number[];
  /** Chance of stopping after each purchase. */
  stops?: number;
}

/** Four gaps of five are short, one is long; their mean is 5 to 150 days. Who buys more often also buys for more. */
export function generatedLog({ seed, customers, cutoffs, stops = 0.02 }: LogOptions): DataSet {
  const random = seeded(seed);
  const entries: Entry[] = [];
  for (let nth = 0; nth < customers; nth++) {
    const gap = 5 * 30 ** random();
    const next = () => -Math.log(1 - random()) * gap * (random() < 0.8 ? 0.4 : 3.4);
    for (let day = 100 * random(); day <= LAST_DAY; day += next()) {
      entries.push({ customer: `${nth}`, day: Math.floor(day), amount: Math.round((20_000 * random()) / gap) + 1 });
      if (random() < stops) break;
    }
  }
  const book = customersOf(entries, 'purchases', 'EUR');
  const workspace = { name: 'generated', customers: book, cutoffs, counts: () => true, left: silentAfter(HORIZON) };
  return { set: 'generated', activity: 'purchases', fed: ['purchases'], horizon: HORIZON, workspaces: [workspace] };
}
