/** How a customer's tier moved, day by day as it was at the time, and what explains every movement. */
import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import { localDay } from './calendar';
import type { Earning } from './earned';
import { inForce } from './in-force';
import type { Programme } from './programme';
import { history, standOn } from './tiers';

export interface TierMove {
  /** Number of the day on which it came. */
  day: number;
  from: string;
  to: string;
  /** `earned`: an entry was reached; `refund`: what had reached it was given back; `period`: a period ended without enough; `gap`: no purchase for so long. */
  why: 'earned' | 'refund' | 'period' | 'gap';
  /** What counts from that day on, and of what it is made. */
  earned: number;
  lapsed: number;
  counting: Earning[];
}

/**
 * All movements up to `now` under the rules that hold then, oldest first. A refund may undo a promotion: from its day on the past is read
 * as though the purchase had not been, so that what went before it is read without it.
 */
export function tierHistory(facts: Facts, programme: Programme, now: number): TierMove[] {
  const rules = inForce(programme, now);
  const today = localDay(now, rules.timeZone);
  const turns = [...new Set(facts.points.filter(isRefund).map(({ day }) => day))].filter((day) => day <= today).sort((a, b) => a - b);
  const moves: TierMove[] = [];
  let held = 0;
  for (const [i, start] of [Number.NEGATIVE_INFINITY, ...turns].entries()) {
    const end = (turns[i] ?? today + 1) - 1;
    // What came later was not known: neither purchases, which tell nothing of the past, nor refunds, which do.
    const { stands, all } = history(knownOn(facts, end), rules, Math.min(now, (end + 1) * DAY - 1));
    const first = standOn(stands, start);
    const later = stands.filter(({ day }) => day > start && day <= end);
    for (const stand of start === Number.NEGATIVE_INFINITY ? later : [{ ...first, day: start }, ...later]) {
      if (stand.held === held) continue;
      const counting = all.filter(({ day, until }) => day <= stand.day && (until === null || until > stand.day));
      const why = stand.held > held ? 'earned' : stand.day === start && stand.day !== first.day ? 'refund' : fallen(stand.why);
      const idOf = (rank: number) => rules.tiers[rank]?.id ?? '';
      moves.push({ day: stand.day, from: idOf(held), to: idOf(stand.held), why, earned: stand.earned, lapsed: stand.lapsed, counting });
      held = stand.held;
    }
  }
  return moves;
}

const fallen = (why: string): TierMove['why'] => (why === 'period' || why === 'gap' ? why : 'refund');
const isRefund = (row: Facts['points'][number]): boolean => row.cause.startsWith('refund:') || (row.count ?? 0) < 0 || row.points < 0;

const knownOn = (facts: Facts, day: number): Facts => ({ ...facts, points: facts.points.filter((row) => row.day <= day) });
