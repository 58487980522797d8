import type { Translate } from '../../shared/i18n/t';
import type { LogContext, Templates } from '../log-protocol';
import { MissingFields } from '../own-page/missing-fields';
import { allTemplates, type Prepared, prepare } from './templates';

interface TemplateRowProps {
  t: Translate;
  own: Templates;
  context: LogContext;
  /** The person who would read it. */
  contact: string;
  chosen: string;
  onChoose: (id: string) => void;
  onCopy: (prepared: Prepared) => void;
}
/** The same text to more customers than that is bulk, and people see it at once. */
const MOST_SAME = 3;

/** A message in the writer's own words with this customer's own facts: copied for the mail, and logged in the same click. */
export function TemplateRow({ t, own, context, contact, chosen, onChoose, onCopy }: TemplateRowProps) {
  const prepared = prepare(t, own, chosen, context, contact);
  if (prepared === null) return null;
  const { text, missing, personal, same } = prepared;
  return (
    <div class="template">
      <div class="pair">
        <select aria-label={t('template.pick')} value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
          {allTemplates(t, own).map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <button type="button" class="btn sec-b" onClick={() => onCopy(prepared)}>
          {t('template.copy')}
        </button>
      </div>
      <p class="preview" dir="auto">
        {text}
      </p>
      <MissingFields t={t} missing={missing} />
      {!personal && <p class="sub warn">{t('template.bulk')}</p>}
      {same >= MOST_SAME && <p class="sub warn">{t('template.same', { n: same })}</p>}
    </div>
  );
}
