/** When a rule that changes only at known instants will next open, close or change its severity. */
import { DAY } from '../../event';
import type { SignalReading } from '../signal';

/** What of a reading counts as a change. A rule whose whole reading is costly may give only this to `firstFlip`. */
export type Standing = Pick<SignalReading, 'severity' | 'cap' | 'variant'>;

/**
 * The first of `candidates` after `now` at which the reading differs from the one at `now` in being open, severity, cap or wording;
 * null when none does. Exact as long as the rule changes at no other instant.
 */
export function firstFlip(evaluate: (at: number) => Standing | null, candidates: readonly number[], now: number): number | null {
  const today = standing(evaluate(now));
  const later = candidates.filter((at) => at > now).sort((a, b) => a - b);
  return later.find((at) => standing(evaluate(at)) !== today) ?? null;
}

/** The UTC midnights after `now`, up to and including the first at or after `until`. */
export function midnights(now: number, until: number): number[] {
  const first = (Math.floor(now / DAY) + 1) * DAY;
  return Array.from({ length: Math.max(0, Math.ceil((until - first) / DAY) + 1) }, (_, i) => first + i * DAY);
}

/** A standing as text; null when the signal is closed. */
export function standing(reading: Standing | null): string | null {
  return reading && `${reading.severity} ${reading.cap ?? ''} ${reading.variant ?? ''}`;
}
