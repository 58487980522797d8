/** The arithmetic of health: 100 less named losses, held down by the cap of an open signal. Same in Worker, extension and backtest. */
import type { Feed } from '../event-entry';
import type { Facts } from '../facts/facts';
import { cappingSignals, type OpenSignal, openSignals } from '../signals/registry';
import type { Factor, FactorReading } from './factor';
import type { Band, Health, Line } from './health';
import type { Model } from './model';
import { FACTORS } from './registry';
import { roundToTotal } from './rounding';

/** Weights of the factors for this customer: their segment's row, else the default one. */
export function weightsOf(facts: Facts, model: Model): Record<Feed, number> {
  const row = model.weights[facts.profile.segment] ?? model.weights[''];
  if (!row) throw new RangeError('the model has no default row of weights');
  return row;
}

/** The loss share of a reading, 0..1: the sum of its terms, clamped. */
export function shareOf(terms: FactorReading['terms']): number {
  let sum = 0;
  for (const term of terms) sum += term.share;
  return Math.min(1, Math.max(0, sum));
}

/** The band of a shown integer, without regard to coverage. */
export function bandOf(score: number, model: Model): Exclude<Band, 'unknown'> {
  return score >= model.bands.healthy ? 'healthy' : score >= model.bands.watch ? 'watch' : 'at-risk';
}

/**
 * The whole number that is shown for an exact score. Arithmetic noise (the same losses added up in another order) must not move a score
 * at a half-point: a change that no line made could not be explained.
 */
export function shownOf(exact: number): number {
  return Math.round(Math.round(exact * 1e9) / 1e9);
}

/** What all factors say at an instant, weighed: the same sums behind the full health, the bare score and the search for the next change. */
interface Sums {
  lost: number;
  fed: number;
  known: number;
}
function addUp(sums: Sums, weight: number, reading: FactorReading): number {
  const loss = weight * shareOf(reading.terms);
  sums.lost += loss;
  sums.fed += weight;
  if (reading.fresh) sums.known += weight;
  return loss;
}
/** The shown integer and its band, from the sums and the lowest open cap. */
function conclude({ lost, fed, known }: Sums, cap: number | null, model: Model): Pick<Health, 'score' | 'band' | 'exact' | 'coverage'> {
  const uncapped = Math.max(0, 100 - lost);
  const exact = cap !== null && isHeld(uncapped, cap) ? cap : uncapped;
  const score = shownOf(exact);
  const coverage = fed === 0 ? 0 : known / fed;
  return { score, band: coverage < model.minCoverage ? 'unknown' : bandOf(score, model), exact, coverage };
}
/** A cap that the shown number does not feel is not shown either. */
const isHeld = (uncapped: number, cap: number): boolean => shownOf(uncapped) > cap;

/**
 * The health of a customer at `now`. Lines stand in the order of the vocabulary, one per fed factor (0 points too) and at the end
 * the cap's, where one holds the score down; their points add up to score − 100 exactly.
 * `open` are the open signals, for callers that have them already.
 */
export function health(facts: Facts, model: Model, now: number, open: readonly OpenSignal[] = openSignals(facts, model, now)): Health {
  const weights = weightsOf(facts, model);
  const lines: Line[] = [];
  const sums: Sums = { lost: 0, fed: 0, known: 0 };
  for (const factor of FACTORS) {
    if (!model.fed.includes(factor.id)) continue;
    const weight = weights[factor.id];
    const reading = factor.read(facts, model, now);
    const loss = addUp(sums, weight, reading);
    lines.push({ factor: factor.id, points: 0, loss, weight, terms: reading.terms, fresh: reading.fresh });
  }
  const uncapped = Math.max(0, 100 - sums.lost);
  const cap = lowestCap(open);
  if (cap !== null && isHeld(uncapped, cap.cap)) {
    const args = { signal: { key: `signal.${cap.id}.short` }, cap: cap.cap };
    const term = { code: 'cap', share: 0, args, since: cap.since };
    lines.push({ factor: 'cap', signal: cap.id, points: 0, loss: uncapped - cap.cap, weight: 0, terms: [term], fresh: true });
  }
  const shown = conclude(sums, cap?.cap ?? null, model);
  const points = roundToTotal(
    lines.map((line) => line.loss),
    100 - shown.score,
  );
  lines.forEach((line, i) => {
    line.points = 0 - (points[i] ?? 0);
  });
  const missing = lines.flatMap((line) => (line.fresh || line.factor === 'cap' ? [] : [{ factor: line.factor, weight: line.weight }]));
  return { ...shown, lines, missing };
}

/** Score, band and exact score alone, equal to those of `health`: for callers that read many instants and show no lines. */
export function scoreAt(
  facts: Facts,
  model: Model,
  now: number,
  /** For callers that know some of it already: what a factor reads, and the open signals that may cap. */
  read: (factor: Factor) => FactorReading = (factor) => factor.read(facts, model, now),
  open: readonly Pick<OpenSignal, 'signal' | 'reading'>[] = cappingSignals(facts, model, now),
): Pick<Health, 'score' | 'band' | 'exact'> {
  const weights = weightsOf(facts, model);
  const sums: Sums = { lost: 0, fed: 0, known: 0 };
  for (const factor of FACTORS) if (model.fed.includes(factor.id)) addUp(sums, weights[factor.id], read(factor));
  return conclude(sums, lowestCap(open)?.cap ?? null, model);
}

/** The lowest cap among open signals, the longest open one among equals; null when none caps. */
export function lowestCap(open: readonly Pick<OpenSignal, 'signal' | 'reading'>[]): { id: string; cap: 74 | 49; since: number } | null {
  let lowest: { id: string; cap: 74 | 49; since: number } | null = null;
  for (const { signal, reading } of open) {
    const cap = reading.cap === undefined ? signal.cap : reading.cap;
    if (!cap || (lowest && (lowest.cap < cap || (lowest.cap === cap && lowest.since <= reading.since)))) continue;
    lowest = { id: signal.id, cap, since: reading.since };
  }
  return lowest;
}
