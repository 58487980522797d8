/** What a pulse speaks of: a closed list in which each thing has one place, and three of which are enough for one pulse. */
export const PULSE_CODES = [
  /** What they get out of it. */
  'value',
  /** What it can do, and its faults. */
  'product',
  /** How we answer and keep our word. */
  'service',
  /** How they and we stand with each other. */
  'trust',
  /** Who decides there, and who speaks for us. */
  'people',
  /** How much they use it. */
  'use',
  /** Price and terms. */
  'price',
  'competitor',
  /** Their own business: budget, plans, mergers. */
  'situation',
  'other',
] as const;
export type PulseCode = (typeof PULSE_CODES)[number];
/** At most so many of them. */
export const MOST_CODES = 3;
