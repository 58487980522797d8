/** What the attributes of events are made of: their schemas, and the closed lists that they choose from. */
import * as v from 'valibot';

export const text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
export const longText = v.pipe(v.string(), v.maxLength(4000));
export const ref = text(200);
/** An attribute that is an instant: the border reads it from ISO 8601 by recognising this very schema. */
export const instant = v.pipe(v.number(), v.integer(), v.minValue(-62_135_596_800_000), v.maxValue(253_402_300_799_000));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000));
export const minor = v.pipe(v.number(), v.integer(), v.minValue(-9e15), v.maxValue(9e15));
export const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/));
export const address = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(320), v.regex(/^[^\s@<>"]+@[^\s@<>"]+$/u));
export const domain = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(253), v.regex(/^[^\s@/]+\.[^\s@/]+$/u));

/** How a contact was made. `mail` is what a site adapter saw; the others are logged by people. */
export const NOTE_KINDS = ['call', 'email', 'meeting', 'visit', 'event', 'message', 'note'] as const;
/** What a customer said or asked, tagged by a person, an import or (with consent) the on-device reading. */
export const REMARK_KINDS = [
  'complaint',
  'praise',
  'price-cut',
  'renegotiation',
  'leave',
  'competitor',
  'price-objection',
  'billing-question',
  'defect',
  'feature-gap',
  'complexity',
  'performance',
  'angry',
  'negative-feedback',
  'public-complaint',
  'indifferent',
  'payment-trouble',
  'repeated-problem',
  'call-request',
  'expansion',
] as const;

/** What a note is about, where that is asked for again later. */
export const NOTE_TOPICS = ['differentiator', 'why-stay', 'advice', 'beyond', 'gesture', 'outreach'] as const;
/** Why a customer left: closed and apart from each other, so that they can be counted. The first is what people name most. */
export const LOSS_REASONS = [
  'no-contact',
  'slow-support',
  'bad-experience',
  'faulty-product',
  'no-value',
  'price',
  'competitor',
  'payment',
  'not-needed',
  'other',
] as const;
/** What a task is for; plain ones have no kind. */
export const TASK_KINDS = ['check', 'review', 'outcome', 'exit', 'win-back', 'outreach', 'onboarding'] as const;
/** How an outcome was reached. */
export const OUTCOMES = ['yes', 'partly', 'no'] as const;
/** What somebody expects of a renewal. */
export const VERDICTS = ['renews', 'unsure', 'leaves'] as const;

/** Whole points or minor units, none of them owed. */
export const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9e15));
/** What a decision of the club took of each lot, or gave back to it, as `lot=number`: whole points or minor units. */
export const takes = v.pipe(v.array(v.pipe(v.string(), v.regex(/^[^\s,=]{1,120}=\d{1,16}$/))), v.maxLength(1500));
/** Why a referral is not paid, or not yet. */
export const REFERRAL_REASONS = [
  'own-order',
  'not-first-order',
  'same-address',
  'no-order',
  'return-window',
  'below-minimum',
  'by-hand',
  'refunded',
] as const;
