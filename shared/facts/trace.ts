/**
 * The score's recent past: one mark every five days, read by the fold while it passes. A mark is the score at the start of its UTC
 * day, from the events up to and including that instant.
 */
import { DAY, dayOf, type LiveEvent } from '../event';
import type { TraceMark } from '../record';
import { complete } from './complete';
import type { Facts } from './facts';
import { copyOf, emptyFacts, foldOne, inOrder } from './fold';

const STEP = 5;
/** Marks kept, the newest last: 90 days. */
export const MARKS_KEPT = 18;

export interface TraceOptions {
  /** Where to go on from: facts, and the trace that came with them under the same model. */
  from?: { facts: Facts; trace: readonly TraceMark[] };
  /** The score of facts at an instant; null where there is not enough data. It must not change the facts. */
  score: (facts: Facts, at: number) => number | null;
  /** Marks are made up to this instant, epoch ms. */
  until: number;
}

/**
 * Folds like `fold`, and gives the last 18 marks up to `until`, rising; none lies before the first event. Folding in several steps
 * gives the same marks as folding at once. For that, an event that runs ahead of `until` (by a day at most) also makes the marks that
 * it passes: they stand after the 18, with a day that is yet to come.
 * Throws RangeError as `fold` does.
 */
export function foldWithTrace(events: readonly LiveEvent[], options: TraceOptions): { facts: Facts; trace: TraceMark[] } {
  const { from, score, until } = options;
  const facts = from ? copyOf(complete(from.facts)) : emptyFacts(events[0]?.customer ?? '');
  const ordered = inOrder(events);
  const begun = facts.lastId !== '';
  if (!begun && ordered.length === 0) return { facts, trace: [] };

  // Marks before the last folded event can no longer change; from there on they are read anew.
  const settled = begun ? (from?.trace ?? []).filter((mark) => mark.day * DAY < facts.lastAt) : [];
  const firstAt = begun ? facts.lastAt : (ordered[0] as LiveEvent).at;
  const lastAt = ordered.at(-1)?.at ?? facts.lastAt;
  const wanted = firstKept(until);
  let day = Math.max(markFrom(firstAt), wanted);
  const trace = settled.filter((mark) => mark.day >= wanted);
  const readUpTo = (instant: number) => {
    for (; day * DAY < instant; day += STEP) trace.push({ day, score: score(facts, day * DAY) });
  };
  for (const event of ordered) {
    readUpTo(event.at);
    foldOne(facts, event);
  }
  readUpTo(Math.max(until + 1, lastAt));
  return { facts, trace };
}

/** The first mark not before an instant, as a day number. */
function markFrom(instant: number): number {
  return Math.ceil(instant / DAY / STEP) * STEP;
}

function firstKept(until: number): number {
  return Math.floor(dayOf(until) / STEP) * STEP - (MARKS_KEPT - 1) * STEP;
}
