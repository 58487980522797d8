/** What was said lately, answered or not, and in which words: for rules that count, and for evidence lines. */
import { DAY } from '../../event';
import { shorten } from '../../facts/bounded';
import type { Facts, RemarkFact } from '../../facts/facts';
import type { Arg } from '../../i18n/message';

/** As much of a customer's words as fits the evidence line. */
const MOST_WORDS = 120;

/** Remarks of these kinds that are younger than `days`, answered or not, oldest first. */
export function saidLately(facts: Facts, kinds: readonly string[], days: number, now: number): RemarkFact[] {
  return facts.remarks.filter(({ kind, at }) => now < at + days * DAY && kinds.includes(kind));
}

/** Whom or what a remark names, else its own words, else the name of its kind. */
export function whatWasSaid(remark: RemarkFact): Arg {
  const own = remark.name || shorten(remark.text, MOST_WORDS);
  return own === '' ? { key: `remark.${remark.kind}` } : { name: own };
}

/** What was said at least so often in the last days, with at least one of it waiting for an answer. */
export interface SaidOften {
  /** When it had been said often enough. */
  since: number;
  times: number;
  last: RemarkFact;
  waiting: RemarkFact[];
}

/** Remarks of these kinds where they were made `at_least` times within `days` and not all are answered; else null. */
export function saidOften(
  facts: Facts,
  kinds: readonly string[],
  { days, at_least }: { days: number; at_least: number },
  now: number,
): SaidOften | null {
  if (facts.remarks.length === 0) return null;
  const remarks = saidLately(facts, kinds, days, now);
  const enough = remarks[Math.max(1, Math.ceil(at_least)) - 1];
  const last = remarks.at(-1);
  const waiting = remarks.filter(({ answeredAt }) => answeredAt === null);
  return enough && last && waiting.length > 0 ? { since: enough.at, times: remarks.length, last, waiting } : null;
}
