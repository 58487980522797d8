/**
 * When a customer's band, the shown cap or a signal will next flip, if nothing but time passes.
 *
 * Every term is monotone between its factor's edges, so the terms at both ends of a stretch bound the score inside it: stretches that
 * cannot cross are skipped whole, the others halved down to an hour. Conservative: no crossing that an hourly look would see is missed.
 */
import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import { type OpenSignal, openSignals, SIGNALS } from '../signals/registry';
import { standing } from '../signals/rule/flip';
import type { Factor, FactorReading } from './factor';
import type { Model } from './model';
import { FACTORS } from './registry';
import { bandOf, health, lowestCap, shareOf, weightsOf } from './score';

/** How far ahead it looks, in days. */
export const LOOKAHEAD = 400;
const HOUR = 3_600_000;
/** Room for arithmetic noise at a half-point, in points. */
const NOISE = 1e-9;
const NO_CAP = 101;

/**
 * What counts as a change, as text: the band, the signal whose cap is shown, and each open signal's standing and whether it is snoozed.
 */
export function statusOf(facts: Facts, model: Model, now: number): string {
  const open = openSignals(facts, model, now);
  const { band, lines } = health(facts, model, now, open);
  return JSON.stringify([band, lines.find((line) => line.factor === 'cap')?.signal ?? null, signalsStatus(open)]);
}

/**
 * The first instant after `now` at which the status differs: exact for steps (due dates, window edges, signals), within the hour for
 * what drifts. Null when nothing flips within 400 days.
 */
export function nextChange(facts: Facts, model: Model, now: number): number | null {
  const end = now + LOOKAHEAD * DAY;
  const today = statusOf(facts, model, now);
  const weights = weightsOf(facts, model);
  const factors = FACTORS.filter((factor) => model.fed.includes(factor.id)).map((factor) => ({ factor, weight: weights[factor.id] }));
  for (let from = now; from < end; ) {
    const to = Math.min(end, firstSignalInstant(facts, model, from) ?? end);
    const cap = lowestCap(openSignals(facts, model, from))?.cap ?? NO_CAP;
    const crossing = firstCrossing({ facts, model, start: now, cap, factors }, from, to);
    if (crossing !== null) return crossing;
    if (statusOf(facts, model, to) !== today) return to;
    from = to;
  }
  return null;
}

function signalsStatus(open: readonly OpenSignal[]): string[] {
  return open
    .map(({ signal, reading, snoozedUntil }) => `${signal.id} ${standing(reading)}${snoozedUntil === null ? '' : ' snoozed'}`)
    .sort();
}

function firstSignalInstant(facts: Facts, model: Model, now: number): number | null {
  const instants = [
    ...SIGNALS.map((signal) => signal.nextChange(facts, model, now)),
    ...Object.values(facts.snoozed).map(({ until }) => until),
  ];
  const later = instants.filter((at): at is number => at !== null && at > now);
  return later.length === 0 ? null : Math.min(...later);
}

/** A stretch of time in which no signal changes: whose it is, and what holds in all of it. */
interface Stretch {
  facts: Facts;
  model: Model;
  /** From where hours are counted. */
  start: number;
  cap: number;
  factors: { factor: Factor; weight: number }[];
}
type Readings = FactorReading[];

/** The first instant in (from, to) at which band or shown cap differ from `from`, while no signal changes. */
function firstCrossing(stretch: Stretch, from: number, to: number): number | null {
  const { facts, model, factors } = stretch;
  const edgesOf = factors.map(({ factor }) => new Set(factor.edges(facts, model, from)));
  const edges = edgesOf.flatMap((own) => [...own]).filter((at) => at > from && at < to);
  let start = from;
  let first = readAll(stretch, from);
  const today = outcome(stretch, first);
  for (const end of [...new Set(edges.sort((a, b) => a - b)), to]) {
    const next = readAll(stretch, end);
    // A factor without an edge here runs on through it, so its reading here bounds it as well as one a moment before.
    const last = factors.map(({ factor }, i) =>
      end === to || edgesOf[i]?.has(end) ? factor.read(facts, model, end - 1) : (next[i] as FactorReading),
    );
    const found = searchBetweenEdges(stretch, today, start, end - 1, first, last);
    if (found !== null) return found;
    if (end < to && outcome(stretch, next) !== today) return end;
    start = end;
    first = next;
  }
  return null;
}

/** Halves [start, last], in which every term is monotone, on the hours counted from the search's beginning. */
function searchBetweenEdges(stretch: Stretch, today: string, start: number, last: number, first: Readings, final: Readings): number | null {
  if (last <= start) return null;
  const firstHour = stretch.start + (Math.floor((start - stretch.start) / HOUR) + 1) * HOUR;
  const hours = Math.max(0, Math.ceil((last - firstHour) / HOUR));
  const instant = (i: number) => (i === 0 ? start : i > hours ? last : firstHour + (i - 1) * HOUR);
  const search = (i: number, left: Readings, j: number, right: Readings): number | null => {
    if (!canDiffer(stretch, today, left, right)) return null;
    if (j - i === 1) return outcome(stretch, right) === today ? null : instant(j);
    const middle = (i + j) >> 1;
    const readings = readAll(stretch, instant(middle));
    return search(i, left, middle, readings) ?? search(middle, readings, j, right);
  };
  return search(0, first, hours + 1, final);
}

function readAll({ facts, model, factors }: Stretch, at: number): Readings {
  return factors.map(({ factor }) => factor.read(facts, model, at));
}

/** Band and shown cap that these readings lead to, as text. */
function outcome(stretch: Stretch, readings: Readings): string {
  let lost = 0;
  stretch.factors.forEach(({ weight }, i) => {
    lost += weight * shareOf(readings[i]?.terms ?? []);
  });
  return outcomeAt(stretch, readings, 100 - lost);
}

function outcomeAt({ model, cap, factors }: Stretch, readings: Readings, uncapped: number): string {
  const fed = factors.reduce((sum, { weight }) => sum + weight, 0);
  const known = factors.reduce((sum, { weight }, i) => sum + (readings[i]?.fresh ? weight : 0), 0);
  const held = Math.round(uncapped) > cap;
  const band = fed === 0 || known / fed < model.minCoverage ? 'unknown' : bandOf(held ? cap : Math.round(uncapped), model);
  return `${band}${held ? ' held' : ''}`;
}

/** Whether anything between two readings without an edge between them may have another outcome than `today`. */
function canDiffer(stretch: Stretch, today: string, left: Readings, right: Readings): boolean {
  let least = 0;
  let most = 0;
  stretch.factors.forEach(({ weight }, i) => {
    const before = shares(left[i]);
    const after = shares(right[i]);
    let low = 0;
    let high = 0;
    for (const code of new Set([...before.keys(), ...after.keys()])) {
      const a = before.get(code) ?? 0;
      const b = after.get(code) ?? 0;
      low += Math.min(a, b);
      high += Math.max(a, b);
    }
    least += weight * Math.min(1, low);
    most += weight * Math.min(1, high);
  });
  return outcomeAt(stretch, left, 100 - least + NOISE) !== today || outcomeAt(stretch, left, 100 - most - NOISE) !== today;
}

function shares(reading: FactorReading | undefined): Map<string, number> {
  return new Map(reading?.terms.map((term) => [term.code, term.share]));
}
