/** From the number you last saw to the number now, in named steps that add up exactly. */

import type { Facts } from '../facts/facts';
import { explainChange, type Look } from '../health/explain';
import type { Health } from '../health/health';
import type { Model } from '../health/model';
import { clock, sameDay } from '../i18n/ages';
import { formatDate } from '../i18n/dates';
import { formatNumber, formatSigned } from '../i18n/numbers';
import type { Translate } from '../i18n/t';
import type { CustomerCard, ViewStep } from './card-view';
import { foldTail, lineName, lineText } from './lines';

export interface Change {
  delta: NonNullable<CustomerCard['delta']>;
  steps: ViewStep[];
  moved: number[];
  looked: number;
}

/** null where nothing was seen before: then there is nothing to compare with. */
export function presentChange(t: Translate, look: Look | null, facts: Facts, model: Model, health: Health, now: number): Change | null {
  if (look === null || health.band === 'unknown') return null;
  const { from, to, steps } = explainChange(look, facts, model, now);
  const moved = steps.filter(({ points }) => points !== 0).sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const { kept, rest } = foldTail(moved, ({ factor }) => factor === 'cap' || factor === 'model');
  const when = sameDay(t, look.at, now) ? clock(t, look.at) : formatDate(look.at, t.locale, 'short', now);
  const rows: ViewStep[] = [
    { text: t('card.looked', { date: { text: when } }), points: from, shown: formatNumber(from, t.locale), kind: 'start' },
  ];
  for (const { factor, points } of kept) {
    rows.push({
      text: stepText(t, factor, points, health),
      points,
      shown: formatSigned(points, t.locale),
      kind: factor === 'model' ? 'model' : 'factor',
    });
  }
  if (rest.length > 0) {
    const points = rest.reduce((sum, step) => sum + step.points, 0);
    rows.push({ text: t('card.smaller-changes', { n: rest.length }), points, shown: formatSigned(points, t.locale), kind: 'factor' });
  }
  rows.push({ text: t('card.now'), points: to, shown: formatNumber(to, t.locale), kind: 'now' });
  return {
    delta: { points: to - from, shown: formatSigned(to - from, t.locale), since: since(t, look.at, now) },
    steps: rows,
    moved: moved.map(({ points }) => points),
    looked: from,
  };
}

/** A loss is told by its present cause, a gain by the factor that has recovered. */
function stepText(t: Translate, factor: Health['lines'][number]['factor'] | 'model', points: number, health: Health): string {
  if (factor === 'model') return t('factor.model.model');
  const line = health.lines.find((one) => one.factor === factor);
  if (factor === 'cap') return points > 0 || !line ? t('card.cap.lifted') : lineText(t, line);
  if (points < 0 && line && line.points < 0) return lineText(t, line);
  return t(points < 0 ? 'card.worse' : 'card.better', { factor: { text: lineName(t, { factor }) } });
}

function since(t: Translate, at: number, now: number): string {
  if (sameDay(t, at, now)) return t('card.since', { date: { text: clock(t, at) } });
  const longAgo = now - at > 300 * 86_400_000;
  return t('card.since', { date: { text: formatDate(at, t.locale, longAgo ? 'long' : 'weekday') } });
}
