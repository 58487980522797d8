/** A million purchases through the club: folded into facts with what was decided on the way, then tier, lots and what leaving would cost. */
import type { LiveEvent } from '../../../shared/event';
import type { Facts } from '../../../shared/facts/facts';
import { fold } from '../../../shared/facts/fold';
import { defaultProgramme } from '../../../shared/loyalty/default-programme';
import { carry, expire } from '../../../shared/loyalty/ledger';
import { balanceOf, lotsOf, POINTS } from '../../../shared/loyalty/lots';
import type { Programme } from '../../../shared/loyalty/programme';
import { tierOf } from '../../../shared/loyalty/tiers';
import { wouldLose } from '../../../shared/loyalty/would-lose';
import { type Figure, rounded } from '../figure';

const DAY = 86_400_000;
const CUSTOMERS = 1000;
const EACH = 1000;
/** As much of the past as one customer's purchases are spread over, in days: more than facts keep by the day. */
const DAYS = 900;
/** So often, in purchases, the club looks whether points ran out or are to be carried on. */
const LOOK_EVERY = 250;

export async function measure(): Promise<Figure[]> {
  const now = Date.now();
  const programme: Programme = { ...defaultProgramme(), pendingDays: 14, pointsExpire: { months: 12, roundUp: 'month' } };
  let used = 0;
  let most = 0;
  let longest = 0;
  let written = 0;
  for (let nth = 0; nth < CUSTOMERS; nth++) {
    const log = liveThrough(purchasesOf(nth, now), programme);
    const before = process.cpuUsage();
    const facts = fold(log);
    const earned = balanceOf(lotsOf(facts, programme, now), POINTS);
    const { rank } = tierOf(facts, programme, now);
    wouldLose(facts, programme, now);
    const { user, system } = process.cpuUsage(before);
    used += (user + system) / 1000;
    // Arithmetic that earned nothing would be quick.
    const decisions = log.length - EACH;
    if (earned <= 0 || rank < 2 || decisions === 0)
      throw new Error(`the club made nothing of customer ${nth}: ${earned} points, rank ${rank}, ${decisions} decisions`);
    written += decisions;
    longest = Math.max(longest, new TextEncoder().encode(JSON.stringify(facts)).length);
    if (nth % 100 === 99) most = Math.max(most, process.memoryUsage().heapUsed);
  }
  const purchases = CUSTOMERS * EACH;
  const conditions = `${purchases.toLocaleString('en')} purchases of ${CUSTOMERS.toLocaleString('en')} customers over ${DAYS} days, ${written.toLocaleString('en')} write-offs and carried lots among them, one customer at a time; with tier, lots and would-lose of each at the end; one thread of Node ${process.versions.node}, by processor time`;
  return [
    {
      name: 'purchases through the club',
      value: rounded(purchases / (used / 1000)),
      unit: 'events/s of one core',
      budget: 20_000,
      better: 'higher',
      conditions,
    },
    {
      name: 'facts of a customer of the club, the longest',
      value: longest,
      unit: 'bytes',
      budget: null,
      better: 'lower',
      conditions: `${EACH.toLocaleString('en')} purchases; JSON in UTF-8`,
    },
    {
      name: 'heap while a million purchases pass',
      value: rounded(most / 1e6),
      unit: 'MB',
      budget: null,
      better: 'lower',
      conditions: 'the most seen, every hundred customers; the whole process of the benchmark',
    },
  ];
}

/** The customer's whole log: the purchases, and what the club decided between them, as events of their own. */
function liveThrough(purchases: readonly LiveEvent[], programme: Programme): LiveEvent[] {
  const log: LiveEvent[] = [];
  let facts: Facts | undefined;
  for (let from = 0; from < purchases.length; from += LOOK_EVERY) {
    const part = purchases.slice(from, from + LOOK_EVERY);
    facts = fold(part, facts);
    const decided = decide(facts, programme, (part.at(-1)?.at ?? 0) + 1, `decided-${from}`);
    facts = fold(decided, facts);
    log.push(...part, ...decided);
  }
  return log;
}

function decide(facts: Facts, programme: Programme, at: number, id: string): LiveEvent[] {
  const common = { customer: facts.customer, at, source: 'club', revision: 0 };
  const over = expire(facts, programme, at).map((one, i) => ({ ...common, id: `${id}-x${i}`, ...one }) as LiveEvent);
  const carried = over.length === 0 ? carry(facts, programme, at) : null;
  return carried ? [{ ...common, id: `${id}-c`, type: 'points.carried', data: carried } as LiveEvent] : over;
}

/** Purchases of one customer, oldest first, at uneven distances and of uneven amounts. */
function purchasesOf(nth: number, now: number): LiveEvent[] {
  const step = (DAYS * DAY) / EACH;
  return Array.from({ length: EACH }, (_, i) => ({
    id: `club-${nth}-${String(i).padStart(4, '0')}`,
    customer: `club-${nth}`,
    type: 'purchase',
    at: Math.floor(now - DAYS * DAY + i * step + ((i * 7919 + nth) % 1000)),
    source: 'bench',
    revision: 0,
    data: { amount: 500 + ((i * 37 + nth * 11) % 20_000), currency: 'EUR' },
  }));
}
