/** Rules of a club's own: an event, a condition, points, and at most so many. */
import { dayOf } from '../event';
import type { Facts } from '../facts/facts';
import { dayList } from '../health/day-list';
import type { Earning } from './earned';
import type { PaidRow } from './paid';
import type { CustomRule, Programme } from './programme';

/** What the rules give, each within its cap. Rules on purchases wait for the return window, and give nothing for what was given back. */
export function ruleEarnings(facts: Facts, programme: Programme, paid: readonly PaidRow[], periodEnd: (day: number) => number): Earning[] {
  return programme.earn.custom.flatMap((rule) => {
    const waits = rule.event === 'purchase' || rule.event === 'first-purchase' ? programme.pendingDays : 0;
    const made = daysOf(rule, facts, paid).sort((a, b) => a - b);
    const given: Earning[] = [];
    for (const on of made) {
      const day = on + waits;
      const room = rule.cap === null ? rule.points : Math.min(rule.points, rule.cap - countingOn(given, day));
      if (room !== 0 && Math.sign(room) === Math.sign(rule.points))
        given.push({ cause: 'rule', points: room, day, until: periodEnd(day), on, name: rule.name });
    }
    return given;
  });
}

const countingOn = (given: readonly Earning[], day: number): number =>
  given.reduce((sum, { points, until }) => (until === null || until > day ? sum + points : sum), 0);

/** The days on which the rule's event happened, one entry each time it counts. */
function daysOf({ event, when = {} }: CustomRule, facts: Facts, paid: readonly PaidRow[]): number[] {
  switch (event) {
    case 'purchase': {
      const { atLeast = 0, currency } = when;
      const stands = paid.filter(
        (row) => row.count > row.backCount && (currency === undefined || (row.currency === currency && row.amount - row.back >= atLeast)),
      );
      return [...new Set(stands.map(({ day }) => day))];
    }
    case 'first-purchase':
      return facts.activity.purchases.first === null ? [] : [facts.activity.purchases.first];
    case 'usage':
      return [...dayList(facts.activity.usage)];
    case 'visit':
      return [...dayList(facts.activity.visits)];
    case 'social':
      return [...dayList(facts.activity.social)];
    case 'contact':
      return [...dayList(facts.activity.contacts)];
    case 'joined':
      return facts.profile.joinedClub === null ? [] : [dayOf(facts.profile.joinedClub)];
    case 'survey':
      return answeredOnce(facts, when.is);
    case 'step':
      return facts.steps.flatMap(({ doneAt }) => (doneAt === null ? [] : [dayOf(doneAt)]));
    case 'product':
      return facts.products.flatMap(({ id, ownedAt }) => (ownedAt === null || (when.is ?? id) !== id ? [] : [dayOf(ownedAt)]));
  }
}

/** A survey of several questions is answered once by each contact. */
function answeredOnce(facts: Facts, kind: string | undefined): number[] {
  const first = new Map<string, number>();
  for (const answer of facts.answers) {
    if (kind !== undefined && answer.kind !== kind) continue;
    const key = JSON.stringify([answer.survey, answer.contact, kind === undefined ? '' : answer.kind]);
    first.set(key, Math.min(first.get(key) ?? Number.POSITIVE_INFINITY, dayOf(answer.at)));
  }
  return [...first.values()];
}
