/** Outreach lists on the wire. */
import * as v from 'valibot';
import { OutreachDraft, OutreachList } from '../outreach/list';
import type { CustomerRecord } from '../record';
import { opaque } from './contract';

export const SaveOutreachRequest = OutreachDraft;
/** `open`: customers whom the caller may see and who are to be told still, `told` those who were; both null for a closed list. */
export const OutreachAnswer = v.object({
  version: v.number(),
  as_of: v.number(),
  lists: v.array(v.object({ ...OutreachList.entries, open: v.nullable(v.number()), told: v.nullable(v.number()) })),
});
export type OutreachAnswer = v.InferOutput<typeof OutreachAnswer>;
export const OUTREACH_STATES = ['open', 'told'] as const;
export type OutreachState = (typeof OUTREACH_STATES)[number];
/** A page of those still to be told (or told), the highest tiers first. */
export const OutreachPage = v.object({ customers: v.array(opaque<CustomerRecord>()), cursor: v.nullable(v.string()) });
export type OutreachPage = v.InferOutput<typeof OutreachPage>;
