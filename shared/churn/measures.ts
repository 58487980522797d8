/**
 * What we do against losing customers, as it is written down: improvements (a cause, a goal, tactics, a day from which they hold) and what
 * winning and keeping customers costs. Both are held against counts of the book over periods that they name. Pure.
 */
import * as v from 'valibot';
import { currency, instant, LOSS_REASONS, text, whole } from '../attributes';
import { DAY } from '../event';

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,60}$/));
export const MOST_MEASURES = 12;
/** Periods are compared in equal numbers before and after. */
export const PERIOD_DAYS = [30, 90, 180] as const;
export const MOST_PERIODS = 4;

export const Improvement = v.object({
  id,
  /** The reason for leaving that it is against; '' where it is none of them. */
  cause: v.picklist([...LOSS_REASONS, '']),
  goal: text(300),
  tactics: v.pipe(v.string(), v.trim(), v.maxLength(1000)),
  start: instant,
  days: v.picklist(PERIOD_DAYS),
  periods: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_PERIODS)),
});
export type Improvement = v.InferOutput<typeof Improvement>;

/** What was spent in a period, in minor units of one currency: on winning customers, and on keeping them. `to` is left out. */
export const Cost = v.pipe(
  v.object({ id, from: instant, to: instant, currency, acquisition: whole, retention: whole }),
  v.check(({ from, to }) => from < to, 'the period ends before it begins'),
);
export type Cost = v.InferOutput<typeof Cost>;

export const Measures = {
  improvements: v.pipe(v.array(Improvement), v.maxLength(MOST_MEASURES)),
  costs: v.pipe(v.array(Cost), v.maxLength(MOST_MEASURES)),
};
/** All of a workspace, one numbered document; version 0 is none yet. */
export interface SavedMeasures {
  version: number;
  improvements: Improvement[];
  costs: Cost[];
}
export const NO_MEASURES: SavedMeasures = { version: 0, improvements: [], costs: [] };

/** A half-open stretch of time, epoch ms. */
export interface Span {
  from: number;
  to: number;
}
/** The periods that an improvement is judged by, the oldest first. */
export function periodsOf({ start, days, periods }: Pick<Improvement, 'start' | 'days' | 'periods'>): { before: Span[]; after: Span[] } {
  const length = days * DAY;
  const at = (nth: number): Span => ({ from: start + nth * length, to: start + (nth + 1) * length });
  return {
    before: Array.from({ length: periods }, (_, i) => at(i - periods)),
    after: Array.from({ length: periods }, (_, i) => at(i)),
  };
}

/** Every stretch that something of it is counted over, each once. */
export function spansOf({ improvements, costs }: Pick<SavedMeasures, 'improvements' | 'costs'>): Span[] {
  const all = [
    ...improvements.flatMap((one) => {
      const { before, after } = periodsOf(one);
      return [...before, ...after];
    }),
    ...costs.map(({ from, to }) => ({ from, to })),
  ];
  return [...new Map(all.map((span) => [spanKey(span), span])).values()];
}
export const spanKey = ({ from, to }: Span): string => `${from}-${to}`;
