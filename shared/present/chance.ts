/** The chance that they leave: a number of its own, humble, and no part of the score. */
import type { Facts } from '../facts/facts';
import { leavingChance } from '../health/chance';
import type { Health } from '../health/health';
import type { Model } from '../health/model';
import type { Translate } from '../i18n/t';
import type { ViewGroup } from './card-view';

/** null until the model is calibrated on closed windows, and where there is not enough data for a number. */
export function chanceGroup(t: Translate, facts: Facts, model: Model, health: Health, now: number): ViewGroup | null {
  const chance = health.band === 'unknown' ? null : leavingChance(facts, model, now);
  if (chance === null || !model.calibration) return null;
  const { horizon, error, customers } = model.calibration;
  return {
    id: 'chance',
    title: t('card.chance', { n: horizon }),
    rows: [
      { text: t('card.chance.about', { p: { percent: chance }, q: { percent: error } }), shown: '' },
      { text: t('card.chance.from', { n: customers }), shown: '' },
    ],
  };
}
