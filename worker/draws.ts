/** Holding a draw: collecting its entries, freezing them, drawing, and doing it all again. */
import type { DrawAnswer } from '../shared/api/club';
import type { Facts } from '../shared/facts/facts';
import { type Drawn, type Entry, listText, recheck, winnersOf } from '../shared/loyalty/draws';
import type { Programme } from '../shared/loyalty/programme';
import { tierOf } from '../shared/loyalty/tiers';
import { decideOnce } from './decide';
import { addTickets, type DrawRow, findDraw, freezeDraw, pageOfMembers, storeWinners, sumsOfTickets, ticketsOf } from './store/draws';

const PAGE = 500;
const TICKET_LENGTH = 20;

export async function sha256Hex(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
/** A secret of 256 random bits, in hexadecimal. */
export const newSeed = (): string =>
  [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Collects entries for at most so many pages; freezes the list at the end of the book. Answers the draw as it then stands. */
export async function collect(
  db: D1Database,
  workspace: string,
  id: string,
  programme: Programme,
  now: number,
  pages: number,
): Promise<DrawRow | null> {
  for (let page = 0; page < pages; page++) {
    const draw = await findDraw(db, workspace, id);
    if (draw?.state !== 'collecting') return draw;
    const { members, to } = await pageOfMembers(db, workspace, draw.cursor, PAGE);
    const tickets: (Entry & { ticket: string })[] = [];
    for (const { id: customer, body } of members) {
      const weight = chancesOf(JSON.parse(body) as Facts, draw, programme, now);
      if (weight > 0)
        tickets.push({ customer, weight, ticket: (await sha256Hex(`${id} ${draw.seed} ${customer}`)).slice(0, TICKET_LENGTH) });
    }
    const last = members.at(-1)?.id;
    if (last !== undefined) await addTickets(db, workspace, draw, tickets, last);
    if (to !== null) continue;
    await freezeDraw(db, workspace, id, await sha256Hex(listText(id, await entriesOf(db, workspace, id))));
  }
  return findDraw(db, workspace, id);
}

/** Chances of a customer: one for each so many points of the period, or one. Who left, and who ever won, has none. */
function chancesOf(facts: Facts, { per }: DrawRow, programme: Programme, now: number): number {
  if (facts.profile.lostAt !== null || (facts.awards?.wins.length ?? 0) > 0) return 0;
  return per === 0 ? 1 : Math.floor(tierOf(facts, programme, now).earned / per);
}

const entriesOf = async (db: D1Database, workspace: string, id: string): Promise<Entry[]> =>
  (await ticketsOf(db, workspace, id)).map(({ ticket, weight }) => ({ customer: ticket, weight }));

/** Draws the winners of a frozen draw and tells each customer's log; done twice, or half done, it comes to the same. */
export async function drawWinners(db: D1Database, workspace: string, draw: DrawRow, by: string, now: number): Promise<void> {
  const tickets = await ticketsOf(db, workspace, draw.id);
  const entries = tickets.map(({ ticket, weight }) => ({ customer: ticket, weight }));
  if (draw.state === 'frozen')
    await storeWinners(db, workspace, draw.id, await winnersOf({ ...draw, entries }, draw.seed, sha256Hex), by, now);
  const stored = await findDraw(db, workspace, draw.id);
  for (const [i, ticket] of wonOf(stored ?? draw).entries()) {
    const customer = tickets.find((one) => one.ticket === ticket)?.customer ?? '';
    if (customer === '') continue;
    const data = { draw: draw.id, prize: draw.prize, place: i + 1 };
    // The id is of this draw and place: told once, whoever tells it.
    const deciding = { workspace, customer, id: `club-won-${draw.id}-${i + 1}`, actor: by, action: 'draw.won' };
    await decideOnce(db, deciding, now, () => ({ ok: true, type: 'draw.won', data }));
  }
}

const wonOf = ({ won }: DrawRow): string[] => JSON.parse(won) as string[];

/** Does the whole draw again from what is published; `list` is the text that was hashed. */
export async function recheckDraw(db: D1Database, workspace: string, draw: DrawRow): Promise<{ wrong: string[]; list: string }> {
  const entries = await entriesOf(db, workspace, draw.id);
  const { id, winners, seed } = draw;
  const drawn: Drawn = { id, entries, winners, listHash: draw.list_hash ?? '', seedHash: draw.seed_hash, seed, won: wonOf(draw) };
  return { wrong: await recheck(drawn, sha256Hex), list: listText(id, entries) };
}

/** The draw as it is told: the seed only once it is drawn. `nameOf` says who a winner is, where the caller may see them. */
export async function describeDraw(
  db: D1Database,
  workspace: string,
  draw: DrawRow,
  nameOf: (customers: string[]) => Promise<Map<string, string>>,
): Promise<DrawAnswer> {
  const { id, prize, winners, per, state, made_at, list_hash, seed_hash } = draw;
  const won = wonOf(draw);
  const holders = new Map(won.length === 0 ? [] : (await ticketsOf(db, workspace, id)).map(({ ticket, customer }) => [ticket, customer]));
  const names = await nameOf(won.map((ticket) => holders.get(ticket) ?? ''));
  return {
    ...{ id, prize, winners, per, state, made_at, list_hash, seed_hash, ...(await sumsOfTickets(db, workspace, id)) },
    seed: state === 'drawn' ? draw.seed : null,
    won: won.map((ticket) => {
      const customer = holders.get(ticket) ?? '';
      return { ticket, customer: names.has(customer) ? customer : null, name: names.get(customer) ?? null };
    }),
  };
}
