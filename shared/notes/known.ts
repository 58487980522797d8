/** What there is to know of a customer beside numbers, and how much of it is known. Pure. */
import type { ContactFact, Facts, LearntFacts } from '../facts/facts';

/** In the order in which it is asked for. */
export const LEARNT = ['interests', 'business', 'goals', 'channel', 'hours', 'links'] as const satisfies readonly (keyof LearntFacts)[];
export type LearntField = (typeof LEARNT)[number] | 'roles' | 'differentiator';

/** Which fields are known; `roles`: every person has a name and a role, `differentiator`: they told how we differ from others. */
export function knownFields(facts: Facts): { known: LearntField[]; missing: LearntField[] } {
  const people = facts.contacts.filter(({ left }) => !left);
  const has: Record<LearntField, boolean> = {
    interests: facts.profile.interests !== undefined,
    business: facts.profile.business !== undefined,
    goals: facts.profile.goals !== undefined,
    channel: facts.profile.channel !== undefined,
    hours: facts.profile.hours !== undefined,
    links: facts.profile.links !== undefined,
    roles: people.length > 0 && people.every(({ name, role }) => name !== '' && role !== ''),
    differentiator: facts.notes.some(({ about }) => about === 'differentiator'),
  };
  const fields: LearntField[] = [...LEARNT, 'roles', 'differentiator'];
  return { known: fields.filter((field) => has[field]), missing: fields.filter((field) => !has[field]) };
}

/** The people of a customer: whoever wrote the open message first, then those who are there, by name; those who left last. */
export function whoIsWho(contacts: readonly ContactFact[], open: string, compare: (a: string, b: string) => number): ContactFact[] {
  const place = ({ id, left }: ContactFact) => (id === open ? 0 : left ? 2 : 1);
  return [...contacts].sort((a, b) => place(a) - place(b) || compare(a.name || a.email, b.name || b.email) || (a.id < b.id ? -1 : 1));
}

/** How a kind of note reaches the customer; null where it does not. */
const CHANNEL_OF: Record<string, NonNullable<LearntFacts['channel']> | null> = {
  call: 'phone',
  email: 'email',
  message: 'message',
  visit: 'visit',
  meeting: 'visit',
};

/** Why this kind of contact is not what they asked for: `none` asked for no contact at all; null where nothing speaks against it. */
export function channelWarning(profile: LearntFacts, kind: string, direction?: string): 'none' | 'differs' | null {
  const channel = CHANNEL_OF[kind] ?? null;
  // What they began themselves is as they like it.
  if (channel === null || direction === 'in') return null;
  if (profile.doNotContact) return 'none';
  return profile.channel !== undefined && profile.channel !== channel ? 'differs' : null;
}
