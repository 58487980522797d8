/** From the number you last saw to the number now, in named steps that add up exactly. */

import type { Facts } from '../facts/facts';
import { type ChangeStep, explainChange, type Look } from '../health/explain';
import type { Health } from '../health/health';
import type { Model } from '../health/model';
import { clock, sameDay } from '../i18n/ages';
import { formatDate } from '../i18n/dates';
import { formatNumber, formatSigned } from '../i18n/numbers';
import type { Translate } from '../i18n/t';
import type { OpenSignal } from '../signals/registry';
import type { CustomerCard, ViewStep } from './card-view';
import { foldTail, lineName, lineText } from './lines';

export interface Change {
  delta: NonNullable<CustomerCard['delta']>;
  steps: ViewStep[];
  moved: number[];
  looked: number;
  /** The same before it is worded and its tail folded. */
  causes: ChangeStep[];
}

/** null where nothing was seen before: then there is nothing to compare with. `before` is the model of the look, if it is another one. */
export function presentChange(
  t: Translate,
  look: Look | null,
  before: Model | null,
  facts: Facts,
  model: Model,
  health: Health,
  open: readonly OpenSignal[],
  now: number,
): Change | null {
  if (look === null || health.band === 'unknown') return null;
  const { from, to, steps } = explainChange(look, facts, model, now, before, health);
  const moved = [...steps].sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const { kept, rest } = foldTail(moved, ({ factor }) => NAMED.includes(factor));
  const when = sameDay(t, look.at, now) ? clock(t, look.at) : formatDate(look.at, t.locale, 'short', now);
  const rows: ViewStep[] = [
    { text: t('card.looked', { date: { text: when } }), points: from, shown: formatNumber(from, t.locale), kind: 'start' },
  ];
  for (const { factor, points } of kept) {
    rows.push({
      text: stepText(t, factor, points, health, look, open),
      points,
      shown: formatSigned(points, t.locale),
      kind: factor === 'model' || factor === 'segment' ? 'model' : 'factor',
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
    causes: steps,
  };
}

/** These keep their name, however small: they are no doing of the customer's. */
const NAMED: readonly ChangeStep['factor'][] = ['cap', 'model', 'segment'];

/** A loss is told by its present cause, a gain by the factor that has recovered. */
function stepText(
  t: Translate,
  factor: ChangeStep['factor'],
  points: number,
  health: Health,
  look: Look,
  open: readonly OpenSignal[],
): string {
  if (factor === 'model') return t('factor.model.model');
  if (factor === 'segment') return t('card.other-segment');
  const line = health.lines.find((one) => one.factor === factor);
  if (factor === 'cap') {
    if (points < 0 && line) return lineText(t, line);
    // While its warning is open, what the others lose the cap need not take: it weighs less, though nothing got better.
    const held = look.lines.find((one) => one.factor === 'cap')?.signal;
    return t(line || open.some(({ signal }) => signal.id === held) ? 'card.cap.less' : 'card.cap.lifted');
  }
  if (points < 0 && line && line.points < 0) return lineText(t, line);
  return t(points < 0 ? 'card.worse' : 'card.better', { factor: { text: lineName(t, { factor }) } });
}

function since(t: Translate, at: number, now: number): string {
  if (sameDay(t, at, now)) return t('card.since', { date: { text: clock(t, at) } });
  const longAgo = now - at > 300 * 86_400_000;
  return t('card.since', { date: { text: formatDate(at, t.locale, longAgo ? 'long' : 'weekday') } });
}
