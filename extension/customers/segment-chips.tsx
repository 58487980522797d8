import type { Translate } from '../../shared/i18n/t';
import { segmentsOf } from '../../shared/segments';
import type { CustomerPage } from '../report-protocol';
import { hashOf } from './route';
import { Section } from './shown';
import { useAsk } from './use-ask';

/** The segments that the customer is in, each a way to the others of it. */
export function SegmentChips({ t, page }: { t: Translate; page: CustomerPage }) {
  const { record, model, programme, now } = page;
  const segments = useAsk('segments.read', {}, 'segments').value?.segments ?? [];
  const mine = segmentsOf(record.facts, { model, programme, segments }, now);
  if (mine.length === 0) return null;
  return (
    <Section title={t('page.tab.segments')}>
      <ul class="chips">
        {mine.map(({ id, name }) => (
          <li key={id}>
            <a href={hashOf({ view: 'list', segment: id })}>
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
