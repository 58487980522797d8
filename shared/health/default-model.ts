/** The model of a workspace that has published none: hand-set weights and a plausible population to place customers in. */
import { FEEDS, type Feed } from '../event-entry';
import { NO_MEDIANS } from './attention';
import { along } from './cuts';
import { FORMULA, type Model, type Population } from './model';
import { FACTORS } from './registry';

/** Percent → −ln E of a typical active book: half expect about one more active day in the horizon, a tenth expects hardly any. */
const TYPICAL_PURCHASES: [number, number][] = [
  [0, -3.5],
  [25, -1.2],
  [50, -0.4],
  [75, 0.5],
  [90, 1.2],
  [100, 2.2],
];
/** Use comes on more days than buying: half the book is in on ten days a month. */
const TYPICAL_USAGE: [number, number][] = [
  [0, -3.1],
  [25, -2.6],
  [50, -2],
  [75, -1],
  [90, 0],
  [100, 1.5],
];
/** Percent → spend in minor units. */
const TYPICAL_SPEND: [number, number][] = [
  [0, 0],
  [25, 20_000],
  [50, 80_000],
  [75, 300_000],
  [90, 1_000_000],
  [100, 10_000_000],
];

/** Fewer customers than this make no population of their own: the typical one stands in. */
export const THIN_BOOK = 20;

/** A population to start from, dated `at`; a snapshot of the real book replaces it part by part as that grows. */
export function typicalPopulation(at: number): Population {
  const cuts = (knots: [number, number][]) => Array.from({ length: 101 }, (_, percent) => along(knots, percent));
  return {
    at,
    customers: 0,
    gap: { purchases: 30, usage: 3, contacts: 21 },
    spendCuts: cuts(TYPICAL_SPEND),
    riskCuts: { purchases: cuts(TYPICAL_PURCHASES), usage: cuts(TYPICAL_USAGE) },
    medians: NO_MEDIANS,
  };
}

/** The first model, version 1, as if every factor were fed; publishModel fits it to what the workspace really feeds. */
export function defaultModel(publishedAt: number): Model {
  const weights = Object.fromEntries(FACTORS.map((factor) => [factor.id, factor.weight])) as Record<Feed, number>;
  return {
    version: 1,
    formula: FORMULA,
    publishedAt,
    weights: { '': weights },
    baseWeights: { '': weights },
    fed: [...FEEDS],
    horizon: { purchases: 90, usage: 30 },
    money: true,
    knots: [
      [0, 0],
      [0.7, 0.25],
      [0.9, 0.5],
      [1, 0.9],
    ],
    bands: { healthy: 75, watch: 50 },
    minCoverage: 0.5,
    cadence: { '': 60 },
    thresholds: {},
    population: typicalPopulation(publishedAt),
    calibration: null,
  };
}
