/** Who writes the message of a list, as shared/outreach asks for it: each language words the customer's fields by itself. */
import type { Facts } from '../../shared/facts/facts';
import { defaultLocale } from '../../shared/i18n/default-locale';
import { LANGUAGES } from '../../shared/i18n/languages';
import { type Translate, translator } from '../../shared/i18n/t';
import { TEMPLATE_FIELDS, type TemplateField } from '../../shared/notes/template';
import { ADVICE, type Writer } from '../../shared/outreach/message';
import { valuesOf } from '../popup/templates';

/** Words in a language: the reader's own habits where it is theirs. */
const inLanguage = (t: Translate, language: string): Translate =>
  language === t.locale.language ? t : translator(defaultLocale(language, t.locale.timeZone));

export function writerFor(t: Translate, facts: Facts, users: Record<string, string>, me: string): Writer {
  const all = LANGUAGES.map(({ id }) => inLanguage(t, id));
  return {
    language: t.locale.language,
    values: (language, person) => valuesOf(inLanguage(t, language), { facts, users, me }, person?.id ?? ''),
    aliases: { ...namesOf(all), [ADVICE]: all.map((words) => words('outreach.advice.field')) },
  };
}

/** The names of every field in these languages. */
const namesOf = (all: readonly Translate[]): Record<TemplateField, string[]> =>
  Object.fromEntries(TEMPLATE_FIELDS.map((field) => [field, all.map((words) => words(`template.field.${field}`))])) as Record<
    TemplateField,
    string[]
  >;
