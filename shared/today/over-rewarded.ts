/** In panic one gives those who are about to leave what the faithful never got: whether a new customer at risk gets more off than loyal ones do. */
import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import { ATTENTION_DAYS, givenAt, NEW_DAYS } from '../health/attention';

export interface Discounts {
  /** Discounts and special offers given in 90 days, and price cuts. */
  times: number;
  /** The deepest price cut among them, in per cent; 0 where none says how deep. */
  percent: number;
}
/** Fewer loyal customers than this are no measure. */
const FEWEST_LOYAL = 5;

/** What was given off the price in the last 90 days. */
export function discountsOf({ benefits, contracts }: Pick<Facts, 'benefits' | 'contracts'>, now: number): Discounts {
  const isRecent = (at: number | null) => at !== null && at <= now && now < at + ATTENTION_DAYS * DAY;
  const given = benefits.filter((benefit) => (benefit.kind === 'discount' || benefit.kind === 'offer') && isRecent(givenAt(benefit)));
  const cuts = contracts.flatMap(({ priceChange }) =>
    priceChange !== null && (priceChange.percent ?? 0) < 0 && isRecent(priceChange.at) ? [-(priceChange.percent ?? 0)] : [],
  );
  return { times: given.length + cuts.length, percent: Math.max(0, ...cuts) };
}

/** Whether somebody became a customer less than half a year ago, and so may be given more than those who stayed. */
export function isNewcomer({ profile: { since } }: Facts, now: number): boolean {
  return since !== null && since <= now && now < since + NEW_DAYS * DAY;
}

/** What the median loyal customer got, where `given` is more than that: more often, or deeper. null: it is not, or too few are loyal. */
export function moreThanLoyal(given: Discounts, loyal: readonly Discounts[]): Discounts | null {
  if (given.times === 0 || loyal.length < FEWEST_LOYAL) return null;
  const usual = { times: middle(loyal.map(({ times }) => times)), percent: middle(loyal.map(({ percent }) => percent)) };
  return given.times > usual.times || given.percent > usual.percent ? usual : null;
}

/** The lower of the two in the middle where there are two. */
const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[(values.length - 1) >> 1] ?? 0;
