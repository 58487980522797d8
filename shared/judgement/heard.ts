/** What the reading on the device may hear in an opened message, and the remark that a person's confirmation makes of it. */
import type { Attributes } from '../event';

export const HEARD_KINDS = ['leave', 'discount', 'competitor', 'anger', 'payment', 'repeat', 'praise', 'call'] as const;
export type HeardKind = (typeof HEARD_KINDS)[number];

export const REMARK_OF: Record<HeardKind, Attributes<'remark'>['kind']> = {
  leave: 'leave',
  discount: 'price-cut',
  competitor: 'competitor',
  anger: 'angry',
  payment: 'payment-trouble',
  repeat: 'repeated-problem',
  praise: 'praise',
  call: 'call-request',
};

/** A kind and the message's own words that caused it: for the card alone, never part of an event. */
export interface Heard {
  kind: HeardKind;
  words: string;
}
