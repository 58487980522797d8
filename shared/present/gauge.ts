/** The dial and what stands beside it: band, number, how much of the data it rests on, and how old that is. */
import { DAY } from '../event';
import type { Health } from '../health/health';
import { FORMULA, type Model } from '../health/model';
import { bandOf } from '../health/score';
import { age, dayAndTime } from '../i18n/ages';
import { inSentence } from '../i18n/lists';
import { formatNumber } from '../i18n/numbers';
import type { Translate } from '../i18n/t';
import type { CustomerRecord, TraceMark } from '../record';
import type { CustomerCard } from './card-view';
import type { Freshness } from './input';

/** A copy older than this is called stale. */
export const STALE_MS = DAY;

export const isStale = ({ syncedAt, offline, reachable, updateNeeded }: Freshness, now: number): boolean =>
  offline || !reachable || updateNeeded || syncedAt === null || now - syncedAt > STALE_MS;

type Gauge = Pick<CustomerCard, 'band' | 'bandWord' | 'score' | 'scoreShown' | 'higherIsBetter' | 'dialLabel' | 'coverage'>;

/** `health` is null where this program does not know the model's arithmetic: then the last score of the server stands, or none. */
export function presentGauge(
  t: Translate,
  health: Health | null,
  record: CustomerRecord,
  model: Model,
  freshness: Freshness,
  now: number,
): Gauge {
  const stored = health ? null : (record.trace.findLast(({ score }) => score !== null)?.score ?? null);
  const band = health ? health.band : stored === null ? 'unknown' : bandOf(stored, model);
  const score = band === 'unknown' ? null : (health?.score ?? stored);
  const bandWord = t(`band.${band}`);
  return {
    band,
    bandWord,
    score,
    scoreShown: score === null ? '–' : formatNumber(score, t.locale),
    higherIsBetter: t('card.higher'),
    dialLabel: score === null ? t('card.dial.unknown') : t('card.dial', { n: score, band: { text: inSentence(t, bandWord) } }),
    coverage: coverage(t, health, model, freshness, now),
  };
}

function coverage(t: Translate, health: Health | null, model: Model, freshness: Freshness, now: number): string {
  const { syncedAt } = freshness;
  if (health?.band === 'unknown') return t('card.coverage.needed', { p: { percent: health.coverage }, q: { percent: model.minCoverage } });
  if (syncedAt !== null && isStale(freshness, now)) return t('card.coverage.copy', { time: { text: dayAndTime(t, syncedAt, now) } });
  if (!health) return '';
  const p = { percent: health.coverage };
  return syncedAt === null ? t('card.coverage.alone', { p }) : t('card.coverage', { p, age: { text: age(t, syncedAt, now) } });
}

/** Whether this program knows the arithmetic of a model. */
export const knowsFormula = (model: Model): boolean => model.formula === FORMULA;

/** The last 18 marks up to an instant, oldest first. */
export function marksOf(trace: readonly TraceMark[], until: number): (number | null)[] {
  return trace
    .filter(({ day }) => day * DAY <= until)
    .slice(-18)
    .map(({ score }) => score);
}
