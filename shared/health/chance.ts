/** The chance that a customer leaves within the horizon: a number of its own beside the score, calibrated on windows that have closed. */
import { chance } from '../churn/calibrate';
import { dayOf } from '../event';
import type { Facts } from '../facts/facts';
import { activityState, expectation, riskOf, type ScoredActivity } from './activity';
import type { Factor, FactorReading } from './factor';
import type { Model } from './model';
import { FACTORS } from './registry';
import { shareOf, weightsOf } from './score';

const ACTIVITIES = ['purchases', 'usage'] as const satisfies readonly ScoredActivity[];
/** Beyond this no more is known of who is gone: e^−8 is an active day in three thousand horizons. */
const MOST = 8;
/**
 * What a point lost elsewhere adds to the index of activity: a deadline missed (35 points where nothing but use and setup is fed) weighed
 * like e² less activity on a real course.
 */
const PER_POINT = 0.06;

/**
 * x of logit chance = a + b · x: higher is worse. −ln of the active days expected in the horizon, of all fed kinds together and with the
 * worth of spend, within ±8; and for every point that the other factors take away a little more. Caps do not count: a chance is no alarm.
 */
export function leavingIndex(
  facts: Facts,
  model: Model,
  now: number,
  /** For callers that have read the factors already. */
  read: (factor: Factor) => FactorReading = (factor) => factor.read(facts, model, now),
): number {
  const weights = weightsOf(facts, model);
  let index = activityIndex(facts, model, now);
  for (const factor of FACTORS) {
    if (!model.fed.includes(factor.id) || ACTIVITIES.some((kind) => kind === factor.id)) continue;
    index += PER_POINT * weights[factor.id] * shareOf(read(factor).terms);
  }
  return index;
}

/** The chance 0..1 of leaving within `model.calibration.horizon` days; null until the model is calibrated. */
export function leavingChance(facts: Facts, model: Model, now: number): number | null {
  return model.calibration ? chance(leavingIndex(facts, model, now), model.calibration) : null;
}

function activityIndex(facts: Facts, model: Model, now: number): number {
  const scored = ACTIVITIES.filter((kind) => model.fed.includes(kind));
  let expected = 0;
  for (const kind of scored) {
    const state = activityState(facts.activity[kind], dayOf(now));
    if (!state) continue;
    const reading = expectation(state, model.horizon[kind], model.population.gap[kind]);
    expected += Math.exp(-riskOf(reading, kind, facts, model));
  }
  // Fed, and never seen of this customer: as the score does, taken for one of the poorer ones and not for gone.
  if (expected === 0) return Math.max(0, ...scored.map((kind) => model.population.riskCuts[kind][75] ?? 0));
  return Math.min(MOST, Math.max(-MOST, -Math.log(expected)));
}
