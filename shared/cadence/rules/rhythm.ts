/** What comes again and again: the review, the check that was agreed, and a look at those of whom nothing was heard for four months. */
import { DAY } from '../../event';
import { entryOf } from '../../facts/bounded';
import type { Facts } from '../../facts/facts';
import { lastContact } from '../../health/cadence';
import { personToCall } from '../../signals/rule/people';
import { channelPlan, LOGGED } from '../channels';
import { type CadenceRules, dueThing } from '../computed-due';
import { afterMonths } from '../months';
import type { Plan } from '../plan';

/** Calendar months without a ticket and without a check. */
const QUIET_MONTHS = 4;
const LONGEST_MONTH = 31 * DAY;

export const rules: CadenceRules = {
  due(facts, { plan, now, hasPlan }) {
    const name = personToCall(facts);
    const review = nextReview(facts, plan, now);
    const check = nextCheck(facts);
    const quiet = quietSince(facts);
    return [
      ...(hasPlan ? gaps(facts, plan()) : []),
      ...(review === null
        ? []
        : [dueThing('review', review, { kind: 'review', at: review, title: 'due.review', args: { name }, asks: 'review' })]),
      ...(check === null ? [] : [dueThing('check', check, { kind: 'check', at: check, title: 'due.check', args: { name } })]),
      ...(quiet === null
        ? []
        : [
            dueThing('quiet', quiet, {
              kind: 'check',
              at: afterMonths(quiet, QUIET_MONTHS),
              title: 'due.quiet',
              args: { name, n: QUIET_MONTHS },
              owner: facts.profile.technical ?? '',
            }),
          ]),
    ];
  },
};

/** Channels on which the club's rules ask for contact, each due when its turn comes; done, it is logged as such a contact. */
function gaps(facts: Facts, plan: Plan) {
  return channelPlan(facts, plan)
    .filter(({ channel }) => plan.agreed.includes(channel))
    .flatMap(({ channel, every, last, next }) =>
      next === null
        ? []
        : [
            dueThing('channel', `${channel}:${last ?? 0}`, {
              at: next,
              title: `due.channel.${channel}`,
              args: { name: personToCall(facts), days: every },
              also: [{ type: 'note', data: { kind: LOGGED[channel], direction: 'out' } }],
            }),
          ],
    );
}

/**
 * The day that was agreed at the last review, else so many months after it. Where none was ever held, the turn that came last since they
 * began: those before it are gone, and nobody is years late with them. Null where none is planned or known.
 */
export function nextReview(facts: Facts, plan: () => Plan, now: number): number | null {
  const last = facts.reviews.at(-1);
  if (last?.next) return last.next;
  const from = last?.at ?? facts.profile.since;
  if (from === null) return null;
  const { review } = plan();
  if (review === 0) return null;
  let turn = last === undefined ? Math.max(1, Math.floor((now - from) / (review * LONGEST_MONTH))) : 1;
  while (last === undefined && afterMonths(from, review * (turn + 1)) <= now) turn++;
  return afterMonths(from, review * turn);
}

/** Where a check every three or six months is agreed: so long after the last one, else after the last contact or the start. */
export function nextCheck(facts: Facts): number | null {
  const { checkMonths, since } = facts.profile;
  const last = entryOf(facts.checks, 'check')?.at ?? lastContact(facts) ?? since;
  return checkMonths === undefined || last === null ? null : afterMonths(last, checkMonths);
}

/** Since when there was neither ticket nor check; null for those who never had anything that could break. */
function quietSince(facts: Facts): number | null {
  const owned = facts.products.flatMap(({ ownedAt, boughtAt, endedAt }) => (endedAt === null ? [ownedAt ?? boughtAt ?? 0] : []));
  const tickets = [...facts.tickets.map(({ openedAt }) => openedAt), ...Object.keys(facts.ticketDays).map((day) => Number(day) * DAY)];
  if (owned.length + tickets.length === 0) return null;
  const checks = Object.entries(facts.checks).flatMap(([rule, { at }]) => (isCheck(rule) ? [at] : []));
  return Math.max(facts.profile.since ?? 0, ...owned, ...tickets, ...checks, ...facts.reviews.map(({ at }) => at));
}
/** Of what rules found and somebody did, that which looked at how things are with them; a word about an invoice did not. */
const isCheck = (rule: string): boolean => rule === 'quiet' || rule === 'check' || rule.startsWith('outcome-');
