/**
 * What comes due in the club without anybody asking: lots that run out, old points carried on, badges, referrals. It follows the feed to
 * know when each customer is due, and looks only at those who are. New rules are followed from the start of the book.
 */
import { contentHash } from '../../shared/content-hash';
import { DAY } from '../../shared/event';
import type { ReferralFact } from '../../shared/facts/club';
import type { Facts } from '../../shared/facts/facts';
import { badgesDue, nextBadgeAt } from '../../shared/loyalty/badges';
import { creditDue, nextCredit } from '../../shared/loyalty/credit-back';
import { inForce } from '../../shared/loyalty/in-force';
import { carry, expire, nextDue } from '../../shared/loyalty/ledger';
import type { Programme } from '../../shared/loyalty/programme';
import { isRefunded, judgeReferral, REFUND_DAYS, SAME_ADDRESS_DAYS } from '../../shared/loyalty/referrals';
import { breath } from '../breath';
import { type Decided, decideOnce } from '../decide';
import type { Env } from '../env';
import { changedBehind, dueCustomers, followCursor, noteDue, readStanding, referredFrom } from '../store/club';
import { currentProgramme } from '../store/documents';
import { foldPending } from '../store/fold';
import { randomId } from '../store/ids';
import { listWorkspaces } from '../store/workspaces';
import type { Job } from './job';

const PAGE = 500;
const MOST_PAGES = 10;
/** Customers decided for in one run; the rest waits five minutes. */
const MOST_DUE = 200;
/** A referral that waits for its friend is looked at so often. */
const REFERRALS_AGAIN = DAY / 4;
/** Who could not be decided for is looked at again so much later. */
const LATER = DAY / 24;
const ACTOR = 'vafa';
const WEEK = SAME_ADDRESS_DAYS * DAY;

export const job: Job = {
  id: 'club',
  async run(env: Env, now: number) {
    for (const workspace of await listWorkspaces(env.DB)) {
      const programme = await currentProgramme(env.DB, workspace);
      await followFeed(env.DB, workspace, programme, now);
      await decideDue(env.DB, workspace, programme, now);
    }
  },
};

/** Notes when each customer whose facts changed is due, page by page. */
export async function followFeed(db: D1Database, workspace: string, programme: Programme, now: number): Promise<void> {
  const rules = String(programme.version);
  const at = await followCursor(db, workspace);
  let { feed } = at.rules === rules ? at : { feed: 0 };
  for (let page = 0; page < MOST_PAGES; page++) {
    const changed = await changedBehind(db, workspace, feed, PAGE);
    feed = changed.at(-1)?.feed ?? feed;
    if (changed.length > 0 || at.rules !== rules) {
      const due = changed.map(({ id, facts }) => ({ id, at: dueAt(facts, programme, now) }));
      await noteDue(db, workspace, due, { feed, rules }, now);
    }
    if (changed.length < PAGE) return;
    await breath();
  }
}

/** When something of a customer is due next; `now` where it is already. */
function dueAt(facts: Facts, programme: Programme, now: number): number | null {
  const watched = ({ state, at }: ReferralFact) => state === 'pending' || (state === 'complete' && now < at + REFUND_DAYS * DAY);
  const waits = facts.awards?.referrals.some(watched) ? now + REFERRALS_AGAIN : null;
  const judged = facts.awards?.referrals.some(
    ({ state, at, since, reason }) => state === 'pending' && (at === since || reason === 'by-hand'),
  )
    ? now
    : null;
  const badge = badgesDue(facts, programme, now).length > 0 ? now : nextBadgeAt(facts, programme, now);
  const credit = creditDue(facts, programme, now).length > 0 ? now : nextCredit(facts, programme, now);
  const times = [nextDue(facts, programme, now), waits, judged, badge, credit].filter((time) => time !== null);
  return times.length === 0 ? null : Math.max(now, Math.min(...times));
}

/** Decides what is due, for at most so many customers. */
export async function decideDue(db: D1Database, workspace: string, programme: Programme, now: number): Promise<void> {
  for (const customer of await dueCustomers(db, workspace, now, MOST_DUE)) {
    const standing = await readStanding(db, workspace, customer);
    if (!standing) {
      await noteDue(db, workspace, [{ id: customer, at: null }], null, now);
      continue;
    }
    if (!standing.facts) await foldPending(db, workspace, now, 1, [customer]);
    await decideFor(db, workspace, customer, programme, now);
    const after = await readStanding(db, workspace, customer);
    const at = after?.facts ? dueAt(after.facts, programme, now) : now + LATER;
    // What was decided is no longer due; what is still due could not be decided now.
    await noteDue(db, workspace, [{ id: customer, at: at !== null && at <= now ? now + LATER : at }], null, now);
    await breath();
  }
}

async function decideFor(db: D1Database, workspace: string, customer: string, programme: Programme, now: number): Promise<void> {
  const decide = (action: string, id: string, what: (facts: Facts) => Decided | Promise<Decided>) =>
    decideOnce(db, { workspace, customer, id, actor: ACTOR, action }, now, what);
  const nothing: Decided = { ok: false, code: 'club.decision-unknown' };
  // One decision for each currency: what the first wrote off or granted is not due any more for the next.
  const each = async (action: string, first: (facts: Facts) => Decided) => {
    while ((await decide(action, `club-${randomId(26)}`, first)).ok);
  };
  await each('club.expire', (facts) => {
    const [first] = expire(facts, programme, now);
    return first ? { ok: true, ...first } : nothing;
  });
  await each('club.credit', (facts) => {
    const [first] = creditDue(facts, programme, now);
    return first ? { ok: true, type: 'credit.granted', data: { grant: `purchases-${randomId(10)}`, ...first } } : nothing;
  });
  await decide('club.carry', `club-${randomId(26)}`, (facts) => {
    const data = carry(facts, programme, now);
    return data ? { ok: true, type: 'points.carried', data } : nothing;
  });
  const facts = (await readStanding(db, workspace, customer))?.facts;
  if (!facts) return;
  // The id is the badge's: it can be given once, whoever looks.
  for (const { id: badge, name } of badgesDue(facts, programme, now))
    await decide('club.badge', `club-badge-${contentHash(`${customer} ${badge}`)}`, () => ({
      ok: true,
      type: 'badge.awarded',
      data: { badge, name },
    }));
  for (const { id: friend, state } of facts.awards?.referrals ?? []) {
    if (state === 'complete') await takeBack(friend);
    if (state !== 'pending') continue;
    let thanks = 0;
    const done = await decide('club.referral', `club-${randomId(26)}`, async (mine) => {
      const referral = mine.awards?.referrals.find(({ id }) => id === friend);
      if (referral?.state !== 'pending') return nothing;
      const their = (await readStanding(db, workspace, friend))?.facts ?? null;
      const from =
        referral.place === '' ? 0 : await referredFrom(db, workspace, referral.place, referral.since - WEEK, referral.since + WEEK);
      const { points, friendPoints, ...verdict } = judgeReferral(referral, mine, their, from, programme, now);
      thanks = friendPoints;
      if (verdict.state === referral.state && verdict.reason === referral.reason && referral.at !== referral.since) return nothing;
      const reason = verdict.reason === '' ? {} : { reason: verdict.reason };
      return {
        ok: true,
        type: 'referral',
        data: { friend, state: verdict.state, ...reason, ...(verdict.state === 'complete' ? { points } : {}) },
      };
    });
    if (done.ok && done.stored.data?.state === 'complete') await thankFriend(db, workspace, friend, customer, thanks, now);
  }

  /** What was paid for a friend whose first purchase came back, from both. */
  async function takeBack(friend: string): Promise<void> {
    const their = (await readStanding(db, workspace, friend))?.facts ?? null;
    const done = await decide('club.referral', `club-back-${contentHash(`${customer} ${friend}`)}`, (mine) => {
      const paid = mine.awards?.referrals.find(({ id }) => id === friend);
      if (!paid || !isRefunded(paid, their, programme, now)) return nothing;
      return { ok: true, type: 'referral', data: { friend, state: 'cancelled', reason: 'refunded', back: paid.points } };
    });
    if (done.ok) await thankFriend(db, workspace, friend, customer, -inForce(programme, now).referral.friendPoints, now);
  }
}

/** The friend's part of a referral that is paid; below zero, of one that is taken back. */
async function thankFriend(
  db: D1Database,
  workspace: string,
  friend: string,
  advocate: string,
  points: number,
  now: number,
): Promise<void> {
  if (points === 0) return;
  const id = `club-friend-${points < 0 ? 'back-' : ''}${contentHash(`${advocate} ${friend}`)}`;
  const deciding = { workspace, customer: friend, id, actor: ACTOR, action: 'club.referral' };
  await decideOnce(db, deciding, now, () => ({
    ok: true,
    type: 'points.adjusted',
    data: { points, reason: points < 0 ? 'refunded' : 'referral' },
  }));
}
