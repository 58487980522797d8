/** When the schedule must look at a customer again. Pure. */
import type { Facts } from '../shared/facts/facts';
import type { Band } from '../shared/health/health';
import type { Model } from '../shared/health/model';
import { changesAhead } from '../shared/health/next-change';
import { scoreAt } from '../shared/health/score';
import { type OpenSignal, openSignals } from '../shared/signals/registry';

/** A signal seldom becomes more severe more often than this before it closes. */
const MOST_STEPS = 6;

/**
 * The next instant at which the band or the set of open signals differs from `band` and `open`, those of `now`: what is stored. A signal
 * that becomes more severe, or a snooze that ends, changes what a device shows but nothing that is kept here, so it is passed over.
 * Never later than the first such flip; null when nothing flips within the time that nextChange looks ahead.
 */
export function nextFlip(facts: Facts, model: Model, now: number, band: Band, open: readonly OpenSignal[]): number | null {
  const today = idsOf(open);
  const changeAfter = changesAhead(facts, model);
  let at = now;
  let standing = open;
  for (let step = 1; ; step++) {
    const next = changeAfter(at, standing);
    if (next === null || step === MOST_STEPS) return next;
    standing = openSignals(facts, model, next);
    if (idsOf(standing) !== today || scoreAt(facts, model, next).band !== band) return next;
    at = next;
  }
}

const idsOf = (open: readonly OpenSignal[]): string =>
  open
    .map(({ signal }) => signal.id)
    .sort()
    .join(' ');
