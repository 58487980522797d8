import type { Translate } from '../../shared/i18n/t';
import type { CustomerCard } from '../../shared/present/card-view';
import { Section } from './shown';

/** The tier, how far the next one is, and what this one was earned by. */
export function TierSection({ t, view }: { t: Translate; view: CustomerCard }) {
  const { loyalty } = view.details;
  if (loyalty === null) return null;
  return (
    <Section title={loyalty.title}>
      <progress max={1} value={loyalty.ratio} aria-label={t('list.tier')} />
      <p>{loyalty.progress}</p>
      {loyalty.keep !== '' && <p class="sub">{loyalty.keep}</p>}
      <ul class="facts">
        {loyalty.why.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  );
}
