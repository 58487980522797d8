/** Replays one book to each of its cutoffs, with the real fold, snapshot and score, and keeps what the metrics need. */
import { baselineRisks } from '../../../shared/churn/baselines';
import type { Facts } from '../../../shared/facts/facts';
import { fold } from '../../../shared/facts/fold';
import { leavingIndex } from '../../../shared/health/chance';
import { defaultModel } from '../../../shared/health/default-model';
import { explainChange, type Look, lookAt } from '../../../shared/health/explain';
import type { Band } from '../../../shared/health/health';
import type { Model } from '../../../shared/health/model';
import { publishModel } from '../../../shared/health/publish';
import { health } from '../../../shared/health/score';
import { snapshotPopulation } from '../../../shared/health/snapshot';
import { type DataSet, endOf, type LoggedCustomer, type Workspace } from './data-set';

export type ScoreName = 'health' | 'recency' | 'rfm' | 'decayed';
export const SCORES: readonly ScoreName[] = ['health', 'recency', 'rfm', 'decayed'];

/** One customer at one cutoff. */
export interface Sight {
  left: 0 | 1;
  silence: number;
  /** One of those to rank. */
  counts: boolean;
  /** One of those in work, whose bands are counted. */
  present: boolean;
  band: Band;
  /** Higher is worse. */
  risks: Record<ScoreName, number>;
  /** x of the chance of leaving. */
  index: number;
}
export interface Cutoff {
  workspace: string;
  day: number;
  sights: Sight[];
}
/** What was asserted of every customer at every cutoff. */
export interface Checked {
  scores: number;
  changes: number;
  /** Customers whose facts were folded again from shuffled and doubled events. */
  replays: number;
}

/** The default model over what the set feeds, with its horizon and nothing else of its own. Throws where the default weights are not sound. */
export function modelFor({ fed, horizon }: Pick<DataSet, 'fed' | 'horizon'>): Model {
  const draft = defaultModel(0);
  const published = publishModel({ ...draft, horizon: { purchases: horizon, usage: horizon } }, fed);
  if ('problem' in published) throw new Error(`the default model is not sound: ${published.problem.code}`);
  return published.model;
}

/** Every cutoff of a workspace. Throws when shown lines do not add up to a shown score, or shown steps to a shown change. */
export function observe(workspace: Workspace, set: DataSet, checked: Checked): Cutoff[] {
  const { customers } = workspace;
  const facts: (Facts | null)[] = customers.map(() => null);
  const looks: (Look | null)[] = customers.map(() => null);
  const next = new Uint32Array(customers.length);
  let before: Model | null = null;
  return workspace.cutoffs.map((day, nth) => {
    const now = endOf(day);
    customers.forEach(({ events }, i) => {
      const from = next[i] as number;
      let to = from;
      while (to < events.length && (events[to] as { at: number }).at <= now) to++;
      if (to > from) facts[i] = fold(events.slice(from, to), facts[i] ?? undefined);
      next[i] = to;
    });
    const base = modelFor(set);
    const book = facts.filter((known) => known !== null);
    const model: Model = { ...base, version: nth + 1, population: snapshotPopulation(book, base, now) };
    const seen = customers.flatMap((customer, i) => {
      const known = facts[i];
      const state = stateOf(customer, day, set.horizon / 2);
      return known && state ? [{ customer, i, known, state }] : [];
    });
    const baselines = baselineRisks(seen.map(({ state }) => state));
    const sights = seen.map(({ customer, i, known, state }, place): Sight => {
      const shown = health(known, model, now);
      checkLines(customer, day, shown.score, shown.lines);
      checked.scores++;
      const look = looks[i];
      if (look) {
        checkChange(customer, day, explainChange(look, known, model, now, before, shown), look.score, shown.score);
        checked.changes++;
      }
      looks[i] = lookAt(shown, model, now);
      const counts = workspace.counts(customer, day);
      return {
        left: workspace.left(customer, day) ? 1 : 0,
        silence: state.silence,
        counts,
        present: workspace.present ? workspace.present(customer, day) : counts,
        band: shown.band,
        risks: {
          health: -shown.exact,
          recency: baselines.recency[place] as number,
          rfm: baselines.rfm[place] as number,
          decayed: baselines.decayed[place] as number,
        },
        index: leavingIndex(known, model, now),
      };
    });
    before = model;
    return { workspace: workspace.name, day, sights };
  });
}

/** The state of the protocol: of active days up to the cutoff; null before the first. */
function stateOf({ days, amounts }: LoggedCustomer, cutoff: number, halfLife: number) {
  let n = 0;
  let amount = 0;
  let decayed = 0;
  while (n < days.length && (days[n] as number) <= cutoff) {
    amount += amounts[n] as number;
    decayed += 2 ** (-(cutoff - (days[n] as number)) / halfLife);
    n++;
  }
  return n === 0 ? null : { n, amount, decayed, silence: cutoff - (days[n - 1] as number) };
}

function checkLines({ id }: LoggedCustomer, day: number, score: number, lines: readonly { points: number }[]): void {
  const sum = lines.reduce((total, { points }) => total + points, 0);
  if (100 + sum !== score || !lines.every(({ points }) => Number.isInteger(points)))
    throw new Error(`customer ${id} on day ${day}: lines of ${sum} points under a score of ${score}`);
}

function checkChange(
  { id }: LoggedCustomer,
  day: number,
  change: { from: number; to: number; steps: readonly { points: number }[] },
  from: number,
  to: number,
): void {
  const sum = change.steps.reduce((total, { points }) => total + points, 0);
  if (change.from !== from || change.to !== to || from + sum !== to)
    throw new Error(`customer ${id} on day ${day}: steps of ${sum} points between ${from} and ${to}`);
}
