/**
 * Score, leaving index and open signals of many customers at one instant under one model, equal to those of `scoreAt`, `leavingIndex`
 * and `openSignals`. A rule is a
 * pure function, so what it says of a customer of whom nothing is known holds for everybody whose facts are empty wherever the rule
 * looked. Each rule is watched once on empty facts, and is not run again where it could only say the same.
 */
import type { Facts } from '../facts/facts';
import { emptyFacts } from '../facts/fold';
import { leavingIndex } from '../health/chance';
import type { Factor, FactorReading } from '../health/factor';
import type { Health } from '../health/health';
import type { Model } from '../health/model';
import { FACTORS } from '../health/registry';
import { scoreAt } from '../health/score';
import { SIGNALS } from '../signals/registry';
import type { Signal, SignalReading } from '../signals/signal';

export interface Opened {
  signal: Signal;
  reading: SignalReading;
}
export interface Reading extends Pick<Health, 'score' | 'band' | 'exact'> {
  open: Opened[];
  /** The leaving index. */
  index: number;
}
export type Reader = (facts: Facts) => Reading;

const EMPTY = emptyFacts('');
/** Members whose own members are watched one by one: most rules look at one of them only. */
const SPLIT: readonly string[] = ['activity', 'contact', 'profile'] satisfies (keyof Facts)[];
type Table = Record<string, unknown>;
type Place = readonly [member: string, inner: string | null];
const PLACES = Object.entries(EMPTY).flatMap(([key, value]): Place[] =>
  SPLIT.includes(key) ? Object.keys(value as Table).map((inner) => [key, inner]) : [[key, null]],
);
interface Watched {
  member: string;
  inner: string | null;
  empty: unknown;
  isList: boolean;
}
const WATCHED = PLACES.map(([member, inner]): Watched => {
  const outer = (EMPTY as unknown as Table)[member];
  const empty = inner === null ? outer : (outer as Table)[inner];
  return { member, inner, empty, isList: Array.isArray(empty) };
});
const placeOf = (key: string, inner: string | null) => PLACES.findIndex((place) => place[0] === key && place[1] === inner);

/** Reads customers at `now` under `model`. */
export function readerAt(model: Model, now: number): Reader {
  const silent = new Map<Signal, number[]>();
  for (const signal of SIGNALS) {
    const { result, looked } = watched((facts) => signal.evaluate(facts, model, now));
    if (result === null) silent.set(signal, looked);
  }
  const known = new Map<Factor, { looked: number[]; reading: FactorReading }>();
  for (const factor of FACTORS) {
    const { result, looked } = watched((facts) => factor.read(facts, model, now));
    if (result) known.set(factor, { looked, reading: result });
  }
  const filled = new Uint8Array(PLACES.length);
  const allEmpty = (looked: readonly number[]) => {
    for (const place of looked) if (filled[place] === 1) return false;
    return true;
  };

  return (facts) => {
    fillIn(filled, facts);
    const open: Opened[] = [];
    let said: Set<string> | null = null;
    for (const signal of SIGNALS) {
      const looked = silent.get(signal);
      if (looked && allEmpty(looked)) continue;
      const reading = signal.evaluate(facts, model, now);
      if (!reading) continue;
      open.push({ signal, reading });
      if (signal.supersedes) said = new Set([...(said ?? []), ...signal.supersedes]);
    }
    const listed = said ? open.filter(({ signal }) => !said.has(signal.id)) : open;
    const readings = new Map<Factor, FactorReading>();
    const read = (factor: Factor) => {
      const before = readings.get(factor);
      if (before) return before;
      const empty = known.get(factor);
      const reading = empty && allEmpty(empty.looked) ? empty.reading : factor.read(facts, model, now);
      readings.set(factor, reading);
      return reading;
    };
    const capping = listed.filter(({ signal }) => signal.cap !== undefined);
    return { ...scoreAt(facts, model, now, read, capping), open: listed, index: leavingIndex(facts, model, now, read) };
  };
}

/** What a rule says of empty facts, and where it looked; `result` is undefined where it cannot be asked that. */
function watched<T>(rule: (facts: Facts) => T): { result: T | undefined; looked: number[] } {
  const looked = new Set<number>();
  const watch = (table: Table, see: (key: string) => unknown): Table =>
    new Proxy(table, { get: (_, key) => (typeof key === 'string' ? see(key) : undefined) });
  const facts = watch(EMPTY as unknown as Table, (key) => {
    const value = (EMPTY as unknown as Table)[key];
    if (!SPLIT.includes(key)) {
      looked.add(placeOf(key, null));
      return value;
    }
    return watch(value as Table, (inner) => {
      looked.add(placeOf(key, inner));
      return (value as Table)[inner];
    });
  });
  try {
    const result = rule(facts as unknown as Facts);
    // A member that empty facts lack: nothing can be said of where it looked.
    return looked.has(-1) ? { result: undefined, looked: [] } : { result, looked: [...looked] };
  } catch {
    return { result: undefined, looked: [] };
  }
}

function fillIn(filled: Uint8Array, facts: Facts): void {
  const table = facts as unknown as Record<string, Table>;
  for (let place = 0; place < WATCHED.length; place++) {
    const { member, inner, empty, isList } = WATCHED[place] as Watched;
    const outer = table[member] as Table;
    const value = inner === null ? outer : outer[inner];
    const same = isList ? (value as unknown[]).length === 0 : typeof empty === 'object' ? isSame(value, empty) : value === empty;
    filled[place] = same ? 0 : 1;
  }
}

/** Whether a part of the facts is as in empty facts, whose lists and tables have no members or only such of their own. */
function isSame(value: unknown, empty: unknown): boolean {
  if (typeof empty !== 'object' || empty === null) return value === empty;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(empty)) return (value as unknown[]).length === empty.length;
  for (const key in empty) if (!isSame((value as Table)[key], (empty as Table)[key])) return false;
  for (const key in value) if (!Object.hasOwn(empty, key)) return false;
  return true;
}
