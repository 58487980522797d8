/** Why the number is another one than when you last looked: named steps that add up exactly. */
import { FEEDS, type Feed } from '../event-entry';
import type { Facts } from '../facts/facts';
import type { Health, Line } from './health';
import type { Model } from './model';
import { roundToTotal } from './rounding';
import { health, shareOf } from './score';

/** What a user last saw of a customer; kept on their device. */
export interface Look {
  score: number;
  /** Unrounded, after caps. */
  exact: number;
  lines: Line[];
  /** Version of the model that it was computed under. */
  model: number;
  at: number;
}
export interface ChangeStep {
  /** The factor, the cap, the part that a change of the model caused, or that of other weights since the customer changed segment. */
  factor: Feed | 'cap' | 'model' | 'segment';
  points: number;
  /** The line as it stands now (for a step's words); absent where there is none. */
  line?: Line;
}
export interface Change {
  from: number;
  to: number;
  steps: ChangeStep[];
}

/** What is seen at `now`, to be compared with later. */
export function lookAt(seen: Health, model: Model, now: number): Look {
  return { score: seen.score, exact: seen.exact, lines: seen.lines, model: model.version, at: now };
}

/**
 * From the last look to now: a step for each factor at the weights of that look, one for the cap, and one for the model, rounded once
 * so that they add up to `to − from`. Steps of no point are left out, and a line that did not move never gets one.
 * `before` is the model of the look, where it is still known: with it the part of a new population snapshot counts as the model's too.
 * Without it a factor that the model no longer reads is the model's as well, for nothing is known of how it would stand.
 * `current` is the health at `now` under `model`, for callers that have it already.
 */
export function explainChange(
  look: Look,
  facts: Facts,
  model: Model,
  now: number,
  before?: Model | null,
  current: Health = health(facts, model, now),
): Change {
  const known = before?.version === look.model && before.formula === model.formula && look.model !== model.version ? before : null;
  const compared = known ? health(facts, known, now) : current;
  const then = byFactor(look.lines);
  const since = byFactor(compared.lines);
  const lines = byFactor(current.lines);

  const steps: ChangeStep[] = [];
  const moved: number[] = [];
  const add = (factor: ChangeStep['factor'], by: number, line?: Line) => {
    steps.push({ factor, points: 0, ...(line ? { line } : {}) });
    moved.push(by);
  };
  for (const factor of FEEDS) {
    const old = then.get(factor);
    const read = since.get(factor);
    if (old && read) add(factor, old.loss - old.weight * shareOf(read.terms), lines.get(factor));
  }
  add('cap', (then.get('cap')?.loss ?? 0) - (since.get('cap')?.loss ?? 0), lines.get('cap') ?? then.get('cap'));
  const rest = current.exact - look.exact - moved.reduce((sum, by) => sum + by, 0);
  add(look.model === model.version ? 'segment' : 'model', rest);

  const points = roundToTotal(moved, current.score - look.score);
  const named = steps.map((step, i) => ({ ...step, points: points[i] ?? 0 }));
  return { from: look.score, to: current.score, steps: named.filter((step) => step.points !== 0) };
}

const byFactor = (lines: readonly Line[]): Map<Line['factor'], Line> => new Map(lines.map((line) => [line.factor, line]));
