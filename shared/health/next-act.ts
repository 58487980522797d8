/** The one thing to do next: the open act that gives back most, by the same formula that took the points away. */
import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import type { Money } from '../money';
import { type OpenSignal, openSignals } from '../signals/registry';
import { personToCall } from '../signals/rule/people';
import type { Act, Fault, Signal } from '../signals/signal';
import { cadenceOf, lastContact, withContact } from './cadence';
import type { Band, Health } from './health';
import type { Model } from './model';
import { health, scoreAt } from './score';

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
  /** The band that it would lead to. */
  band: Band;
  /** When it is due; in the past or null: now. */
  due: number | null;
}

/** Keeping in touch is offered this many days before it is due. */
const AHEAD = 14;
/** Pairs are tried among the acts of so many warnings, the worst: all of them would be too many for a card that is about to be drawn. */
const MOST_IN_PAIRS = 6;

/**
 * Every act that gives points back at `now`, by the same formula that took them, the best first: most points, then ours before theirs,
 * due before not due, the older first. Acts that move nothing and those of snoozed signals are not among them. Where no single act moves
 * the number, the pairs that do; and where a cap holds it down, at the end the best pair, if it leads higher than any single act.
 * `open` and `current` are the open signals and the health at `now`, for callers that have them already.
 */
export function actsThatMove(
  facts: Facts,
  model: Model,
  now: number,
  open: readonly OpenSignal[] = openSignals(facts, model, now),
  current: Health = health(facts, model, now, open),
): NextAct[] {
  const from = current.score;
  const offer = ({ signal, reading }: OpenSignal, act: Act, together: Act | null): Offer => {
    const done = act.done(facts, now);
    const { score, band } = scoreAt(together ? together.done(done, now) : done, model, now);
    return { signal, act, together, fault: signal.fault, from, to: score, band, due: act.due, since: reading.since };
  };
  const isDue = (due: number | null) => due === null || due <= now;
  const best = (offers: Offer[]): Offer[] =>
    offers
      .filter(({ to }) => to > from)
      .sort(
        (a, b) =>
          b.to - a.to ||
          Number(a.fault === 'them') - Number(b.fault === 'them') ||
          Number(isDue(b.due)) - Number(isDue(a.due)) ||
          a.since - b.since,
      );
  const candidates = open.flatMap((item) => (item.reading.act && item.snoozedUntil === null ? [{ item, act: item.reading.act }] : []));

  const singles = best(candidates.map(({ item, act }) => offer(item, act, null)));
  const held = current.lines.some(({ factor }) => factor === 'cap');
  if (singles.length > 0 && !held) return singles.map(plain);
  const worst = candidates.slice(0, MOST_IN_PAIRS);
  const pairs = best(
    worst.flatMap(({ item, act }, i) =>
      worst.slice(i + 1).map((other) => {
        const [first, second] =
          item.signal.fault === 'them' && other.item.signal.fault === 'us' ? [other, { item, act }] : [{ item, act }, other];
        return offer(first.item, first.act, second.act);
      }),
    ),
  );
  if (singles.length === 0) return pairs.map(plain);
  return [...singles, ...pairs.slice(0, 1).filter(({ to }) => to > (singles[0]?.to ?? 0))].map(plain);
}

type Offer = NextAct & { since: number };
const plain = ({ since: _, ...act }: Offer): NextAct => act;

/**
 * The act to offer at `now`: the best of those that give points back (the yearly value is one customer's, so it orders customers, see
 * worthOf). With none, that of the warning which holds the score down, though it alone settles nothing; else keeping in touch by cadence,
 * where that is due within two weeks; else null.
 */
export function nextAct(
  facts: Facts,
  model: Model,
  now: number,
  moving: readonly NextAct[] = actsThatMove(facts, model, now),
): NextAct | null {
  return moving[0] ?? actOfCap(facts, model, now) ?? keepInTouch(facts, model, now);
}

function actOfCap(facts: Facts, model: Model, now: number): NextAct | null {
  const open = openSignals(facts, model, now);
  const { score, band, lines } = health(facts, model, now, open);
  const cap = lines.find(({ factor }) => factor === 'cap');
  const holding = cap && open.find(({ signal, snoozedUntil }) => signal.id === cap.signal && snoozedUntil === null);
  const act = holding?.reading.act;
  if (!holding || !act) return null;
  return { signal: holding.signal, act, together: null, fault: holding.signal.fault, from: score, to: score, band, due: act.due };
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

function keepInTouch(facts: Facts, model: Model, now: number): NextAct | null {
  const last = lastContact(facts) ?? facts.profile.since;
  if (last === null || facts.profile.lostAt !== null) return null;
  const due = last + cadenceOf(facts, model) * DAY;
  if (due > now + AHEAD * DAY) return null;
  const act: Act = { code: 'keep-in-touch', args: { name: personToCall(facts) }, log: 'call', due, done: withContact };
  const before = scoreAt(facts, model, now);
  const after = scoreAt(act.done(facts, now), model, now);
  const { score: to, band } = after.score > before.score ? after : before;
  return { signal: null, act, together: null, fault: 'us', from: before.score, to, band, due };
}
