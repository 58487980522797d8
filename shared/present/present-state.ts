/** A named state without a customer: what is so, and the next step. Never a blank, a spinner or a guess. */
import { languageOf } from '../i18n/languages';
import type { Args, Locale } from '../i18n/message';
import { type Translate, translator } from '../i18n/t';
import type { StateCard, StateCode } from './card-view';

type Intent = StateCard['actions'][number]['intent'];

/** Each state's next steps, the first one the filled button. */
const STEPS: Record<StateCode, readonly Intent[]> = {
  offline: ['retry', 'close'],
  stale: ['retry', 'options'],
  unreachable: ['retry', 'options'],
  waiting: ['retry', 'close'],
  'no-access': ['search', 'close'],
  'not-yours': ['search', 'close'],
  'known-offline': ['retry', 'close'],
  filling: ['retry', 'close'],
  revoked: ['options', 'close'],
  'page-changed': ['search', 'close'],
  unchecked: ['yes', 'no'],
  refused: ['pick', 'search'],
  'no-address': ['search', 'close'],
  askable: ['ask', 'search'],
  'no-answer': ['search', 'close'],
  ambiguous: ['search', 'close'],
  'look-alike': ['search', 'close'],
  unknown: ['options', 'close'],
  'update-needed': ['options', 'close'],
  'not-paired': ['options', 'close'],
};
export const STATE_CODES = Object.keys(STEPS) as StateCode[];

/**
 * The card of a state. Args by code: `stale` {age: {text}}, `waiting` {n}, `no-access` {name} (who can give it; without it an admin
 * is named), `not-yours` {name} (whose customer it is), `look-alike` {name, customer, address: {id}}, `unchecked` {address: {id}}; the others
 * need none.
 */
export function presentState(code: StateCode, locale: Locale, args: Args = {}): StateCard {
  const t = translator(locale);
  return {
    kind: 'state',
    language: locale.language,
    dir: languageOf(locale.language).direction,
    code,
    title: t(`state.${code}.title`, args),
    text: textOf(t, code, args),
    actions: STEPS[code].map((intent, i) => ({ label: t(`action.${intent}`), intent, primary: i === 0 })),
    close: t('card.close'),
  };
}

function textOf(t: Translate, code: StateCode, args: Args): string {
  if (code === 'no-access' && args.name === undefined) return t('state.no-access.text.admin');
  if (code === 'stale' && args.age === undefined) return t('notice.stale.never');
  return t(`state.${code}.text`, args);
}
