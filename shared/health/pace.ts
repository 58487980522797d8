/** The factor that reads dated activity: purchases and usage are the same arithmetic over other days. */
import { DAY, dayOf } from '../event';
import { type ActivityState, activityState, expectation, lossShare, riskOf, type ScoredActivity } from './activity';
import { KNOWN_FOR } from './evidence';
import type { Factor } from './factor';
import type { Model } from './model';

/** Loss while the workspace feeds this activity and the customer has never shown any. */
const NEUTRAL = 0.3;

/** A factor over one kind of active days. Its share rises with every day of silence and falls only with an event. */
export function paceFactor(kind: ScoredActivity, weight: number): Factor {
  return {
    id: kind,
    weight,
    daily: true,
    edges(facts, model, now) {
      const state = activityState(facts.activity[kind], dayOf(now));
      const { first, last, until } = facts.activity[kind];
      if (first === null || last === null) return [];
      // An active day ahead of now (a clock that runs fast) counts once its day has come.
      const ahead = until > dayOf(now) ? [first * DAY, last * DAY] : [];
      const young = state && state.days === 1 ? [(first + Math.ceil(model.population.gap[kind])) * DAY] : [];
      return [...ahead, ...young, (last + KNOWN_FOR) * DAY];
    },
    read(facts, model, now) {
      const state = activityState(facts.activity[kind], dayOf(now));
      if (state === null) return { terms: [{ code: 'none', share: NEUTRAL, args: {}, since: null }], fresh: false };
      const fresh = state.silence < KNOWN_FOR;
      if (isYoung(state, kind, model)) return { terms: [], fresh };
      const horizon = model.horizon[kind];
      const reading = expectation(state, horizon, model.population.gap[kind]);
      const args = {
        silent: state.silence,
        usual: Math.max(1, Math.round(reading.usual)),
        expected: tenths(reading.expected),
        horizon,
        times: tenths(reading.over),
        factor: Math.round(reading.damping * 100) / 100,
      };
      const since = (dayOf(now) - state.silence) * DAY;
      return { terms: [{ code: 'pace', share: lossShare(riskOf(reading, kind, facts, model), kind, model), args, since }], fresh };
    },
  };
}

/** One active day younger than a usual gap says nothing yet: the onboarding speaks for such a customer. */
function isYoung(state: ActivityState, kind: ScoredActivity, model: Model): boolean {
  return state.days === 1 && state.silence < model.population.gap[kind];
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
