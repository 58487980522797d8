/** The message of a list to one customer: in their language, with their own fields and the suggestion for their segment. Pure. */
import type { ContactFact, Facts } from '../facts/facts';
import { fillTemplate, type TemplateField } from '../notes/template';
import { isIn, type SegmentKeys } from '../segments';
import type { OutreachList } from './list';

/** Where the suggestion stands, beside the fields that every template has. */
export const ADVICE = 'advice';

export interface Prepared {
  /** Id of the language it is written in. */
  language: string;
  subject: string;
  text: string;
  /** To whom; null where nobody is known by an address. */
  person: ContactFact | null;
  missing: TemplateField[];
}
export interface Writer {
  /** Of the reader: chosen where the list does not speak the customer's. */
  language: string;
  /** What is known of the customer, worded in a language. */
  values(language: string, person: ContactFact | null): Readonly<Record<TemplateField, string>>;
  /** Names of the fields in all languages, by field. */
  aliases: Readonly<Record<TemplateField | typeof ADVICE, readonly string[]>>;
}

/** The first person still there with an address; the one who was last added where none has one. */
export function personOfList({ contacts }: Facts): ContactFact | null {
  const there = contacts.filter(({ left }) => !left);
  return there.find(({ email }) => email !== '') ?? there[0] ?? null;
}

/** The customer's language where the list has it, else the reader's, else its first. */
export function languageFor({ messages }: Pick<OutreachList, 'messages'>, facts: Facts, own: string): string {
  const spoken = facts.profile.language.split('-')[0]?.toLowerCase() ?? '';
  return [spoken, own].find((one) => Object.hasOwn(messages, one)) ?? Object.keys(messages)[0] ?? own;
}

export function prepareMessage(list: OutreachList, facts: Facts, keys: SegmentKeys, now: number, writer: Writer): Prepared {
  const language = languageFor(list, facts, writer.language);
  const { subject, text } = list.messages[language] ?? { subject: '', text: '' };
  const person = personOfList(facts);
  const values = writer.values(language, person);
  const advice = list.advice.find(({ filter }) => isIn(filter, keys, now))?.text ?? '';
  const [said, title] = [withAdvice(text, advice, writer.aliases[ADVICE]), subject].map((part) =>
    fillTemplate(part, values, writer.aliases),
  );
  return {
    language,
    subject: title?.text ?? '',
    text: said?.text ?? '',
    person,
    missing: [...new Set([...(said?.missing ?? []), ...(title?.missing ?? [])])],
  };
}

/** The suggestion in its place, at the end where it has none; without one its place is gone with the empty line around it. */
function withAdvice(text: string, advice: string, names: readonly string[]): string {
  const isPlace = (name: string) => [ADVICE, ...names.map((one) => one.toLowerCase())].includes(name.trim().toLowerCase());
  let placed = false;
  const put = text.replace(/\{([^{}\n]{1,40})\}/gu, (whole, name: string) => {
    if (!isPlace(name)) return whole;
    placed = true;
    return advice;
  });
  const whole = placed || advice === '' ? put : `${put}\n\n${advice}`;
  return whole.replace(/\n{3,}/gu, '\n\n').trim();
}
