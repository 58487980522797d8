/** Backtests over the workspace's own history: starting one, its progress, its report. */
import * as v from 'valibot';
import type { BacktestReport } from '../churn/report';
import { opaque } from './contract';

const isoDay = v.pipe(v.string(), v.isoDate());
/** What is left out is found in the history itself: see planBacktest. */
export const StartBacktestRequest = v.object({
  /** Past days, or how many of them. */
  cutoffs: v.optional(
    v.union([v.pipe(v.array(isoDay), v.minLength(1), v.maxLength(24)), v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24))]),
  ),
  /** Days ahead. */
  horizon: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000))),
});
export type StartBacktestRequest = v.InferOutput<typeof StartBacktestRequest>;

export const BacktestRun = v.object({
  id: v.string(),
  state: v.picklist(['running', 'done', 'failed']),
  /** 0..1. */
  share: v.number(),
  started_at: v.number(),
  ended_at: v.nullable(v.number()),
  /** Why there is no report: a code, and the numbers that belong to it. */
  problem: v.nullable(v.object({ code: v.string(), args: v.record(v.string(), v.number()) })),
});
export type BacktestRun = v.InferOutput<typeof BacktestRun>;
export const BacktestAnswer = v.object({ ...BacktestRun.entries, report: v.nullable(opaque<BacktestReport>()) });
/** Newest first. */
export const Backtests = v.object({ backtests: v.array(BacktestRun) });
