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
