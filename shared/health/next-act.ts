/** The one thing to do next: the open act that gives back most, by the same formula that took the points away. */
import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import type { Money } from '../money';
import { type OpenSignal, openSignals } from '../signals/registry';
import { personToCall } from '../signals/rule/people';
import type { Act, Fault, Signal } from '../signals/signal';
import { cadenceOf, lastContact, withContact } from './cadence';
import type { Model } from './model';
import { health } from './score';

export interface NextAct {
  /** The signal that asks for it; null for keeping in touch. */
  signal: Signal | null;
  act: Act;
  /** The other act of a pair, where a cap lets no single one move the number. */
  together: Act | null;
  fault: Fault;
  /** The shown score now, and as it would be with the act done. */
  from: number;
  to: number;
  /** When it is due; in the past or null: now. */
  due: number | null;
}

/** Keeping in touch is offered this many days before it is due. */
const AHEAD = 14;

/**
 * The act to offer at `now`: most points given back first (the yearly value is one customer's, so it orders customers, see worthOf),
 * then ours before theirs, due before not due, the older first. Acts that move nothing and those of snoozed signals are not offered.
 * With none left, keeping in touch by cadence, where that is due within two weeks; else null.
 */
export function nextAct(facts: Facts, model: Model, now: number): NextAct | null {
  const open = openSignals(facts, model, now);
  const from = health(facts, model, now, open).score;
  const scoreWith = (...acts: Act[]) =>
    health(
      acts.reduce((known, act) => act.done(known, now), facts),
      model,
      now,
    ).score;
  const candidates = open.flatMap((item) => (item.reading.act && item.snoozedUntil === null ? [{ item, act: item.reading.act }] : []));

  let offers = candidates
    .map(({ item, act }) => ({ ...offer(item, act, from), to: scoreWith(act), since: item.reading.since }))
    .filter(({ to }) => to > from);
  if (offers.length === 0) {
    offers = candidates
      .flatMap(({ item, act }) =>
        candidates
          .filter((other) => other.act !== act)
          .map((other) => ({ ...offer(item, act, from), together: other.act, to: scoreWith(act, other.act), since: item.reading.since })),
      )
      .filter(({ to }) => to > from);
  }
  const isDue = (due: number | null) => due === null || due <= now;
  offers.sort(
    (a, b) =>
      b.to - a.to ||
      Number(a.fault === 'them') - Number(b.fault === 'them') ||
      Number(isDue(b.due)) - Number(isDue(a.due)) ||
      a.since - b.since,
  );
  const best = offers[0];
  if (!best) return keepInTouch(facts, model, now, from);
  const { since: _, ...next } = best;
  return next;
}

/** What a customer brings in a year: as recorded, else their running contracts where these are in one currency; null when unknown. */
export function yearlyValue(facts: Facts, now: number): Money | null {
  if (facts.profile.value) return facts.profile.value;
  const values = facts.contracts.flatMap((contract) =>
    contract.value && contract.endedAt === null && contract.end > now ? [contract.value] : [],
  );
  const currency = values[0]?.currency;
  if (currency === undefined || values.some((value) => value.currency !== currency)) return null;
  return { amount: values.reduce((sum, value) => sum + value.amount, 0), currency };
}

/** By what an act is ordered among customers: points given back × yearly value in minor units; points alone where no value is known. */
export function worthOf(next: NextAct, facts: Facts, now: number): number {
  return (next.to - next.from) * Math.max(1, yearlyValue(facts, now)?.amount ?? 1);
}

function offer(item: OpenSignal, act: Act, from: number): Omit<NextAct, 'to'> {
  return { signal: item.signal, act, together: null, fault: item.signal.fault, from, due: act.due };
}

function keepInTouch(facts: Facts, model: Model, now: number, from: number): NextAct | null {
  const last = lastContact(facts) ?? facts.profile.since;
  if (last === null || facts.profile.lostAt !== null) return null;
  const due = last + cadenceOf(facts, model) * DAY;
  if (due > now + AHEAD * DAY) return null;
  const act: Act = { code: 'keep-in-touch', args: { name: personToCall(facts) }, log: 'call', due, done: withContact };
  const to = Math.max(from, health(act.done(facts, now), model, now).score);
  return { signal: null, act, together: null, fault: 'us', from, to, due };
}
