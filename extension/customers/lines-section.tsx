import type { Translate } from '../../shared/i18n/t';
import type { CustomerCard } from '../../shared/present/card-view';
import { Section } from './shown';

/** The named losses; they add up to the number. */
export function LinesSection({ t, view }: { t: Translate; view: CustomerCard }) {
  return (
    <Section title={t('customer.why')}>
      <ul class="facts">
        {view.lines.map((line) => (
          <li key={line.id}>
            <details>
              <summary>
                <span class="grow">{line.text}</span>
                <b class="n">{line.shown}</b>
              </summary>
              <p class="sub">{line.evidence}</p>
            </details>
          </li>
        ))}
        <li class="total">
          <span class="grow">{view.total.label}</span>
          <b class="n">{view.total.shown}</b>
        </li>
      </ul>
    </Section>
  );
}
