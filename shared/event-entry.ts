/** What one line of the event vocabulary is made of: the schema of its attributes, and what it is evidence for. */
import * as v from 'valibot';

/** What evidence an event type brings; these are the ids of the health factors, or `record` for plain facts. */
export const FEEDS = ['usage', 'purchases', 'support', 'billing', 'sentiment', 'relationship', 'contract', 'onboarding'] as const;
export type Feed = (typeof FEEDS)[number];

export interface Entry<S extends v.GenericSchema> {
  attributes: S;
  feeds: readonly Feed[];
}
export const entry = <S extends v.GenericSchema>(attributes: S, ...feeds: Feed[]): Entry<S> => ({ attributes, feeds });
/** A list of at most so many. */
export const few = <S extends v.GenericSchema>(one: S, most: number) => v.pipe(v.array(one), v.maxLength(most));
