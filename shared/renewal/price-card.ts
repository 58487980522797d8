/** The plain price card of a contract: what is paid, why so much, and when that changes next. */
import type { ContractFact, Facts } from '../facts/facts';
import { type PriceReading, priceGroupOf } from '../loyalty/price-groups';
import type { Programme } from '../loyalty/programme';
import type { Money } from '../money';
import { termMonths } from './agreement';

export interface PriceCard {
  yearly: Money | null;
  /** A twelfth of it, to the nearest minor unit. */
  monthly: Money | null;
  package: string;
  /** The term in whole months; null where nobody said when it began. */
  months: number | null;
  /** The club's price group, where such are on. */
  group: PriceReading | null;
  next: {
    /** Epoch ms: the day of a change that is announced, else the end of the term, before which nothing changes. */
    at: number;
    announced: boolean;
    percent: number | null;
    /** What a year then comes to, reckoned from the percentage; null where that is not known. */
    yearly: Money | null;
    /** Announced by us, and they were not told: that is on us. */
    untold: boolean;
  };
}

export function priceCardOf(facts: Facts, contract: ContractFact, programme: Programme | null, now: number): PriceCard {
  const { value, priceChange, priceNoticeAt, end } = contract;
  const times = (share: number): Money | null =>
    value === null ? null : { amount: Math.round(value.amount * share), currency: value.currency };
  const coming = priceChange !== null && priceChange.effective > now ? priceChange : null;
  return {
    yearly: value,
    monthly: times(1 / 12),
    package: contract.package,
    months: termMonths(contract),
    group: programme === null ? null : priceGroupOf(facts, programme, now),
    next: {
      at: coming?.effective ?? end,
      announced: coming !== null,
      percent: coming?.percent ?? null,
      yearly: coming === null || coming.percent === null ? null : times(1 + coming.percent / 100),
      untold: coming !== null && priceNoticeAt === null,
    },
  };
}
