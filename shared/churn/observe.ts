/** One customer's past, scored at every cutoff with the model published by then, and beside it what happened afterwards. */
import { dayOf, type LiveEvent } from '../event';
import type { Facts } from '../facts/facts';
import { inOrder } from '../facts/fold';
import { spendOf } from '../health/activity';
import type { Model } from '../health/model';
import { standingPulse } from '../health/pulse';
import { scoreAt } from '../health/score';
import { leftOn, outcomeOf } from './leaving';
import { endOfDay, type Plan } from './plan';
import { type Reader, type Reading, readerAt } from './reader';
import { replay } from './replay';
import { BANDS, OpenSheet, type Packed } from './sheet';
import { countDay, newTallies, signalTally, type Tallies } from './tallies';

/** What was observed: one sheet a cutoff, and the tallies of all customers. */
export interface Observations {
  sheets: Packed[];
  tallies: Tallies;
}
export interface Observer {
  /** Live events in any order; `number` is the customer's own; `labelled` the day the labels say they left. */
  observe(number: number, events: readonly LiveEvent[], labelled: number | null): void;
  close(): Observations;
}

/** Observes customers, one after the other, under the model of each cutoff. */
export function observer(plan: Plan, models: readonly Model[]): Observer {
  const instants = plan.cutoffs.map(endOfDay);
  const readers = models.map((model, i) => readerAt(model, instants[i] as number));
  const sheets = plan.cutoffs.map(() => new OpenSheet());
  const tallies = newTallies();
  return {
    observe: (number, events, labelled) => observeOne({ plan, models, instants, readers, sheets, tallies }, number, events, labelled),
    close: () => ({ sheets: sheets.map((sheet) => sheet.closed()), tallies }),
  };
}

interface Past {
  plan: Plan;
  models: readonly Model[];
  instants: readonly number[];
  readers: readonly Reader[];
  sheets: readonly OpenSheet[];
  tallies: Tallies;
}

function observeOne(past: Past, number: number, given: readonly LiveEvent[], labelled: number | null): void {
  const events = inOrder(given);
  const { plan, models, instants, readers, sheets, tallies } = past;
  const { rule, cutoffs } = plan;
  const outcome = outcomeOf(events, rule, labelled);
  const firstDay = outcome.days[0];
  if (firstDay === undefined) return;
  const halfLife = rule.horizon / 2;
  const leavings = leavingsOf(tallies);
  let n = 0;
  let decayed = 0;
  let last = firstDay;
  let atRiskSince: number | null = null;

  replay(events, instants, (facts, i) => {
    const cutoff = cutoffs[i] as number;
    for (let day = outcome.days[n]; day !== undefined && day <= cutoff; day = outcome.days[n]) {
      decayed = decayed * 2 ** ((last - day) / halfLife) + 1;
      last = day;
      n++;
    }
    // Not yet known, or gone already.
    if (n === 0 || facts.profile.lostAt !== null || (labelled !== null && labelled <= cutoff)) return;
    const model = models[i] as Model;
    const now = instants[i] as number;
    const reading = (readers[i] as Reader)(facts);
    const left = leftOn(outcome, rule, cutoff);
    const silence = cutoff - last;
    const active = silence < 2 * rule.horizon;
    sheets[i]?.add({
      customer: number,
      left: left === null ? 0 : 1,
      active: active ? 1 : 0,
      risk: thousandths(100 - reading.exact),
      index: thousandths(reading.index),
      band: BANDS.indexOf(reading.band),
      pulse: standingPulse(facts, now)?.score ?? 0,
      silence,
      n,
      amount: plan.money ? spendOf(facts) : n,
      decayed: thousandths(decayed * 2 ** (-silence / halfLife)),
    });
    if (reading.band !== 'at-risk') atRiskSince = null;
    else atRiskSince ??= atRiskFrom(facts, model, i === 0 ? firstDay : (cutoffs[i - 1] as number), cutoff);
    if (active) leavings.look(reading, left, atRiskSince, now);
  });
  leavings.end();
}

/** Enough for every ranking, and the same whether kept as a number or written as text. */
const thousandths = (value: number): number => Math.round(value * 1000) / 1000;

/**
 * The day from which a customer at risk on day `to` has been so, having not been on day `after`: exact to a day where no event came in
 * between, else the day of the last event at the earliest.
 */
function atRiskFrom(facts: Facts, model: Model, after: number, to: number): number {
  const isAtRisk = (at: number) => scoreAt(facts, model, at).band === 'at-risk';
  const lastDay = dayOf(facts.lastAt);
  if (lastDay > after && isAtRisk(facts.lastAt)) return lastDay;
  let fine = Math.max(after, lastDay);
  let low = to;
  while (low - fine > 1) {
    const middle = (fine + low) >> 1;
    if (isAtRisk(endOfDay(middle))) low = middle;
    else fine = middle;
  }
  return low;
}

/** Tallies one customer's looks: each leaving once, however many cutoffs see it. */
function leavingsOf(tallies: Tallies) {
  const seen = new Set<string>();
  const counted = new Set<string>();
  /** The leaving that the looks so far are about, and since when the customer stood at risk before it. */
  let leaving: { day: number; atRiskSince: number | null } | null = null;
  const end = () => {
    if (!leaving) return;
    tallies.leavings++;
    if (leaving.atRiskSince !== null) {
      tallies.caught++;
      countDay(tallies.lead, leaving.day - leaving.atRiskSince);
    }
    leaving = null;
  };
  const look = (reading: Reading, left: number | null, atRiskSince: number | null, now: number) => {
    if (left !== null) {
      if (leaving?.day !== left) end();
      leaving ??= { day: left, atRiskSince: null };
      leaving.atRiskSince ??= atRiskSince;
    }
    for (const { signal, reading: opened } of reading.open) {
      const tally = signalTally(tallies, signal.id);
      tally.looks++;
      if (!seen.has(signal.id)) tally.customers++;
      seen.add(signal.id);
      if (left === null) continue;
      tally.left++;
      const key = `${signal.id} ${left}`;
      if (!counted.has(key)) countDay(tally.early, left - dayOf(Math.min(opened.since, now)));
      counted.add(key);
    }
  };
  return { look, end };
}
