/** Rules that are published for a later day: until then the former ones hold. */
import type { Programme } from './programme';

/** The rules that hold at `now` (epoch ms). */
export function inForce(programme: Programme, now: number): Programme {
  let rules = programme;
  while (rules.former !== null && now < rules.from) rules = rules.former;
  return rules;
}

/** The next instant after `now` from which other rules hold, or null. */
export function nextRules(programme: Programme, now: number): number | null {
  let next: number | null = null;
  for (let rules: Programme | null = programme; rules !== null && now < rules.from; rules = rules.former) next = rules.from;
  return next;
}
