import { joinWords } from '../../shared/i18n/lists';
import type { Translate } from '../../shared/i18n/t';
import type { TemplateField } from '../../shared/notes/template';

/** Fields of a template of which nothing is known here, so that nobody sends a message with a hole. */
export function MissingFields({ t, missing }: { t: Translate; missing: readonly TemplateField[] }) {
  if (missing.length === 0) return null;
  const names = missing.map((field) => t(`template.field.${field}`));
  return <p class="sub warn">{t('template.missing', { fields: { text: joinWords(t, names) } })}</p>;
}
