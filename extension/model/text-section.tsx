import { documentProblemWords, placeWords } from '../../shared/health/document-words';
import type { FormProps } from './field';
import type { Draft } from './use-draft';

/** The document as text; what is typed here shows in the fields as soon as it can be read. */
export function TextSection({ draft, t, problems, readOnly }: FormProps & { draft: Draft }) {
  const { examples } = draft.document;
  return (
    <section>
      <h2>{t('model.text')}</h2>
      <p class="sub">{t('model.help.text')}</p>
      <textarea
        class="document"
        dir="ltr"
        lang="en"
        rows={22}
        spellcheck={false}
        aria-label={t('model.text')}
        readOnly={readOnly}
        value={draft.text}
        onInput={(event) => draft.write(event.currentTarget.value)}
      />
      <div role="status">
        {problems.map((problem) => (
          <p key={`${problem.code} ${problem.path.join('/')}`} class="problem">
            {problem.path.length > 0 && `${placeWords(t, problem.path)}: `}
            {documentProblemWords(t, problem)}
          </p>
        ))}
      </div>
      <h3>{t('model.part.examples')}</h3>
      <p class="sub">{t('model.help.examples')}</p>
      <ul class="plain">
        {examples.map(({ title }, i) => {
          const fault = problems.find(({ path }) => path[0] === 'examples' && path[1] === String(i));
          return (
            <li key={title}>
              <bdi>{title}</bdi> {fault && <span class="problem">{documentProblemWords(t, fault)}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
