/** What people edit of the club's rules: all of the programme but its number and the day it holds from. */
import type { Programme } from './programme';

export type ProgrammeDocument = Omit<Programme, 'version' | 'from' | 'former'>;

export function programmeDocument({ version: _v, from: _f, former: _b, ...document }: Programme): ProgrammeDocument {
  return document;
}

/** One thing that differs; null where it is not there. Tiers, rules and rewards are told apart by their ids. */
export interface ClubDifference {
  path: string[];
  from: unknown;
  to: unknown;
}

/** The differences in the order of the document; none for equal ones. */
export function diffProgrammes(before: ProgrammeDocument, after: ProgrammeDocument): ClubDifference[] {
  return [...compare(before, after, [])];
}

function* compare(from: unknown, to: unknown, path: string[]): Generator<ClubDifference> {
  const [a, b] = [membersOf(from), membersOf(to)];
  if (a && b) for (const name of new Set([...a.keys(), ...b.keys()])) yield* compare(a.get(name), b.get(name), [...path, name]);
  else if (JSON.stringify(from) !== JSON.stringify(to)) yield { path, from: from ?? null, to: to ?? null };
}

/** The members of an object, or of a list of things with ids; null for what is compared as a whole. */
function membersOf(value: unknown): Map<string, unknown> | null {
  if (Array.isArray(value)) {
    const named = value.flatMap((one: unknown) => (hasId(one) ? [[one.id, withoutId(one)] as const] : []));
    return named.length === value.length ? new Map(named) : null;
  }
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null;
}
const hasId = (one: unknown): one is { id: string } =>
  typeof one === 'object' && one !== null && typeof (one as { id?: unknown }).id === 'string';
const withoutId = ({ id: _id, ...rest }: { id: string }): object => rest;
