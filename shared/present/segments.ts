/** The saved segments that the customer is in, by name. */
import { isolate } from '../i18n/bidi';
import { joinWords } from '../i18n/lists';
import type { Translate } from '../i18n/t';
import type { Segment } from '../segments';
import type { ViewGroup } from './card-view';

/** null where the customer is in none. */
export function segmentsGroup(t: Translate, segments: readonly Segment[]): ViewGroup | null {
  if (segments.length === 0) return null;
  const names = joinWords(
    t,
    segments.map(({ name }) => isolate(name)),
  );
  return { id: 'segments', title: t('card.segments'), rows: [{ text: names, shown: '' }] };
}
