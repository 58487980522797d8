/** How a customer stands, in the little room that lists and badges have: band and number. */
import type { Band } from '../../shared/health/health';
import { FORMULA, type Model } from '../../shared/health/model';
import { bandOf, health } from '../../shared/health/score';
import type { Translate } from '../../shared/i18n/t';
import type { CustomerRecord } from '../../shared/record';

export interface Standing {
  band: Band;
  /** null when there is not enough data to show a number. */
  score: number | null;
  shown: string;
  /** Points lost, for ranking; middling where the score is not known. */
  risk: number;
}
const UNKNOWN_RISK = 50;

/** Computes it; under a model whose arithmetic this build does not know, the last score that the Worker wrote stands in. */
export function standingOf(record: CustomerRecord, model: Model | null, now: number, t: Translate): Standing {
  if (model === null) return unknown();
  if (model.formula !== FORMULA) {
    const last = record.trace.findLast(({ score }) => score !== null)?.score ?? null;
    return last === null ? unknown() : { band: bandOf(last, model), score: last, shown: number(last, t), risk: 100 - last };
  }
  const { band, score, exact } = health(record.facts, model, now);
  return band === 'unknown'
    ? { ...unknown(), risk: Math.max(UNKNOWN_RISK, 100 - exact) }
    : { band, score, shown: number(score, t), risk: 100 - exact };
}

const unknown = (): Standing => ({ band: 'unknown', score: null, shown: '–', risk: UNKNOWN_RISK });
const number = (score: number, t: Translate): string => t.say('{n}', { n: score });
