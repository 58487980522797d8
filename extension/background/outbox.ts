/**
 * What people did here and the Worker has not confirmed yet. An act is kept in two stores (IndexedDB and
 * storage.local) before anybody is told "saved", carries an id made here, and is sent until the Worker has
 * answered: so a kill at any moment loses none and makes none twice.
 */
import * as v from 'valibot';
import { ActItem, ActsAnswer } from '../../shared/api/contract';
import { PROBLEMS } from '../../shared/api/problems';
import { type Api, type ClientCode, isPassing } from './api-client';
import { inTurn } from './in-turn';
import type { KeyValueStore } from './key-value-store';

/** An act waits this long (ms) before it is sent, so that undo simply takes it back. */
export const HOLD = 8_000;
/** How long (ms) a sent act is remembered, for an undo that comes late. */
const REMEMBERED = 120_000;
const LONGEST_WAIT = 30 * 60_000;
const BATCH = 100;

const Entry = v.object({
  item: ActItem,
  /** What it says in the list of waiting things, in the reader's words. */
  title: v.string(),
  /** `dropped` outlives the removal of its other copy; `sent` is only remembered. */
  state: v.picklist(['waiting', 'sending', 'refused', 'sent', 'dropped']),
  problem: v.string(),
  attempts: v.number(),
  notBefore: v.number(),
  changedAt: v.number(),
});
export type OutboxEntry = v.InferOutput<typeof Entry>;

/** The second copy: one value holding every entry. */
export interface Mirror {
  read(): Promise<unknown>;
  write(entries: Record<string, OutboxEntry>): Promise<void>;
}
export interface Outbox {
  /** Keeps the act in both stores; resolves only then. `hold` is how long undo may take it back (ms). */
  add(item: ActItem, title: string, hold?: number): Promise<void>;
  /** Takes an act back: silently while it waits, by a deletion of the same id once it may have been sent. False when it is not known. */
  undo(id: string): Promise<boolean>;
  /** What waits, is being sent or was refused, oldest first. */
  visible(): Promise<OutboxEntry[]>;
  /** Sends what is due. `again` disregards the wait after failures, `last` even the hold that undo needs. */
  flush(api: Api, options?: FlushOptions): Promise<FlushResult>;
  /** The instant (device clock) at which something is next due; null when nothing waits. */
  dueAt(): Promise<number | null>;
  clear(): Promise<void>;
}
export interface FlushOptions {
  again?: boolean;
  last?: boolean;
}
export interface FlushResult {
  sent: OutboxEntry[];
  refused: OutboxEntry[];
  code: ClientCode | null;
}
export interface OutboxParts {
  store: KeyValueStore;
  mirror: Mirror;
  /** Device clock, epoch ms. */
  now(): number;
  /** 0 ≤ n < 1, for the jitter of the backoff. */
  random(): number;
}

const PREFIX = 'act:';
const keyOf = (item: ActItem): string => `${PREFIX}${item.id}:${item.revision}`;

/** Opens the outbox over its two stores. */
export function openOutbox({ store, mirror, now, random }: OutboxParts): Outbox {
  const turn = inTurn();
  let flushing: Promise<FlushResult> | null = null;

  /** Both copies as one: an entry in either counts; the one changed later wins, and a dropped one always does. */
  async function all(): Promise<Map<string, OutboxEntry>> {
    const found = new Map<string, OutboxEntry>();
    const take = (key: string, value: unknown): void => {
      const parsed = v.safeParse(Entry, value);
      if (!parsed.success) return;
      const seen = found.get(key);
      if (seen === undefined || rank(parsed.output) > rank(seen)) found.set(key, parsed.output);
    };
    const [own, copy] = await Promise.allSettled([store.entries(PREFIX), mirror.read()]);
    if (own.status === 'rejected' && copy.status === 'rejected') throw own.reason;
    if (own.status === 'fulfilled') for (const [key, value] of own.value) take(key, value);
    if (copy.status === 'fulfilled' && typeof copy.value === 'object' && copy.value !== null)
      for (const [key, value] of Object.entries(copy.value)) take(key, value);
    return found;
  }

  /** Writes the entries to both stores and drops the keys from both. One store may fail, not both. */
  async function keep(entries: OutboxEntry[], drop: string[] = []): Promise<void> {
    const next = await all();
    for (const entry of entries) next.set(keyOf(entry.item), entry);
    for (const key of drop) next.delete(key);
    const results = await Promise.allSettled([
      store.write({ put: entries.map((entry) => [keyOf(entry.item), entry] as const), drop }),
      mirror.write(Object.fromEntries(next)),
    ]);
    const failed = results.filter((result) => result.status === 'rejected');
    if (failed.length === results.length) throw new Error('neither store could keep the act');
    if (failed.length > 0) console.warn('vafa: one of two copies of the outbox could not be written');
  }

  const stamped = (entry: OutboxEntry, part: Partial<OutboxEntry>): OutboxEntry => ({
    ...entry,
    ...part,
    changedAt: Math.max(now(), entry.changedAt + 1),
  });

  /** Takes the entries that are due and marks them as being sent; those that an earlier life left in `sending` are due too. */
  const begin = ({ again = false, last = false }: FlushOptions): Promise<OutboxEntry[]> =>
    turn(async () => {
      const at = now();
      const due = [...(await all()).values()]
        .filter(
          (entry) =>
            entry.state === 'sending' || (entry.state === 'waiting' && (last || (again && entry.attempts > 0) || entry.notBefore <= at)),
        )
        .sort((a, b) => a.item.at - b.item.at || (keyOf(a.item) < keyOf(b.item) ? -1 : 1))
        .slice(0, BATCH)
        .map((entry) => stamped(entry, { state: 'sending', attempts: entry.attempts + 1 }));
      if (due.length > 0) await keep(due);
      return due;
    });

  const settle = (entries: OutboxEntry[]): Promise<void> =>
    turn(async () => {
      const at = now();
      const stale = [...(await all()).entries()]
        .filter(([, entry]) => (entry.state === 'sent' || entry.state === 'dropped') && entry.changedAt + REMEMBERED < at)
        .map(([key]) => key);
      if (entries.length > 0 || stale.length > 0) await keep(entries, stale);
    });

  const later = (entry: OutboxEntry, problem: string): OutboxEntry =>
    stamped(entry, {
      state: 'waiting',
      problem,
      notBefore: now() + Math.min(LONGEST_WAIT, 5_000 * 2 ** Math.min(entry.attempts - 1, 10)) * (0.75 + random() / 2),
    });

  async function send(api: Api, options: FlushOptions): Promise<FlushResult> {
    const result: FlushResult = { sent: [], refused: [], code: null };
    for (;;) {
      const batch = await begin(options);
      if (batch.length === 0) break;
      const answer = await api.call('acts', { answer: ActsAnswer, body: { acts: batch.map((entry) => entry.item) } });
      if (!answer.ok) {
        const whole = isPassing(answer.code) || answer.status === 401;
        await settle(
          batch.map((entry) =>
            whole || batch.length > 1 ? later(entry, answer.code) : stamped(entry, { state: 'refused', problem: answer.code }),
          ),
        );
        result.code = answer.code;
        break;
      }
      const byId = new Map(answer.value.results.map((row) => [row.id, row]));
      const settled = batch.map((entry) => {
        const row = byId.get(entry.item.id);
        if (row?.ok === true) return stamped(entry, { state: 'sent', problem: '' });
        const code = row?.code ?? 'unreadable';
        return code in PROBLEMS && !isPassing(code as ClientCode)
          ? stamped(entry, { state: 'refused', problem: code })
          : later(entry, code);
      });
      await settle(settled);
      result.sent.push(...settled.filter((entry) => entry.state === 'sent'));
      result.refused.push(...settled.filter((entry) => entry.state === 'refused'));
      if (settled.some((entry) => entry.state === 'waiting') || batch.length < BATCH) break;
    }
    return result;
  }

  return {
    add: (item, title, hold = HOLD) =>
      turn(() => keep([{ item, title, state: 'waiting', problem: '', attempts: 0, notBefore: now() + hold, changedAt: now() }])),
    undo: (id) =>
      turn(async () => {
        const mine = [...(await all()).values()].filter((entry) => entry.item.id === id);
        const newest = mine.sort((a, b) => b.item.revision - a.item.revision)[0];
        if (newest === undefined) return false;
        if (newest.item.data === null || newest.state === 'dropped') return true;
        const untouched = newest.attempts === 0 && newest.state === 'waiting';
        if (untouched || newest.state === 'refused') {
          await keep([stamped(newest, { state: 'dropped' })]);
          return true;
        }
        const deletion: ActItem = { ...newest.item, data: null, revision: newest.item.revision + 1 };
        await keep([{ ...newest, item: deletion, state: 'waiting', problem: '', attempts: 0, notBefore: now(), changedAt: now() }]);
        return true;
      }),
    visible: async () =>
      [...(await all()).values()]
        .filter((entry) => entry.state === 'waiting' || entry.state === 'sending' || entry.state === 'refused')
        .sort((a, b) => a.item.at - b.item.at || (a.item.id < b.item.id ? -1 : 1)),
    flush(api, options = {}) {
      flushing ??= send(api, options).finally(() => {
        flushing = null;
      });
      return flushing;
    },
    async dueAt() {
      const times = [...(await all()).values()].flatMap((entry) =>
        entry.state === 'waiting' ? [entry.notBefore] : entry.state === 'sending' ? [now()] : [],
      );
      return times.length === 0 ? null : Math.min(...times);
    },
    clear: () =>
      turn(async () => {
        await Promise.all([store.clear(), mirror.write({})]);
      }),
  };
}

const rank = (entry: OutboxEntry): number => (entry.state === 'dropped' ? Number.POSITIVE_INFINITY : entry.changedAt);
