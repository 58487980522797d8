/** What was given for a time runs out: points and credit, told to who keeps the customer at the days that the club's rules name. */
import { DAY } from '../../event';
import { type Lot, POINTS } from '../../loyalty/lots';
import { personToCall } from '../../signals/rule/people';
import { type CadenceRules, dueThing } from '../computed-due';

export const rules: CadenceRules = {
  due(facts, { club, now }) {
    const held = club();
    if (held === null || held.warnDays.length === 0) return [];
    const stages = [...new Set(held.warnDays)].sort((a, b) => b - a);
    return endings(held.lots, now).flatMap(({ of, at, currency, n }) =>
      stages.map((days, nth) =>
        dueThing('credit', `${of}:${days}`, {
          // Until the next stage, the last one until they are gone.
          at: at - days * DAY,
          until: at - (stages[nth + 1] ?? 0) * DAY,
          step: nth === stages.length - 1 ? 'credit' : 'credit-ahead',
          title: currency === POINTS ? 'due.points' : 'due.credit',
          args: {
            name: personToCall(facts),
            date: { date: at - 1 },
            ...(currency === POINTS ? { n } : { m: { money: { amount: n, currency } } }),
          },
        }),
      ),
    );
  },
};

interface Ending {
  of: string;
  at: number;
  currency: string;
  n: number;
}

/**
 * What still ends, the soonest first: a grant by itself; points that were earned day by day end day by day, and are told of once for the
 * calendar month (UTC) of their end, at its first day with any.
 */
function endings(lots: readonly Lot[], now: number): Ending[] {
  const found = new Map<string, Ending>();
  for (const { id, kind, currency, left, expires } of lots) {
    if (expires === null || expires <= now || left <= 0) continue;
    const of = kind === 'earned' ? new Date(expires).toISOString().slice(0, 7) : id;
    const known = found.get(of);
    if (known === undefined) found.set(of, { of, at: expires, currency, n: left });
    else Object.assign(known, { at: Math.min(known.at, expires), n: known.n + left });
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
}
