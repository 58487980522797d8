/** A signal in words: English stands in its own file, the other languages in their locale. */
import type { Args, Message } from '../i18n/message';
import type { Translate } from '../i18n/t';
import type { Signal } from '../signals/signal';

/** The row's text, the evidence below it, or the two or three words after "Cap:". A language that lacks it shows the English. */
export function signalWords(t: Translate, signal: Signal, part: 'text' | 'evidence' | 'short', args: Args, variant?: string): string {
  const suffix = variant === undefined || part === 'short' ? '' : `-${variant}`;
  const key = `signal.${signal.id}.${part}${suffix}` as const;
  return t.has(key) ? t(key, args) : t.say(english(signal, part, variant), args);
}

function english(signal: Signal, part: 'text' | 'evidence' | 'short', variant: string | undefined): Message {
  if (part === 'short') return signal.message.short;
  const worded = variant === undefined ? undefined : signal.message.variants?.[variant];
  return (worded ?? signal.message)[part];
}

/** First letter as at the start of a sentence; Persian and Arabic have no capitals. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
