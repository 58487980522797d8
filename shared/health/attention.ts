/** What a customer got of us lately, so that the faithful can be compared with the new: days in touch, and benefits. */
import { DAY, dayOf } from '../event';
import type { BenefitFact, Facts } from '../facts/facts';
import { dayList } from './day-list';

/** The window that is compared, in days. */
export const ATTENTION_DAYS = 90;
/** A customer is new for so many days. */
export const NEW_DAYS = 180;
/** Fewer new customers than this have no median worth comparing with. */
const FEWEST_NEW = 5;

export interface Medians {
  /** Days in touch and benefits of the median new customer in the window; null where too few customers are new. */
  newTouches: number | null;
  newBenefits: number | null;
}
export interface Attention {
  touches: number;
  benefits: number;
}
export const NO_MEDIANS: Medians = { newTouches: null, newBenefits: null };

/** On how many of the last 90 days somebody was in touch with them. */
export function touchesIn(facts: Facts, now: number): number {
  const today = dayOf(now);
  let touches = 0;
  for (const day of dayList(facts.activity.contacts)) {
    if (day <= today - ATTENTION_DAYS) break;
    if (day <= today) touches++;
  }
  return touches;
}

/** How many benefits they got in the last 90 days: handed over, or offered without a day on which it is due. */
export function benefitsIn(facts: Facts, now: number): number {
  return facts.benefits.filter((benefit) => {
    const at = givenAt(benefit);
    return at !== null && at <= now && now < at + ATTENTION_DAYS * DAY;
  }).length;
}

/** When a benefit was given; null while it is still owed. */
export function givenAt({ deliveredAt, due, setAt }: BenefitFact): number | null {
  return deliveredAt ?? (due === null ? setAt : null);
}

/** Whether they became a customer less than half a year ago. */
function isNew(facts: Facts, now: number): boolean {
  const { since } = facts.profile;
  return since !== null && since <= now && now < since + NEW_DAYS * DAY;
}

/** What a new customer gets, as its part in the medians; null for one that is not new. */
export function attentionAsNew(facts: Facts, now: number): Attention | null {
  return isNew(facts, now) ? { touches: touchesIn(facts, now), benefits: benefitsIn(facts, now) } : null;
}

/** The medians over the new customers of a book. */
export function mediansOf(newcomers: readonly Attention[]): Medians {
  if (newcomers.length < FEWEST_NEW) return NO_MEDIANS;
  return { newTouches: median(newcomers.map(({ touches }) => touches)), newBenefits: median(newcomers.map(({ benefits }) => benefits)) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
