/** Why the number is another one than when you last looked: named steps that add up exactly. */
import { FEEDS, type Feed } from '../event';
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
  /** The factor, the cap, or the part that a change of the model caused. */
  factor: Feed | 'cap' | 'model';
  points: number;
  /** The line as it stands now (for a step's words); absent for the model's. */
  line?: Line;
}

/** What is seen at `now`, to be compared with later. */
export function lookAt(seen: Health, model: Model, now: number): Look {
  return { score: seen.score, exact: seen.exact, lines: seen.lines, model: model.version, at: now };
}

/**
 * From the last look to now: a step for each factor at the weights of that look, one for the cap, and one for the model, rounded once
 * so that they add up to `to − from`. Steps of no point are left out, and a line that did not move never gets one.
 * `before` is the model of the look, where it is still known: with it the part of a new population snapshot counts as the model's too.
 */
export function explainChange(
  look: Look,
  facts: Facts,
  model: Model,
  now: number,
  before?: Model,
): { from: number; to: number; steps: ChangeStep[] } {
  const current = health(facts, model, now);
  const compared = before && before.version === look.model && before.formula === model.formula ? health(facts, before, now) : current;
  const then = new Map(look.lines.map((line) => [line.factor, line]));
  const since = new Map(compared.lines.map((line) => [line.factor, line]));
  const lines = new Map(current.lines.map((line) => [line.factor, line]));

  const steps: ChangeStep[] = [];
  const moved: number[] = [];
  const add = (factor: ChangeStep['factor'], by: number, line?: Line) => {
    steps.push({ factor, points: 0, ...(line ? { line } : {}) });
    moved.push(by);
  };
  for (const factor of FEEDS) {
    const old = then.get(factor);
    if (old) add(factor, old.loss - old.weight * shareOf(since.get(factor)?.terms ?? []), lines.get(factor));
  }
  add('cap', (then.get('cap')?.loss ?? 0) - (since.get('cap')?.loss ?? 0), lines.get('cap') ?? then.get('cap'));
  add('model', current.exact - look.exact - moved.reduce((sum, by) => sum + by, 0));

  const points = roundToTotal(moved, current.score - look.score);
  const named = steps.map((step, i) => ({ ...step, points: points[i] ?? 0 }));
  return { from: look.score, to: current.score, steps: named.filter((step) => step.points !== 0) };
}
