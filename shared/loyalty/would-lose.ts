/**
 * What a customer would give up by leaving, after Burnham, Frels and Mahajan (2003): resources (money), relations, and the trouble of setting
 * up again. It stands beside health and is never part of it: who is bound and unhappy looks loyal and is not. Nobody tells it to a customer.
 */
import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import type { Money } from '../money';
import { inForce } from './in-force';
import { couponState } from './ledger';
import { lotsOf, POINTS } from './lots';
import type { Programme, TierBenefit } from './programme';
import { tierOf } from './tiers';

export type MoneyPart = 'points' | 'credit' | 'coupons' | 'price' | 'term';
export interface WouldLose {
  /** By currency, most first; currencies are never added. */
  money: { total: Money; parts: { kind: MoneyPart; amount: number }[] }[];
  /** Points that no reward gives a worth. */
  points: number;
  tier: string;
  /** What their tier brings apart from money. */
  perks: TierBenefit[];
  badges: number;
  /** Full years as a customer, and with the same person of ours. */
  years: number;
  yearsWithOwner: number;
  /** Steps of setting up that are done, and people that we know by name. */
  steps: number;
  people: number;
  /** Whether leaving would cost them much: of three facets (resources, relations, procedures) at least two bind. */
  high: boolean;
}

const YEAR = 365.25 * DAY;
/** From so much of a year's value on, money binds. */
const MONEY_BINDS = 0.1;
/** Years, and steps done, from which on relations and procedures bind. */
const YEARS_BIND = 3;
const STEPS_BIND = 3;

/** At `now` (epoch ms). `saving`: what the price group saves them a year, where there is one. */
export function wouldLose(facts: Facts, programme: Programme, now: number, saving: Money | null = null): WouldLose {
  const rules = inForce(programme, now);
  const { tier, rank } = tierOf(facts, programme, now);
  const lots = lotsOf(facts, programme, now).filter(({ expires }) => expires === null || expires > now);
  const points = Math.max(0, sumOf(lots.filter(({ currency }) => currency === POINTS).map(({ left }) => left)));
  const parts = new Map<string, Map<MoneyPart, number>>();
  const add = (kind: MoneyPart, { amount, currency }: Money) => {
    if (amount <= 0) return;
    const sums = parts.get(currency) ?? new Map<MoneyPart, number>();
    parts.set(currency, sums.set(kind, (sums.get(kind) ?? 0) + amount));
  };
  const worth = worthOfPoints(points, rules);
  if (worth) add('points', worth);
  for (const lot of lots) if (lot.currency !== POINTS) add('credit', { amount: lot.left, currency: lot.currency });
  for (const coupon of facts.awards?.coupons ?? [])
    if (coupon.amount !== null && couponState(coupon, programme, now) === 'issued')
      add('coupons', { amount: coupon.amount, currency: coupon.currency });
  if (saving) add('price', saving);
  for (const left of termsLeft(facts, now)) add('term', left);

  const owned = facts.owner.user === '' ? null : (facts.owner.since ?? null);
  const money = [...parts]
    .map(([currency, sums]) => ({
      total: { amount: sumOf([...sums.values()]), currency },
      parts: [...sums].map(([kind, amount]) => ({ kind, amount })).sort((a, b) => b.amount - a.amount),
    }))
    .sort((a, b) => b.total.amount - a.total.amount);
  const bound = facetsOf(facts, now);
  return {
    money,
    points: worth ? 0 : points,
    tier: rank > 1 ? tier : '',
    perks: (rules.tiers[rank - 1]?.benefits ?? []).filter(({ kind }) => kind !== 'money'),
    badges: facts.awards?.badges.length ?? 0,
    years: fullYears(facts.profile.since, now),
    yearsWithOwner: fullYears(owned, now),
    steps: doneSteps(facts),
    people: facts.contacts.filter(({ left, name }) => !left && name !== '').length,
    high: isBound(bound),
  };
}

/**
 * How unhappy customers are told apart by what they stand to lose: who would lose much stays for now, and is to be won back; who would lose
 * little leaves first. From the facts alone, so that a signal, a list and the card say the same.
 */
export const standsToLose = (facts: Facts, now: number): 'much' | 'little' => (isBound(facetsOf(facts, now)) ? 'much' : 'little');

const isBound = (facets: { resources: boolean; relations: boolean; procedures: boolean }): boolean =>
  Number(facets.resources) + Number(facets.relations) + Number(facets.procedures) >= 2;

function facetsOf(facts: Facts, now: number): { resources: boolean; relations: boolean; procedures: boolean } {
  const money = new Map<string, number>();
  const add = ({ amount, currency }: Money) => money.set(currency, (money.get(currency) ?? 0) + Math.max(0, amount));
  for (const { granted, taken, currency, expires } of facts.ledger?.granted ?? [])
    if (currency !== POINTS && (expires === null || expires > now)) add({ amount: granted - taken, currency });
  for (const left of termsLeft(facts, now)) add(left);
  const { value } = facts.profile;
  const binds = value
    ? (money.get(value.currency) ?? 0) >= value.amount * MONEY_BINDS && (money.get(value.currency) ?? 0) > 0
    : [...money.values()].some((amount) => amount > 0);
  return {
    resources: binds || (facts.awards?.badges.length ?? 0) > 0,
    relations: fullYears(facts.profile.since, now) >= YEARS_BIND,
    procedures: doneSteps(facts) >= STEPS_BIND,
  };
}

/** What is left of running terms, by the share of their time that lies ahead. */
function termsLeft(facts: Facts, now: number): Money[] {
  return facts.contracts.flatMap(({ value, start, end, endedAt }) => {
    if (value === null || start === null || endedAt !== null || start > now || end <= now || end <= start) return [];
    return [{ amount: Math.round((value.amount * (end - now)) / (end - start)), currency: value.currency }];
  });
}

/** By the reward that gives most for a point, in whatever currency it is told; null where none tells its worth. */
export function worthOfPoints(points: number, { rewards }: Pick<Programme, 'rewards'>): Money | null {
  let best: { value: Money; cost: number } | null = null;
  for (const { value, cost } of rewards) {
    if (!value || cost <= 0 || value.amount <= 0) continue;
    if (!best || (value.currency === best.value.currency && value.amount * best.cost > best.value.amount * cost)) best = { value, cost };
  }
  return best && { amount: Math.floor((points * best.value.amount) / best.cost), currency: best.value.currency };
}

const doneSteps = (facts: Facts): number => facts.steps.filter(({ doneAt }) => doneAt !== null).length;
const fullYears = (since: number | null, now: number): number => (since === null ? 0 : Math.max(0, Math.floor((now - since) / YEAR)));
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);
