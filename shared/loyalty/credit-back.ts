/** Credit that purchases bring: so many percent of the net amount paid, by tier, into the wallet once it can no longer be returned. */
import { type Attributes, DAY } from '../event';
import { type CreditedDay, writeTake } from '../facts/club';
import type { Facts } from '../facts/facts';
import { localDay, spanEnd, startOfDay } from './calendar';
import { inForce } from './in-force';
import { paidRows } from './paid';
import type { Programme } from './programme';
import { tierOf } from './tiers';

/** A purchase older than this when its turn comes brings nothing any more: switched on, the rule looks back a month. */
const LATEST = 31;

/**
 * What is due at `now` (epoch ms), one grant for each currency: the credit for what was paid since the last one, and, below zero, what was
 * given for purchases that came back. It carries the days it is of, so that no purchase brings credit twice. What was given stays as it
 * was given, whatever the rules or the tier become.
 */
export function creditDue(facts: Facts, programme: Programme, now: number): Omit<Attributes<'credit.granted'>, 'grant'>[] {
  const rules = inForce(programme, now);
  const known = facts.ledger?.credited ?? [];
  if (known.length === 0 && !rules.tiers.some(({ creditPercent }) => creditPercent)) return [];
  const today = localDay(now, rules.timeZone);
  const percent = rules.tiers[tierOf(facts, programme, now).rank - 1]?.creditPercent ?? 0;
  const last = today - rules.pendingDays;
  const grants = new Map<string, { amount: number; of: string[] }>();
  for (const { day, currency, net } of netByDay(facts)) {
    const was = known.find((row) => row.day === day && row.currency === currency);
    if (!was && (day > last || day <= last - LATEST)) continue;
    const credit = creditFor(net, was ?? { day, currency, net: 0, credit: 0 }, percent);
    const amount = credit - (was?.credit ?? 0);
    if (amount === 0) continue;
    const grant = grants.get(currency) ?? { amount: 0, of: [] };
    grants.set(currency, { amount: grant.amount + amount, of: [...grant.of, writeTake({ lot: `${day}:${net}`, n: credit })] });
  }
  const expires = rules.credit.expire === null ? {} : { expires: (spanEnd(today, rules.credit.expire) - 1) * DAY };
  return [...grants].flatMap(([currency, { amount, of }]) =>
    amount === 0 ? [] : [{ amount, currency, kind: 'wallet' as const, reason: 'purchase', of, ...(amount > 0 ? expires : {}) }],
  );
}

/** When the next purchase can no longer be returned and brings its credit; null where none waits. */
export function nextCredit(facts: Facts, programme: Programme, now: number): number | null {
  const rules = inForce(programme, now);
  if (!rules.tiers.some(({ creditPercent }) => creditPercent)) return null;
  const last = localDay(now, rules.timeZone) - rules.pendingDays;
  const waiting = netByDay(facts).filter(({ day, net }) => day > last && net > 0);
  return waiting.length === 0 ? null : startOfDay(Math.min(...waiting.map(({ day }) => day)) + rules.pendingDays, rules.timeZone);
}

/** The credit of a day's purchases as they stand now: more for what was added, its part taken back for what was returned. */
function creditFor(net: number, was: CreditedDay, percent: number): number {
  if (net >= was.net) return was.credit + Math.floor(((net - was.net) * percent) / 100);
  return was.net === 0 ? 0 : Math.floor((was.credit * Math.max(0, net)) / was.net);
}

function netByDay(facts: Facts): { day: number; currency: string; net: number }[] {
  return paidRows(facts).paid.flatMap(({ day, currency, amount, back }) =>
    currency === '' ? [] : [{ day, currency, net: amount - back }],
  );
}
