/** The factor that reads dated activity: purchases and usage are the same arithmetic over other days. */
import { DAY, dayOf } from '../event';
import type { Facts } from '../facts/facts';
import type { Arg } from '../i18n/message';
import { activityState, expectation, lossShare, riskOf, type ScoredActivity, spendOf } from './activity';
import { placeIn } from './cuts';
import { KNOWN_FOR } from './evidence';
import type { Factor } from './factor';
import type { Model } from './model';

/** Loss while the workspace feeds this activity and the customer has never shown any. */
const NEUTRAL = 0.3;

/**
 * A factor over one kind of active days. Its share rises with every day of silence and falls only with an event. One active day alone
 * has its line too, with the population's gap for a rhythm: who came once comes back less often than others, and calling them healthy
 * until a usual gap has passed cost .06 AUC on a shop that keeps winning new customers.
 */
export function paceFactor(kind: ScoredActivity, weight: number): Factor {
  return {
    id: kind,
    weight,
    daily: true,
    edges(facts, _model, now) {
      const { first, last, until } = facts.activity[kind];
      if (first === null || last === null) return [];
      // An active day ahead of now (a clock that runs fast) counts once its day has come.
      const ahead = until > dayOf(now) ? [first * DAY, last * DAY] : [];
      return [...ahead, (last + KNOWN_FOR) * DAY];
    },
    read(facts, model, now) {
      const state = activityState(facts.activity[kind], dayOf(now));
      if (state === null) return { terms: [{ code: 'none', share: NEUTRAL, args: {}, since: null }], fresh: false };
      const fresh = state.silence < KNOWN_FOR;
      const horizon = model.horizon[kind];
      const reading = expectation(state, horizon, model.population.gap[kind]);
      const risk = riskOf(reading, kind, facts, model);
      const args = {
        silent: state.silence,
        usual: Math.max(1, Math.round(reading.usual)),
        pace: tenths(reading.pace),
        expected: tenths(reading.expected),
        horizon,
        times: tenths(reading.over),
        factor: Math.round(reading.damping * 100) / 100,
        weighed: kind === 'purchases' && model.money ? spendWords(facts, model) : { text: '' },
        place: { percent: placeIn(model.population.riskCuts[kind], risk) },
      };
      const since = (dayOf(now) - state.silence) * DAY;
      return { terms: [{ code: 'pace', share: lossShare(risk, kind, model), args, since }], fresh };
    },
  };
}

/** That spend counts, in words; nothing where no amount is known. */
function spendWords(facts: Facts, model: Model): Arg {
  const spend = spendOf(facts);
  if (spend <= 0) return { text: '' };
  return { key: 'factor.purchases.weighed', args: { spend: { percent: placeIn(model.population.spendCuts, spend) } } };
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
