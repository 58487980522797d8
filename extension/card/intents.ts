import type { HeardKind } from '../../shared/judgement/heard';

/** What a person can ask of the card. The card only says it; the page script proves the click and carries it out. */
export type Intent =
  | { do: 'log' | 'later' | 'undo' | 'search' | 'options' | 'retry' | 'close' | 'customer' | 'fold' | 'unfold' }
  /** About a page that Vafa cannot be sure of. */
  | { do: 'yes' | 'no' | 'ask' | 'pick' }
  | { do: 'choose'; customer: string }
  | { do: 'heard'; kind: HeardKind; so: boolean };
/** The event is the person's own: the page script refuses what a page made. */
export type OnIntent = (intent: Intent, event: Event) => void;
