/** How much they take part: a number of its own beside health, with its parts. */
import type { Facts } from '../facts/facts';
import { engagement } from '../health/engagement';
import type { Translate } from '../i18n/t';
import type { ViewGroup } from './card-view';

/** null where there is neither contact nor answer to speak of. */
export function engagementGroup(t: Translate, facts: Facts, now: number): ViewGroup | null {
  const { score, parts } = engagement(facts, now);
  if (score === 0) return null;
  return {
    id: 'engagement',
    title: t('card.engagement'),
    sub: t('card.engagement.of', { a: score, b: 100 }),
    rows: parts.map(({ id, n, points, most }) => ({
      text: t(`card.engagement.${id}`, { n }),
      shown: t('card.engagement.of', { a: points, b: most }),
    })),
  };
}
