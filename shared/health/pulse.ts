/** A person's judgement of a customer: shown beside the score and never part of it, and it does not stand for ever. */
import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import type { Band } from './health';

export type Pulse = NonNullable<Facts['pulse']>;

/** Days that a judgement stands; an extreme one (1 or 5) is to be looked at again sooner. */
const STANDS = 90;
const EXTREME_STANDS = 30;

/** The instant from which a judgement no longer stands. */
export function pulseEnds({ at, score }: Pick<Pulse, 'at' | 'score'>): number {
  return at + (score === 1 || score === 5 ? EXTREME_STANDS : STANDS) * DAY;
}

/** The last judgement, while it stands; null where there was none or it has expired. */
export function standingPulse(facts: Facts, now: number): Pulse | null {
  return facts.pulse !== null && now < pulseEnds(facts.pulse) ? facts.pulse : null;
}

/** Whether a judgement says the opposite of the band: 1 or 2 of somebody healthy, 4 or 5 of somebody at risk. */
export function contradicts({ score }: Pick<Pulse, 'score'>, band: Band): boolean {
  return (band === 'healthy' && score <= 2) || (band === 'at-risk' && score >= 4);
}
