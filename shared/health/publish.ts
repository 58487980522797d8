/** Publishing a model: weights fitted to what the workspace feeds. */
import { FEEDS, type Feed } from '../event-entry';
import { FORMULA, type Model } from './model';
import { roundToTotal } from './rounding';

/** Why a draft was not published: a row of weights that is no set of whole numbers ≥ 0 adding up to 100, or no default row. */
export interface PublishProblem {
  code: 'weights-do-not-add-up' | 'no-default-row';
  segment: string;
  sum: number;
}

/**
 * The draft as it is to be published for a workspace that feeds `fed`: the weight of each factor that nobody feeds is spread over the
 * others in proportion, once, so that each row adds up to 100 in whole numbers. The version and date are the caller's to set.
 * It is published for this code's arithmetic. Publishing again later starts from the same base weights, so a factor that comes to be fed gets its weight back.
 */
export function publishModel(draft: Model, fed: readonly Feed[]): { model: Model } | { problem: PublishProblem } {
  const base = draft.baseWeights ?? draft.weights;
  if (!base['']) return { problem: { code: 'no-default-row', segment: '', sum: 0 } };
  const weights: Model['weights'] = {};
  for (const [segment, row] of Object.entries(base)) {
    const values = FEEDS.map((feed) => row[feed]);
    const sum = values.reduce((total, value) => total + value, 0);
    if (sum !== 100 || values.some((value) => !Number.isInteger(value) || value < 0))
      return { problem: { code: 'weights-do-not-add-up', segment, sum } };
    weights[segment] = spread(row, fed);
  }
  return { model: { ...draft, formula: FORMULA, baseWeights: base, weights, fed: FEEDS.filter((feed) => fed.includes(feed)) } };
}

/** One row over the fed factors only. Where nothing with weight is fed, all that is fed shares alike; nothing fed leaves zeros. */
function spread(row: Record<Feed, number>, fed: readonly Feed[]): Record<Feed, number> {
  const kept = FEEDS.map((feed) => (fed.includes(feed) ? row[feed] : 0));
  const sum = kept.reduce((total, value) => total + value, 0);
  const exact = sum > 0 ? kept.map((value) => (value * 100) / sum) : FEEDS.map((feed) => (fed.includes(feed) ? 100 / fed.length : 0));
  const whole = roundToTotal(exact, fed.length === 0 ? 0 : 100);
  return Object.fromEntries(FEEDS.map((feed, i) => [feed, whole[i] ?? 0])) as Record<Feed, number>;
}
