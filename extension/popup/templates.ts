/** A writer's templates as messages to one person: filled in, with what is worth a warning. */
import { contentHash } from '../../shared/content-hash';
import { formatDate } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import { fillTemplate, TEMPLATE_FIELDS, type TemplateField, wholeMessage } from '../../shared/notes/template';
import type { LogContext, NoteDetail, Template, Templates } from '../log-protocol';

/** The template that everybody has. */
export const CHECK_IN = 'check-in';
/** What it is to send one: a small gesture of ours, care and not sales. */
export const GESTURE: NoteDetail = { direction: 'out', about: 'gesture', care: true };
const REMEMBERED = 20;
const CUSTOMERS = 50;

export interface Prepared {
  name: string;
  text: string;
  missing: TemplateField[];
  /** False where nothing in it is this customer's own. */
  personal: boolean;
  /** Other customers who were sent the very same. */
  same: number;
  /** The templates with this use in them. */
  used: Templates;
}

export const allTemplates = (t: Translate, own: Templates): Template[] => [
  { id: CHECK_IN, name: t('template.check-in'), text: t('template.check-in.text', { name: { text: `{${t('template.field.name')}}` } }) },
  ...own.list,
];

/** The names of the fields in the writer's language. */
export const fieldNames = (t: Translate): Record<TemplateField, string> =>
  Object.fromEntries(TEMPLATE_FIELDS.map((field) => [field, t(`template.field.${field}`)])) as Record<TemplateField, string>;

export function prepare(t: Translate, own: Templates, id: string, context: LogContext, contact: string): Prepared | null {
  const template = allTemplates(t, own).find((one) => one.id === id);
  if (template === undefined) return null;
  const values = valuesOf(t, context, contact);
  const parts = [own.greeting, template.text, own.signOff].map((part) => fillTemplate(part, values, fieldNames(t)));
  const [greeting, body, signOff] = parts.map(({ text }) => text) as [string, string, string];
  const text = wholeMessage(body, { greeting, signOff, links: own.links });
  const hash = contentHash(text);
  const customer = context.facts.customer;
  const before = (own.used.find((one) => one.hash === hash)?.customers ?? []).filter((other) => other !== customer);
  return {
    name: template.name,
    text,
    missing: [...new Set(parts.flatMap(({ missing }) => missing))],
    personal: parts.some(({ personal }) => personal),
    same: before.length,
    used: {
      ...own,
      used: [...own.used.filter((one) => one.hash !== hash), { hash, customers: [...before, customer].slice(-CUSTOMERS) }].slice(
        -REMEMBERED,
      ),
    },
  };
}

/** What a template may say of this customer to this person, worded by `t`. */
export function valuesOf(
  t: Translate,
  { facts, users, me }: Pick<LogContext, 'facts' | 'users' | 'me'>,
  contact: string,
): Record<TemplateField, string> {
  const person = facts.contacts.find(({ id }) => id === contact);
  const [renewal] = facts.contracts.filter(({ endedAt }) => endedAt === null).sort((a, b) => a.end - b.end);
  return {
    name: person?.nickname || person?.name || '',
    company: facts.profile.name,
    role: person?.role ?? '',
    renewal: renewal ? formatDate(renewal.end, t.locale, 'long') : '',
    goals: facts.profile.goals ?? '',
    me: users[me] ?? '',
  };
}
