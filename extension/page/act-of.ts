import type { CardView } from '../../shared/present/card-view';
import type { Intent } from '../card/intents';
import type { FromPage } from '../protocol';

/** The message of an act that changes something; null for what is none, or does not fit the view. */
export function actOf(intent: Intent, key: string, view: CardView): FromPage | null {
  if (intent.do === 'choose') return { verb: 'confirm', key, choice: { customer: intent.customer } };
  if (intent.do === 'yes' || intent.do === 'no') return { verb: 'confirm', key, choice: { wrote: intent.do === 'yes' } };
  if (intent.do === 'ask' || intent.do === 'pick') return { verb: 'confirm', key, choice: { site: intent.do } };
  if (view.kind !== 'customer') return null;
  if (intent.do === 'heard') return { verb: 'confirm', key, choice: { heard: intent.kind, so: intent.so } };
  if (intent.do === 'undo') return { verb: 'confirm', key, choice: { undo: true } };
  if (intent.do === 'log' && view.act) return { verb: 'log', key, customer: view.customer, kind: view.act.log };
  if (intent.do === 'later' && view.act) return { verb: 'later', key, customer: view.customer, act: view.act.id };
  return null;
}
