import type { Translate } from '../../shared/i18n/t';
import { capitalised, signalWords } from '../../shared/present/signal-words';
import { SIGNALS } from '../../shared/signals/registry';

/** A signal in two or three words; its id where this program does not know it. */
export function signalName(t: Translate, id: string): string {
  const signal = SIGNALS.find((one) => one.id === id);
  return signal ? capitalised(signalWords(t, signal, 'short', {})) : id;
}
