/** What the score rests on and does not know: the fed factors without fresh evidence, and how far each could still move it. */
import type { Health } from '../health/health';
import type { Translate } from '../i18n/t';
import type { ViewGroup } from './card-view';
import { lineText } from './lines';

/**
 * null where nothing is missing. A factor counts at its neutral loss until it is known: from there it may give that back or take the
 * rest of its weight, and the larger of the two is said.
 */
export function missingGroup(t: Translate, health: Health): ViewGroup | null {
  const lines = health.lines.filter(({ fresh, factor }) => !fresh && factor !== 'cap').sort((a, b) => b.weight - a.weight);
  if (lines.length === 0) return null;
  return {
    id: 'missing',
    title: t('card.missing.title'),
    sub: t('card.coverage.alone', { p: { percent: health.coverage } }),
    rows: lines.map((line) => ({
      text: line.terms.length === 0 ? t('card.no-data', { factor: { text: lineText(t, line) } }) : lineText(t, line),
      shown: t('card.missing.could', { n: Math.round(Math.max(line.loss, line.weight - line.loss)) }),
    })),
  };
}
