/** What the reading on the device may hear in an opened message, and the remark that a person's confirmation makes of it. */
import type { Attributes } from '../event';

/** Each kind with its remark, in the order in which they are offered. */
export const REMARK_OF = {
  leave: 'leave',
  discount: 'price-cut',
  competitor: 'competitor',
  anger: 'angry',
  payment: 'payment-trouble',
  repeat: 'repeated-problem',
  praise: 'praise',
  call: 'call-request',
} as const satisfies Record<string, Attributes<'remark'>['kind']>;
export type HeardKind = keyof typeof REMARK_OF;
export const HEARD_KINDS = Object.keys(REMARK_OF) as HeardKind[];

/** A kind and the message's own words that caused it: for the card alone, never part of an event. */
export interface Heard {
  kind: HeardKind;
  words: string;
}
