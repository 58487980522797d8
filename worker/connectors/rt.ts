/**
 * Request Tracker as a live source: what changed since the cursor → events of known customers. Tickets of strangers are
 * counted and leave no trace. Safe to run twice or from the start: ids are RT's own.
 */
import type { VafaEvent } from '../../shared/event';
import type { RtClient, RtTicket, RtTransaction } from './rt-client';
import { eventsOfTicket, rtInstant, writersToAsk } from './rt-events';

/** Requests of one run: a Worker on the free plan may make 50 subrequests, and D1 takes a few of them. */
export const REQUESTS_PER_RUN = 40;
/** RT reads dates of a query in the login's time zone, which no answer tells: ask for more, then filter by the UTC times given back. */
const ZONES = 15 * 3_600_000;
/** A ticket may change in the very second that was read; a little is read again once everything new is in. */
const OVERLAP = 120_000;

export interface Cursor {
  at: number;
  id: number;
}
export interface Pulled {
  events: VafaEvent[];
  cursor: Cursor | null;
  /** Tickets of people who are no customers. */
  strangers: number;
  /** The request budget ended first: run again at once or by the schedule. */
  more: boolean;
}
/** Which customer an address belongs to; asked for many at once. */
export type FindCustomers = (addresses: readonly string[]) => Promise<Map<string, { customer: string; contact: string | null }>>;

export const parseCursor = (text: string | null): Cursor | null => {
  const [at, id] = (text ?? '').split('/').map(Number);
  return at !== undefined && id !== undefined && Number.isFinite(at) && Number.isFinite(id) ? { at, id } : null;
};
export const printCursor = (cursor: Cursor | null): string | null => (cursor ? `${cursor.at}/${cursor.id}` : null);

const place = (ticket: RtTicket): Cursor => ({ at: rtInstant(ticket.LastUpdated) ?? 0, id: Number(ticket.id) });
const isAfter = (a: Cursor, b: Cursor | null): boolean => b === null || a.at > b.at || (a.at === b.at && a.id > b.id);

/** The page, by halving, on which tickets after the cursor begin; then from there on while the budget lasts. */
async function changedTickets(client: RtClient, cursor: Cursor | null, budget: number): Promise<{ tickets: RtTicket[]; more: boolean }> {
  const from = cursor ? new Date(cursor.at - OVERLAP - ZONES).toISOString().slice(0, 19).replace('T', ' ') : '1970-01-02';
  const ends = (tickets: readonly RtTicket[]) => {
    const last = tickets.at(-1);
    return last !== undefined && cursor !== null && place(last).at < cursor.at - OVERLAP;
  };
  let number = 1;
  let found = await client.tickets(from, number);
  const pages = found.pages ?? 1;
  if (ends(found.items)) {
    let [low, high] = [2, pages];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends((await client.tickets(from, middle)).items)) low = middle + 1;
      else high = middle;
    }
    if (low <= pages) {
      number = low;
      found = await client.tickets(from, number);
    }
  }
  const tickets = [...found.items];
  while (number < pages && tickets.length < budget) tickets.push(...(await client.tickets(from, ++number)).items);
  return { tickets: tickets.filter((ticket) => cursor === null || place(ticket).at >= cursor.at - OVERLAP), more: number < pages };
}

/** A ticket's history; of a long one that was read before, only the pages that changed since. */
async function historyOf(client: RtClient, ticket: RtTicket, cursor: Cursor | null): Promise<RtTransaction[]> {
  const first = await client.history(ticket.id, 1);
  const parts = [first.items];
  const known = cursor !== null && (rtInstant(ticket.Created) ?? 0) < cursor.at - OVERLAP;
  for (let number = first.pages ?? 1; number > 1; number--) {
    const { items } = await client.history(ticket.id, number);
    parts.splice(1, 0, items);
    if (known && (rtInstant(items[0]?.Created ?? '') ?? 0) < cursor.at - OVERLAP) break;
  }
  return parts.flat();
}

const addressOf = (requestor: RtTicket['Requestor'][number]): string => (requestor.EmailAddress || requestor.id).trim().toLowerCase();

/** Reads what changed since `cursor`, at most about `budget` requests' worth. */
export async function pullTickets(
  client: RtClient,
  url: string,
  cursor: Cursor | null,
  findCustomers: FindCustomers,
  budget = REQUESTS_PER_RUN,
): Promise<Pulled> {
  const base = url.replace(/\/+$/, '');
  const host = new URL(base).host;
  const { tickets, more } = await changedTickets(client, cursor, budget);
  const fresh = tickets.filter((ticket) => isAfter(place(ticket), cursor));
  const again = tickets.filter((ticket) => !isAfter(place(ticket), cursor));
  const owners = await findCustomers(
    [...new Set(tickets.flatMap(({ Requestor }) => Requestor.map(addressOf)))].filter((address) => address.includes('@')),
  );
  const privileged = new Map<string, boolean>();
  const events: VafaEvent[] = [];
  let strangers = 0;
  let reached = cursor;
  for (const ticket of [...fresh, ...again]) {
    if (client.requests >= budget) return { events, cursor: reached, strangers, more: fresh.includes(ticket) };
    const owner = ticket.Requestor.map((requestor) => owners.get(addressOf(requestor))).find((known) => known !== undefined);
    const isFresh = isAfter(place(ticket), cursor);
    if (owner) {
      const history = await historyOf(client, ticket, cursor);
      for (const user of writersToAsk(ticket, history)) if (!privileged.has(user)) privileged.set(user, await client.isPrivileged(user));
      events.push(...eventsOfTicket(ticket, history, { host, url: base, ...owner, isOurs: (user) => privileged.get(user) === true }));
    } else if (isFresh) strangers++;
    if (isFresh) reached = place(ticket);
  }
  return { events, cursor: reached, strangers, more };
}
