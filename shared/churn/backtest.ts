/**
 * The backtest in two passes over the customers, each seen alone, so that a log of any size streams through. The first takes the
 * picture of the book at every cutoff, from what had happened by then; the second scores with the models published over it.
 */
import type { LiveEvent } from '../event';
import type { Model } from '../health/model';
import { publishModel } from '../health/publish';
import { type PopulationPart, populationOf, populationPart } from '../health/snapshot';
import { gradeBacktest } from './grade';
import { addCustomer, emptySummary, fedBy, type LogSummary, together } from './log-summary';
import { type Observations, observer } from './observe';
import { type Asked, endOfDay, type Plan, type PlanProblem, planBacktest } from './plan';
import { replay } from './replay';
import type { BacktestReport } from './report';
import { joinSheets, type Sheet } from './sheet';
import { addTallies, newTallies } from './tallies';

/** As many customers give percentiles good to a point; the population job of a workspace takes no more either. */
export const SAMPLE = 4000;

/** Adds a customer's part in the picture at each cutoff. */
export function addToPictures(pictures: PopulationPart[][], events: readonly LiveEvent[], plan: Plan, model: Model): void {
  const instants = plan.cutoffs.map(endOfDay);
  replay(events, instants, (facts, i) => {
    if (facts.lastId === '') return;
    const part = populationPart(facts, model, instants[i] as number);
    if (part) pictures[i]?.push(part);
  });
}

/** The model as it would have been published at each cutoff: over what was fed by then, with the book as it was then. */
export function modelsOf(pictures: readonly (readonly PopulationPart[])[], plan: Plan, log: LogSummary, start: Model): Model[] {
  return plan.cutoffs.map((cutoff, i) => {
    const at = endOfDay(cutoff);
    const population = populationOf(pictures[i] ?? [], start, at);
    const fitted = publishModel({ ...start, publishedAt: at, population, calibration: null }, fedBy(log, at));
    if ('problem' in fitted) throw new RangeError(`the model to start from is not sound: ${fitted.problem.code}`);
    return fitted.model;
  });
}

/** One customer of a log and its live events, in any order. */
export interface Past {
  customer: string;
  events: readonly LiveEvent[];
}
/** A part of a log, here or in a thread of its own: no customer stands in two. The three are called in this order. */
export interface Shard {
  summary(): Promise<LogSummary>;
  /** `customers` is how many the whole log has. */
  pictures(plan: Plan, model: Model, customers: number): Promise<PopulationPart[][]>;
  observe(plan: Plan, models: readonly Model[]): Promise<Observations>;
}

/**
 * A part that is read here. `pasts` gives the customers, once for each pass, and hears when it is the `last` one; `labels` the day each is said to have
 * left; `nth` of `parts` tells their numbers from those of the other parts.
 */
export function localShard(pasts: (last: boolean) => Iterable<Past>, labels: ReadonlyMap<string, number>, nth = 0, parts = 1): Shard {
  return {
    async summary() {
      const log = emptySummary();
      for (const { events } of pasts(false)) addCustomer(log, events);
      return log;
    },
    async pictures(plan, model, customers) {
      const pictures: PopulationPart[][] = plan.cutoffs.map(() => []);
      for (const { customer, events } of pasts(false))
        if (isSampled(customer, customers, SAMPLE)) addToPictures(pictures, events, plan, model);
      return pictures;
    },
    async observe(plan, models) {
      const { observe, close } = observer(plan, models);
      let number = nth;
      for (const { customer, events } of pasts(true)) {
        observe(number, events, labels.get(customer) ?? null);
        number += parts;
      }
      return close();
    },
  };
}

/** The whole backtest over the parts of a log. `modelFor` gives the model to start from, once it is known what is asked. */
export async function backtest(
  shards: readonly Shard[],
  modelFor: (plan: Plan) => Model,
  asked: Asked,
): Promise<{ report: BacktestReport } | { problem: PlanProblem }> {
  const summaries = await Promise.all(shards.map((shard) => shard.summary()));
  const log = summaries.reduce(together, emptySummary());
  const planned = planBacktest(log, asked);
  if ('problem' in planned) return planned;
  const { plan } = planned;
  const model = modelFor(plan);
  const pictures = await Promise.all(shards.map((shard) => shard.pictures(plan, model, log.customers)));
  const models = modelsOf(
    plan.cutoffs.map((_, i) => pictures.flatMap((part) => part[i] ?? [])),
    plan,
    log,
    model,
  );
  const seen = await Promise.all(shards.map((shard) => shard.observe(plan, models)));
  return { report: gradeObserved(log, plan, models.at(-1) as Model, seen, log.customers) };
}

/** The report of what was observed in the parts of a book; `model` is the last cutoff's, `replayed` how many customers were. */
export function gradeObserved(log: LogSummary, plan: Plan, model: Model, seen: readonly Observations[], replayed: number): BacktestReport {
  const sheets = plan.cutoffs.map((_, i) => joinSheets(seen.map((part) => part.sheets[i] as Sheet)));
  const tallies = newTallies();
  for (const part of seen) addTallies(tallies, part.tallies);
  return gradeBacktest(log, plan, model, sheets, tallies, replayed);
}

/** Whether a customer is one of about `most` of `all`: by its name alone, so that the same are chosen wherever they are met. */
export function isSampled(customer: string, all: number, most: number): boolean {
  return all <= most || spread(customer) < most / all;
}

/** An even spread of names over 0..1 (FNV-1a, then the finaliser of MurmurHash3). */
export function spread(name: string): number {
  let h = 2_166_136_261;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 16_777_619);
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}
