import { useState } from 'preact/hooks';
import { competitorNames } from '../../shared/health/competitor-names';
import { type FormProps, faultAt } from './field';
import type { Draft } from './use-draft';

/** The names that reading listens for, one a line. */
export function CompetitorsSection({ draft, ...form }: FormProps & { draft: Draft }) {
  const { t, readOnly, problems } = form;
  const { competitors = [] } = draft.document;
  const [typed, setTyped] = useState('');
  // What is being typed stays as long as it means the list: a line break at its end means nothing yet.
  const text = JSON.stringify(namesIn(typed)) === JSON.stringify(competitors) ? typed : competitors.join('\n');
  const wrong = problems.find(({ path }) => path[0] === 'competitors');
  return (
    <section>
      <h2>{t('model.part.competitors')}</h2>
      <p class="sub" id="competitors-help">
        {t('model.help.competitors')}
      </p>
      <textarea
        class="competitors"
        dir="auto"
        rows={5}
        spellcheck={false}
        aria-label={t('model.part.competitors')}
        aria-describedby="competitors-help"
        aria-invalid={wrong !== undefined}
        readOnly={readOnly}
        value={text}
        onInput={(event) => {
          const { value } = event.currentTarget;
          setTyped(value);
          draft.edit((document) => {
            const names = namesIn(value);
            if (names.length > 0) document.competitors = names;
            else delete document.competitors;
          });
        }}
      />
      {wrong && <p class="problem">{faultAt(form, wrong.path)}</p>}
    </section>
  );
}

const namesIn = (text: string): string[] => competitorNames(text.split('\n'));
