/** What differs between two model documents, thing by thing, and which part of a model a new version changed. */

import type { Model } from './model';
import { type ModelDocument, toDocument } from './model-document';

/** One number, word or list that differs; null where it is not there. Examples differ as a whole, by their title; competitors one by one. */
export interface Difference {
  path: string[];
  from: unknown;
  to: unknown;
}

/** The differences in the order of the document; none for equal documents. */
export function diffDocuments(before: ModelDocument, after: ModelDocument): Difference[] {
  return [...compare(comparable(before), comparable(after), [])];
}

function* compare(from: unknown, to: unknown, path: string[]): Generator<Difference> {
  if (isBag(from) && isBag(to) && !(path[0] === 'examples' && path.length > 1)) {
    for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) yield* compare(own(from, name), own(to, name), [...path, name]);
  } else if (JSON.stringify(from) !== JSON.stringify(to)) yield { path, from: from ?? null, to: to ?? null };
}
const isBag = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
/** A competitor may have any name, also one that every object has. */
const own = (bag: Record<string, unknown>, name: string): unknown => (Object.hasOwn(bag, name) ? bag[name] : undefined);
const comparable = ({ competitors = [], examples, ...rest }: ModelDocument) => ({
  ...rest,
  competitors: Object.fromEntries(competitors.map((name) => [name, name])),
  examples: Object.fromEntries(examples.map((example) => [example.title, example])),
});

/**
 * Why a version came to be: people edited it, a new build computes otherwise, a kind of evidence was fed for the first time, or a job
 * measured the book or the chance anew.
 */
export type VersionCause = 'edited' | 'formula' | 'feeds' | 'population' | 'calibration';

/** What a version changed against the one before it, the weightiest first. */
export function causesOf(before: Model, after: Model): VersionCause[] {
  const differ = (a: unknown, b: unknown) => JSON.stringify(a ?? null) !== JSON.stringify(b ?? null);
  const causes: VersionCause[] = [];
  if (diffDocuments(toDocument(before), toDocument(after)).length > 0) causes.push('edited');
  if (before.formula !== after.formula) causes.push('formula');
  if (differ(before.fed, after.fed)) causes.push('feeds');
  if (differ(before.population, after.population)) causes.push('population');
  if (differ(before.calibration, after.calibration)) causes.push('calibration');
  return causes;
}
