/**
 * Which customers the book keeps because they were shown, though the change feed brings only some. Pure: a table of ids in, the next
 * table and the records that go out.
 */
import * as v from 'valibot';

/** `at`: shown last, device clock, epoch ms. `fed`: the feed brings the record; otherwise it stays only for the pin. */
export const Pins = v.record(v.string(), v.object({ at: v.number(), fed: v.boolean() }));
export type Pins = v.InferOutput<typeof Pins>;

export const PINS_KEPT = 500;
/** The time of a pin is written anew at most so often (ms). */
const WRITTEN_EVERY = 12 * 60 * 60_000;

export interface Pinning {
  pins: Pins;
  /** Records that nobody keeps any more. */
  dropped: string[];
}

/** Those shown last stay; a record that only its pin held goes with it. */
function capped(pins: Pins): Pinning {
  const newest = Object.entries(pins).sort(([, a], [, b]) => b.at - a.at);
  const over = newest.slice(PINS_KEPT);
  return { pins: Object.fromEntries(newest.slice(0, PINS_KEPT)), dropped: over.filter(([, { fed }]) => !fed).map(([id]) => id) };
}

/** Records that came by being asked for. */
export const pinned = (pins: Pins, ids: readonly string[], at: number): Pinning =>
  capped({ ...pins, ...Object.fromEntries(ids.map((id) => [id, { at, fed: pins[id]?.fed ?? false }])) });

/** A customer of the book was shown; null where that is known well enough. */
export function shown(pins: Pins, id: string, at: number): Pinning | null {
  const before = pins[id];
  return before !== undefined && at - before.at < WRITTEN_EVERY ? null : capped({ ...pins, [id]: { at, fed: before?.fed ?? true } });
}

/** A page of the feed: what it brings is fed; what left stays where it is pinned; what is gone is gone. */
export function afterFeed(pins: Pins, page: { brought: readonly string[]; left: readonly string[]; gone: readonly string[] }): Pinning {
  const next = { ...pins };
  for (const id of page.brought) if (next[id]) next[id] = { ...next[id], fed: true };
  for (const id of page.left) if (next[id]) next[id] = { ...next[id], fed: false };
  for (const id of page.gone) delete next[id];
  return { pins: next, dropped: [...page.gone, ...page.left.filter((id) => next[id] === undefined)] };
}
