/** How far the number has moved in 7 and in 30 days, against the nearest mark of the trace. */
import { DAY } from '../event';
import { formatSigned } from '../i18n/numbers';
import type { Translate } from '../i18n/t';
import type { TraceMark } from '../record';
import type { CustomerCard } from './card-view';

const SPANS = [7, 30];
/** Days that a mark may lie off: marks stand five days apart. */
const NEAR = 2.5;

/** One entry for each span with a mark near its beginning; none without a number now. Points are the shown score less the mark's. */
export function presentTrend(t: Translate, trace: readonly TraceMark[], score: number | null, now: number): CustomerCard['trend'] {
  if (score === null) return [];
  return SPANS.flatMap((days) => {
    const before = scoreNear(trace, now - days * DAY);
    if (before === null) return [];
    const points = score - before;
    const shown = formatSigned(points, t.locale);
    return [{ days, points, label: t('unit.day', { n: days }), shown }];
  });
}

/** The score at the mark nearest to an instant; null where none is near or there was no number. */
export function scoreNear(trace: readonly TraceMark[], at: number): number | null {
  const off = (mark: TraceMark) => Math.abs(mark.day * DAY - at);
  const nearest = [...trace].sort((a, b) => off(a) - off(b))[0];
  return nearest && off(nearest) <= NEAR * DAY ? nearest.score : null;
}

/** The longest span that saw a change, for who has not seen the customer before or sees no change since; null without one. */
export function changeLately(t: Translate, trend: CustomerCard['trend']): CustomerCard['delta'] {
  const moved = trend.findLast(({ points }) => points !== 0);
  return moved ? { points: moved.points, shown: moved.shown, since: t('card.within', { n: moved.days }) } : null;
}
