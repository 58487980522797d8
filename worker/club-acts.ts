/** What somebody asks of a customer's club, as the decision that answers it. */
import type { ClubRequest } from '../shared/api/club';
import type { Attributes } from '../shared/event';
import type { Facts } from '../shared/facts/facts';
import { grantCredit, redeem, reverse, rewardOf, spendCredit, useCoupon } from '../shared/loyalty/ledger';
import { setPriceGroup } from '../shared/loyalty/price-groups';
import type { Programme } from '../shared/loyalty/programme';
import type { Decided } from './decide';
import { findStored, type Stored } from './store/club';
import { randomId } from './store/ids';

/** A code that people type: as long as nobody guesses it. */
const CODE_LENGTH = 10;

/** The id of the event that a request makes: its own, but a reversal's is of what it takes back, so that nothing is taken back twice. */
export const eventIdOf = (request: ClubRequest): string =>
  request.do === 'reverse' ? `club-back-${request.decision}`.slice(0, 200) : request.id;

/** What is decided of the customer with these facts; as of `now`, by `by`. */
export async function decideAct(
  db: D1Database,
  workspace: string,
  facts: Facts,
  programme: Programme,
  request: ClubRequest,
  by: string,
  now: number,
): Promise<Decided> {
  switch (request.do) {
    case 'redeem': {
      const made = redeem(facts, programme, { reward: request.reward, code: randomId(CODE_LENGTH).toUpperCase(), by }, now);
      if (!made.ok) return made;
      const stock = rewardOf(programme, request.reward, now)?.stock ?? null;
      return { ok: true, type: 'points.redeemed', data: made.data, stock: { reward: request.reward, by: 1, stock } };
    }
    case 'spend': {
      const made = spendCredit(facts, programme, { amount: request.amount, currency: request.currency, reason: request.reason, by }, now);
      return made.ok ? { ok: true, type: 'credit.spent', data: made.data } : made;
    }
    case 'use': {
      const made = useCoupon(facts, programme, request.coupon, by, now);
      return made.ok ? { ok: true, type: 'coupon.set', data: made.data } : made;
    }
    case 'cancel': {
      const known = facts.awards?.coupons.find(({ id }) => id === request.coupon);
      if (!known || known.usedAt !== null || known.cancelledAt !== null) return { ok: false, code: 'club.coupon-unusable' };
      return { ok: true, type: 'coupon.set', data: { coupon: request.coupon, state: 'cancelled', by } };
    }
    case 'issue': {
      const { percent, amount, currency, expires, reason } = request;
      const worth = amount === undefined || currency === undefined ? {} : { amount, currency };
      const data: Attributes<'coupon.set'> = {
        coupon: request.id,
        state: 'issued',
        code: randomId(CODE_LENGTH).toUpperCase(),
        ...(percent === undefined ? {} : { percent }),
        ...worth,
        ...(expires === null ? {} : { expires }),
        ...(reason === '' ? {} : { reason }),
        by,
      };
      return { ok: true, type: 'coupon.set', data };
    }
    case 'price': {
      const { group, until, reason } = request;
      const made = setPriceGroup(programme, { group, until, reason, by }, now);
      return made.ok ? { ok: true, type: 'price-group.set', data: made.data } : made;
    }
    case 'unprice':
      return { ok: true, type: 'price-group.set', data: { by } };
    case 'adjust':
      return { ok: true, type: 'points.adjusted', data: { points: request.points, reason: request.reason, by } };
    case 'grant': {
      const { amount, currency, kind, expires, reason } = request;
      return {
        ok: true,
        type: 'credit.granted',
        data: grantCredit(programme, { grant: request.id, amount, currency, kind, expires, reason, by }, now),
      };
    }
    case 'reverse': {
      const decision = await findStored(db, workspace, request.decision);
      if (!decision || decision.customer !== facts.customer || decision.data === null) return { ok: false, code: 'club.decision-unknown' };
      const made = reverse(facts, programme, decision, by, now);
      if (!made.ok) return made;
      const { reward } = decision.data;
      const stock = typeof reward === 'string' ? { stock: { reward, by: -1 as const, stock: null } } : {};
      return { ok: true, type: 'club.reversed', data: made.data, ...stock };
    }
    case 'refer':
      if (facts.awards?.referrals.some(({ id }) => id === request.friend)) return { ok: false, code: 'club.referral-known' };
      return { ok: true, type: 'referral', data: { friend: request.friend, state: 'pending', reason: 'no-order', by } };
    case 'unrefer': {
      const known = facts.awards?.referrals.find(({ id }) => id === request.friend);
      if (known?.state !== 'pending' && known?.state !== 'blocked') return { ok: false, code: 'club.referral-unknown' };
      return { ok: true, type: 'referral', data: { friend: request.friend, state: 'cancelled', reason: 'by-hand', by } };
    }
    case 'unblock': {
      const known = facts.awards?.referrals.find(({ id }) => id === request.friend);
      if (known?.state !== 'blocked') return { ok: false, code: 'club.referral-unknown' };
      return { ok: true, type: 'referral', data: { friend: request.friend, state: 'pending', reason: 'by-hand', by } };
    }
  }
}

/** Whether a stored event is what this request made: a retry, and not another act under the same id. */
export function isAnswerTo({ type, data }: Stored, request: ClubRequest): boolean {
  const has = (expected: object) => Object.entries(expected).every(([key, value]) => data?.[key] === value);
  switch (request.do) {
    case 'redeem':
      return type === 'points.redeemed' && has({ reward: request.reward });
    case 'spend':
      return type === 'credit.spent' && has({ amount: request.amount, currency: request.currency });
    case 'grant':
      return type === 'credit.granted' && has({ amount: request.amount, currency: request.currency });
    case 'adjust':
      return type === 'points.adjusted' && has({ points: request.points });
    case 'price':
      return type === 'price-group.set' && has({ group: request.group, until: request.until });
    case 'unprice':
      return type === 'price-group.set' && data?.group === undefined;
    case 'issue':
      return type === 'coupon.set' && has({ state: 'issued' });
    case 'use':
      return type === 'coupon.set' && has({ coupon: request.coupon, state: 'used' });
    case 'cancel':
      return type === 'coupon.set' && has({ coupon: request.coupon, state: 'cancelled' });
    case 'reverse':
      return type === 'club.reversed' && has({ decision: request.decision });
    case 'refer':
    case 'unrefer':
    case 'unblock':
      return type === 'referral' && has({ friend: request.friend });
  }
}
