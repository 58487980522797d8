/** Every choice of a run comes from its seed. Each actor draws from a stream of its own, so that who is faster does not change what the others draw. */
export interface Chance {
  /** 0 ≤ n < 1. */
  next(): number;
  /** True with this probability. */
  odds(probability: number): boolean;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  pick<T>(from: readonly [T, ...T[]]): T;
  /** Another stream, the same for the same name. */
  stream(name: string): Chance;
}

/** Mulberry32 (Tommy Ettinger, public domain). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    odds: (probability) => next() < probability,
    pick: <T>(from: readonly [T, ...T[]]): T => from[between(0, from.length - 1)] as T,
    stream: (name) => chanceOf([...name].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), seed ^ 0x811c9dc5)),
  };
}
