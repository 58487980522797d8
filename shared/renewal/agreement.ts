/** What a contract means today: its term, how long one can still talk, what it costs, and what to offer at the renewal. */
import { DAY } from '../event';
import type { ContractFact, Facts } from '../facts/facts';
import type { Verdict } from '../facts/work-facts';
import type { Band } from '../health/health';

const MONTH = 365.25 / 12;
/** A new price is told so many days before it holds. */
export const PRICE_NOTICE = 30;
/** A year or more is a long contract; two or more are several. */
const MULTI_YEAR = 24;
const LOYAL_AFTER = 365;

export const noticeDeadline = ({ end, noticeDays }: ContractFact): number => end - noticeDays * DAY;

/** The term in whole months; null where nobody said when it began. */
export const termMonths = ({ start, end }: ContractFact): number | null =>
  start === null ? null : Math.round((end - start) / DAY / MONTH);

export const isMultiYear = (contract: ContractFact): boolean => (termMonths(contract) ?? 0) >= MULTI_YEAR;

/**
 * Until when the customer comes to talk rather than leaves: the sooner of notice deadline and end. Where the deadline has passed, a contract
 * that renews itself leaves nothing to talk about (null); any other is open until its end.
 */
export function talkUntil(contract: ContractFact, now: number): number | null {
  if (contract.endedAt !== null || contract.end <= now) return null;
  const notice = noticeDeadline(contract);
  if (contract.noticeDays > 0 && notice > now) return notice;
  return contract.autoRenew && contract.noticeDays > 0 ? null : contract.end;
}

/**
 * Whether they would pay more from the renewal on (`price`, minor units, against what the contract says; or a rise that was decided) and were
 * not told of it thirty days before its end, or before now where that is later.
 */
export function priceUntold({ value, end, priceChange, priceNoticeAt }: ContractFact, price: number, now: number): boolean {
  const isDecided = priceChange !== null && (priceChange.percent ?? 1) > 0 && priceChange.effective > now - PRICE_NOTICE * DAY;
  const isHigher = value !== null && price > value.amount;
  return (isDecided || isHigher) && (priceNoticeAt === null || priceNoticeAt > end - PRICE_NOTICE * DAY);
}

/** What the number says of the renewal; '' where there is not enough data. */
export function automatedVerdict(band: Band): '' | Verdict {
  return band === 'healthy' ? 'renews' : band === 'watch' ? 'unsure' : band === 'at-risk' ? 'leaves' : '';
}

/** What to offer: more to those who ask for it or use it nearly every day, a longer term to those who are well and have been here a year. */
export function renewalAdvice(
  facts: Facts,
  contract: ContractFact,
  band: Band,
  wantsMore: boolean,
  now: number,
): 'larger' | 'longer' | null {
  if (wantsMore) return 'larger';
  const { since } = facts.profile;
  const isLoyal = since !== null && now - since >= LOYAL_AFTER * DAY;
  return band === 'healthy' && isLoyal && !isMultiYear(contract) ? 'longer' : null;
}
