/**
 * Referrals: one customer brought another. It is paid once the friend's first purchase stands, past the window in which it can be returned;
 * three checks hold it back, and whatever is not paid says why. Staff may let a blocked one through; then no check holds it again.
 */
import { type Attributes, DAY } from '../event';
import type { ReferralFact } from '../facts/club';
import type { Facts } from '../facts/facts';
import { foldName, foldText } from '../matching/fold-text';
import { isFreeMail } from '../matching/free-mail';
import { localDay } from './calendar';
import { inForce } from './in-force';
import { paidRows } from './paid';
import type { Programme } from './programme';

export type ReferralReason = NonNullable<Attributes<'referral'>['reason']>;
/** `points` to the advocate, `friendPoints` to the friend. */
export type ReferralVerdict = Pick<ReferralFact, 'state'> & { reason: ReferralReason | ''; points: number; friendPoints: number };

/** How far back referrals from one address are counted. */
export const SAME_ADDRESS_DAYS = 7;

/**
 * What a pending referral has come to at `now`. `friend` is null while there is no such customer; `fromPlace` is how many referrals came
 * from its address within a week, itself included.
 */
export function judgeReferral(
  referral: ReferralFact,
  advocate: Facts,
  friend: Facts | null,
  fromPlace: number,
  programme: Programme,
  now: number,
): ReferralVerdict {
  const { earn, referral: rules, timeZone } = inForce(programme, now);
  const wait = (reason: ReferralReason): ReferralVerdict => ({ state: 'pending', reason, points: 0, friendPoints: 0 });
  const held = referral.byHand ? null : heldBack(referral, advocate, friend, fromPlace, rules.sameAddressMost);
  if (held) return { state: 'blocked', reason: held, points: 0, friendPoints: 0 };
  const order = friend && firstOrder(friend, referral.byHand ? Number.NEGATIVE_INFINITY : localDay(referral.since, timeZone));
  if (!order) return wait('no-order');
  if (rules.minimum && (order.currency !== rules.minimum.currency || order.amount < rules.minimum.amount)) return wait('below-minimum');
  if (localDay(now, timeZone) < order.day + rules.approveDays) return wait('return-window');
  const paid = advocate.awards?.referrals.reduce((sum, { points }) => sum + points, 0) ?? 0;
  const points = earn.referralCap === null ? earn.perReferral : Math.max(0, Math.min(earn.perReferral, earn.referralCap - paid));
  return { state: 'complete', reason: '', points, friendPoints: rules.friendPoints };
}

/** A paid referral is looked at for so many days more. */
export const REFUND_DAYS = 120;

/** Whether a referral that was paid is to be taken back: what its friend bought first was given back after all. */
export function isRefunded(referral: ReferralFact, friend: Facts | null, programme: Programme, now: number): boolean {
  const { timeZone } = inForce(programme, now);
  if (referral.state !== 'complete' || !friend || now > referral.at + REFUND_DAYS * DAY) return false;
  return firstOrder(friend, referral.byHand ? Number.NEGATIVE_INFINITY : localDay(referral.since, timeZone)) === null;
}

/** The three checks, in this order. */
function heldBack(referral: ReferralFact, advocate: Facts, friend: Facts | null, fromPlace: number, most: number): ReferralReason | null {
  if (referral.id === advocate.customer || (friend && isSamePerson(advocate, friend))) return 'own-order';
  const first = friend?.activity.purchases.first ?? null;
  if (first !== null && first < localDay(referral.since, 'UTC')) return 'not-first-order';
  return referral.place !== '' && fromPlace > most ? 'same-address' : null;
}

/** The same address (up to dots and a tag), the same name, or the same domain of their own. */
function isSamePerson(a: Facts, b: Facts): boolean {
  const ofA = new Set(marksOf(a));
  return marksOf(b).some((mark) => ofA.has(mark));
}
function marksOf({ contacts, domains, profile }: Facts): string[] {
  const name = (text: string) => (text === '' ? [] : [`name ${foldName(foldText(text))}`]);
  return [
    ...name(profile.name),
    ...contacts.flatMap((contact) => [...(contact.email === '' ? [] : [plainAddress(contact.email)]), ...name(contact.name)]),
    ...domains.filter((domain) => !isFreeMail(domain)).map((domain) => `@${domain}`),
  ];
}
function plainAddress(email: string): string {
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at).split('+')[0] ?? '';
  return `${local.replaceAll('.', '')}${email.slice(at)}`.toLowerCase();
}

/** The first day from `since` on of which a purchase stands: its day, and what was paid net of what was given back. */
function firstOrder(friend: Facts, since: number): { day: number; amount: number; currency: string } | null {
  const { paid } = paidRows(friend);
  const row = paid.find(({ day, count, backCount }) => day >= since && count > backCount);
  return row ? { day: row.day, amount: row.amount - row.back, currency: row.currency } : null;
}
