/**
 * Customers whom the book does not hold: the membership set says on the device whether the workspace knows an address, and only then
 * the Worker is asked, once, by that address. What it answers is what the user's role may see.
 */
import type * as v from 'valibot';
import { LookupAnswer } from '../../shared/api/contract';
import type { Match } from '../../shared/matching/match';
import { type Api, isPassing } from './api-client';
import type { Book } from './book';
import { type Connection, type ConnectionStore, isPaired, isSamePairing } from './connection';
import type { Membership } from './membership';
import type { TabState } from './tabs';

export interface ElsewhereParts {
  book: Book;
  connection: ConnectionStore;
  membership: Membership;
  api(connection: Connection): Api;
  /** Device clock, epoch ms. */
  now(): number;
  online(): boolean;
}
export interface Elsewhere {
  /** For a tab that shows somebody the book does not know: what is to be said of them. Null for a stranger, of whom nobody is asked. */
  find(match: Match): Promise<Pick<TabState, 'match' | 'elsewhere'> | null>;
}
type Found = Pick<TabState, 'match' | 'elsewhere'> | null;

/** So long (ms) an answer that brought no record is not asked for again, and so many are remembered. */
const ASKED_AGAIN = 10 * 60_000;
const MOST = 100;
const OFFLINE: NonNullable<TabState['elsewhere']> = { state: 'offline', owner: '' };

const keyOf = ({ workspace, user }: Connection, address: string): string => `${workspace} ${user} ${address}`;

export function openElsewhere({ book, connection, membership, api, now, online }: ElsewhereParts): Elsewhere {
  const answered = new Map<string, { at: number; found: Found }>();

  async function find(match: Match): Promise<Found> {
    if (match.kind !== 'unknown' || match.address === null) return null;
    const link = await connection.read();
    if (!isPaired(link)) return null;
    const { address } = match;
    if (!(await membership.knows(address))) return (await book.isFilled()) ? null : { match, elsewhere: { state: 'filling', owner: '' } };
    if (!online()) return { match, elsewhere: OFFLINE };
    const before = answered.get(keyOf(link, address));
    if (before !== undefined && Math.abs(now() - before.at) < ASKED_AGAIN) return before.found;
    const answer = await api(link).call('lookup', { answer: LookupAnswer, body: { address } });
    if (!answer.ok) return isPassing(answer.code) ? { match, elsewhere: OFFLINE } : null;
    if (!isSamePairing(await connection.read(), link)) return null;
    const found = await read(match, address, answer.value);
    if (answered.size >= MOST) answered.clear();
    if (found?.match.kind !== 'customer') answered.set(keyOf(link, address), { at: now(), found });
    return found;
  }

  async function read(match: Match, address: string, { by, found, elsewhere }: v.InferOutput<typeof LookupAnswer>): Promise<Found> {
    await book.pin(
      found.map(({ record }) => record),
      now(),
    );
    const [first, second] = [...new Map(found.map((one) => [one.record.id, one])).values()];
    if (first !== undefined && second !== undefined) {
      const domain = by === 'domain' ? address.slice(address.lastIndexOf('@') + 1) : '';
      return { match: { kind: 'ask', candidates: found.map(({ record }) => record.id), domain, address }, elsewhere: null };
    }
    if (first !== undefined) {
      const contact = by === 'contact' ? first.contact : null;
      return {
        match: { kind: 'customer', customer: first.record.id, how: by === 'contact' ? 'address' : 'domain', contact, address },
        elsewhere: null,
      };
    }
    const [owner] = elsewhere;
    return owner === undefined ? null : { match, elsewhere: { state: 'owned', owner } };
  }

  return { find };
}
