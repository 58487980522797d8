/** Several customers fit: Vafa abstains and asks. No score is shown until somebody chooses. */
import { isolate, stripMarks } from '../i18n/bidi';
import { languageOf } from '../i18n/languages';
import type { Locale } from '../i18n/message';
import { translator } from '../i18n/t';
import type { AskCard } from './card-view';

export interface AskCandidate {
  customer: string;
  name: string;
  /** Name of the owner; '' when nobody is. */
  owner: string;
  /** The owner is who reads this. */
  yours: boolean;
}

/** `domain` is what they share; '' when it was not a domain that led to several. */
export function presentAsk(candidates: readonly AskCandidate[], domain: string, locale: Locale): AskCard {
  const t = translator(locale);
  const collator = new Intl.Collator(locale.tag, { numeric: true });
  const choices = [...candidates]
    .sort((a, b) => Number(b.yours) - Number(a.yours) || collator.compare(a.name, b.name))
    .map(({ customer, name, owner, yours }) => ({
      customer,
      name: stripMarks(name || customer),
      sub: yours ? t('ask.yours') : owner === '' ? t('ask.nobody') : isolate(owner),
    }));
  return {
    kind: 'ask',
    language: locale.language,
    dir: languageOf(locale.language).direction,
    title: t('ask.title'),
    text: domain === '' ? t('ask.text.several') : t('ask.text', { domain: { id: domain }, n: candidates.length }),
    choices,
    choose: t('ask.choose'),
    search: t('action.search'),
    close: t('card.close'),
  };
}
