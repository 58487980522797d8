/**
 * The model: one published, numbered, diffable document. Under a fixed model a score moves only with time
 * and events. `formula` names the arithmetic; a client that does not know it must not compute.
 */
import type { Feed } from '../event-entry';
import type { Programme } from '../loyalty/programme';
import type { RfmCuts } from '../loyalty/rfm';
import type { Medians } from './attention';
import type { ModelExample } from './model-document';

/** 2: silence divides the pace, spend weighs 1.5, a first active day has its line, and setup steps count by their order. */
export const FORMULA = 2;

/** A dated picture of the whole book, refreshed at most weekly; a refresh is a model change like any other. */
export interface Population {
  at: number;
  customers: number;
  /** Pooled mean gap between active days, in days, per activity the score reads. */
  gap: { purchases: number; usage: number; contacts: number };
  /** 101 percentiles of spend (minor units) and, per activity, of the risk −ln E among still active customers. */
  spendCuts: number[];
  riskCuts: { purchases: number[]; usage: number[] };
  /** What the median new customer gets of us; absent in pictures taken before there was one. */
  medians?: Medians;
  /** Where the scores of recency, frequency and money are cut; absent in pictures taken before there were any. */
  rfm?: RfmCuts;
}

/** The two numbers of the chance of leaving (logit = a + b · leaving index), fitted on windows of this workspace that have closed. */
export interface Calibration {
  a: number;
  b: number;
  /** Expected calibration error 0..1 on a closed window that the two numbers were not fitted on. */
  error: number;
  /** How many customers they were fitted on. */
  customers: number;
  /** Days ahead that the chance speaks of. */
  horizon: number;
  /** When they were fitted, epoch ms. */
  at: number;
}

export interface Model {
  version: number;
  formula: number;
  publishedAt: number;
  /** Most points each factor can take away, per segment; '' is the default. Each row adds up to 100 over the fed factors. */
  weights: Record<string, Record<Feed, number>>;
  /** The weights as people set them over all factors; `weights` is made of them when the model is published. */
  baseWeights?: Record<string, Record<Feed, number>>;
  /** Factors that this workspace feeds; the others take no part. */
  fed: Feed[];
  /** Half-life and horizon of activity, in days. */
  horizon: { purchases: number; usage: number };
  /** True where amounts are money, so that spend counts in the rank. */
  money: boolean;
  /** Place among the active book → loss share, piecewise linear. */
  knots: [number, number][];
  bands: { healthy: number; watch: number };
  minCoverage: number;
  /** Days without contact that are usual, by segment; '' is the default. */
  cadence: Record<string, number>;
  /** Weekdays on which nobody works (0 Sunday … 6 Saturday, UTC); Saturday and Sunday when absent. */
  restDays?: number[];
  /** Names of competitors that reading listens for, next to those noted of a customer; no score knows them. None when absent. */
  competitors?: string[];
  /** Thresholds of the signals: signal id → name → number. Defaults stand in the signal's own file. */
  thresholds: Record<string, Record<string, number>>;
  /** What people wrote about this model, and the customers that it was checked on before it was published (see model-document.ts). */
  note?: string;
  examples?: ModelExample[];
  population: Population;
  /** Null (or absent, in models published before there was one) until enough windows have closed: then no chance is shown. */
  calibration?: Calibration | null;
  /** The club's rules, for the one signal that goes by tier: joined when a model is read (`withClub`), never stored or published with it. */
  club?: Programme;
}

/** A model as it was read, together with the club's rules of the same moment. */
export const withClub = (model: Model, club: Programme | null): Model => (club === null ? model : { ...model, club });
