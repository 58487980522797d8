/** The plain rankings that a score has to beat: days since the last event, RFM quintiles, and the decayed count. */
import { midRanks } from './ranks';

/** A customer's activity as it stood at a cutoff. */
export interface BaselineState {
  /** Active days ever. */
  n: number;
  /** Days since the last one. */
  silence: number;
  /** Summed amount; the number of events where none is money. */
  amount: number;
  /** Σ 2^(−age/h) over active days; h is half the horizon by custom. */
  decayed: number;
}
export interface BaselineRisks {
  recency: Float64Array;
  rfm: Float64Array;
  decayed: Float64Array;
}

/** The risk of each customer by each baseline, in the order given. Quintiles are taken over all the customers given. */
export function baselineRisks(states: readonly BaselineState[]): BaselineRisks {
  const by = (value: (state: BaselineState) => number) => {
    const values = new Float64Array(states.length);
    for (let i = 0; i < values.length; i++) values[i] = value(states[i] as BaselineState);
    return values;
  };
  const recent = quintiles(by(({ silence }) => -silence));
  const often = quintiles(by(({ n }) => n));
  const much = quintiles(by(({ amount }) => amount));
  return {
    recency: by(({ silence }) => silence),
    rfm: recent.map((quintile, i) => -(quintile + (often[i] as number) + (much[i] as number))),
    decayed: by(({ decayed }) => -decayed),
  };
}

/** The fifth of the values in which each stands, 1 for the lowest, by mid-rank. */
export function quintiles(values: ArrayLike<number>): Float64Array {
  return midRanks(values).map((rank) => Math.min(5, 1 + Math.floor((5 * (rank - 1)) / values.length)));
}
