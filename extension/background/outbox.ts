/**
 * What people did here and the Worker has not confirmed yet. An act is kept in two stores before anybody is told "saved", carries an id
 * made here, and is sent until the Worker has answered: so a kill at any moment loses none and makes none twice.
 */
import { type ActItem, ActsAnswer } from '../../shared/api/contract';
import { PROBLEMS } from '../../shared/api/problems';
import { type Api, type ClientCode, isPassing } from './api-client';
import { inTurn } from './in-turn';
import type { KeyValueStore } from './key-value-store';
import { openCopies } from './outbox-copies';
import { keyOf, type OutboxEntry } from './outbox-entry';

/** An act waits this long (ms) before it is sent, so that undo simply takes it back. */
export const HOLD = 8_000;
/** How long (ms) a sent act is remembered, for an undo that comes late. */
const REMEMBERED = 120_000;
/** The longest wait after a failure (ms); whatever seems to wait longer was written by a clock that has since been set back. */
const LONGEST_WAIT = 30 * 60_000;
const JITTER_MOST = 1.25;
/** An act so far (ms) ahead of the Worker's clock was written by a clock that went wrong. */
const AHEAD = 60_000;
const BATCH = 100;
const TOO_FAR_AHEAD = 'event.too-far-ahead';

export interface Outbox {
  /** Keeps an act, or several that belong together, in both stores; resolves only then. `hold` is how long undo may take it back (ms), `group` the id whose undo takes back all of them (the first one's). */
  add(items: ActItem | readonly [ActItem, ...ActItem[]], title: string, hold?: number, group?: string): Promise<void>;
  /** What is known of an id in its latest revision, whatever became of it; null where nothing is, or not any more. */
  newest(id: string): Promise<OutboxEntry | null>;
  /**
   * Takes an act back, with those kept together with it: silently while it waits, by a deletion of the same id once it may have been
   * sent. False when it is not known.
   */
  undo(id: string): Promise<boolean>;
  /** What waits, is being sent or was refused, oldest first. */
  visible(): Promise<OutboxEntry[]>;
  /** Sends what is due. `again` disregards the wait after failures, `last` even the hold that undo needs. */
  flush(api: Api, options?: FlushOptions): Promise<FlushResult>;
  /** The instant (device clock) at which something is next due; null when nothing waits. */
  dueAt(): Promise<number | null>;
  /** Drops what somebody else said who had this device before. */
  forgetOthers(): Promise<void>;
  /** Drops what is kept of acts like this, whatever became of them: for what must leave the device. */
  forget(which: (entry: OutboxEntry) => boolean): Promise<void>;
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
  /** The second copy, in another kind of store. */
  mirror: KeyValueStore;
  /** Device clock, epoch ms. */
  now(): number;
  /** The Worker's clock as this device knows it, epoch ms. */
  workerNow(): Promise<number>;
  /** Whom the Worker knows this device as. */
  whose(): Promise<string>;
  /** 0 ≤ n < 1, for the jitter of the backoff. */
  random(): number;
}

/** Opens the outbox over its two stores. */
export function openOutbox({ store, mirror, now, workerNow, whose, random }: OutboxParts): Outbox {
  const turn = inTurn();
  const copies = openCopies([store, mirror]);
  let flushing: Promise<FlushResult> | null = null;

  const mine = async (): Promise<OutboxEntry[]> => {
    const [all, me] = await Promise.all([copies.all(), whose()]);
    // Said before the Worker had told who we are: ours too.
    return [...all.values()].filter((entry) => entry.whose === me || entry.whose === '').sort(byTime);
  };
  const stamped = (entry: OutboxEntry, part: Partial<OutboxEntry>): OutboxEntry => ({
    ...entry,
    ...part,
    changedAt: Math.max(now(), entry.changedAt + 1),
  });
  const isDue = (entry: OutboxEntry, { again = false, last = false }: FlushOptions): boolean =>
    entry.state === 'sending' ||
    (entry.state === 'waiting' && (last || (again && entry.attempts > 0) || entry.notBefore <= now() || isBeyond(entry, now())));

  /** Takes the entries that are due and marks them as being sent; those that an earlier life left in `sending` are due too. */
  const begin = (options: FlushOptions, most: number): Promise<OutboxEntry[]> =>
    turn(async () => {
      await copies.heal();
      const latest = await workerNow();
      const due = (await mine())
        .filter((entry) => isDue(entry, options))
        .slice(0, most)
        .map((entry) => {
          const item = entry.item.at > latest + AHEAD ? { ...entry.item, at: latest } : entry.item;
          return stamped(entry, { item, state: 'sending', attempts: entry.attempts + 1 });
        });
      if (due.length > 0) await copies.keep(due);
      return due;
    });

  const settle = (entries: OutboxEntry[]): Promise<void> =>
    turn(async () => {
      const at = now();
      const stale = [...(await copies.all())]
        .filter(([, entry]) => (entry.state === 'sent' || entry.state === 'dropped') && Math.abs(at - entry.changedAt) > REMEMBERED)
        .map(([key]) => key);
      if (entries.length > 0 || stale.length > 0) await copies.keep(entries, stale);
    });

  const later = (entry: OutboxEntry, problem: string): OutboxEntry =>
    stamped(entry, {
      state: 'waiting',
      problem,
      notBefore: now() + Math.min(LONGEST_WAIT, 5_000 * 2 ** Math.min(entry.attempts - 1, 10)) * (0.75 + random() / 2),
    });
  const judged = (entry: OutboxEntry, code: string): OutboxEntry =>
    // Its time was taken from a clock that went wrong: it gets another at the next try.
    code in PROBLEMS && !isPassing(code as ClientCode) && code !== TOO_FAR_AHEAD
      ? stamped(entry, { state: 'refused', problem: code })
      : later(entry, code);

  async function send(api: Api, options: FlushOptions): Promise<FlushResult> {
    const result: FlushResult = { sent: [], refused: [], code: null };
    let most = BATCH;
    for (;;) {
      const batch = await begin(options, most);
      if (batch.length === 0) break;
      const answer = await api.call('acts', { answer: ActsAnswer, body: { acts: batch.map((entry) => entry.item) } });
      if (!answer.ok) {
        const whole = isPassing(answer.code) || answer.status === 401;
        // One that the Worker cannot even read must not hold up the others: sent by fewer at a time, it is found.
        const split = !whole && answer.status !== 403 && batch.length > 1;
        const settled = batch.map((entry) =>
          whole ? later(entry, answer.code) : split ? stamped(entry, { state: 'waiting', notBefore: now() }) : judged(entry, answer.code),
        );
        await settle(settled);
        if (split) {
          most = Math.ceil(batch.length / 2);
          continue;
        }
        result.code = answer.code;
        result.refused.push(...settled.filter((entry) => entry.state === 'refused'));
        if (settled.some((entry) => entry.state === 'waiting')) break;
        continue;
      }
      const byId = new Map(answer.value.results.map((row) => [row.id, row]));
      const settled = batch.map((entry) => {
        const row = byId.get(entry.item.id);
        return row?.ok === true ? stamped(entry, { state: 'sent', problem: '' }) : judged(entry, row?.code ?? 'unreadable');
      });
      await settle(settled);
      result.sent.push(...settled.filter((entry) => entry.state === 'sent'));
      result.refused.push(...settled.filter((entry) => entry.state === 'refused'));
      if (settled.some((entry) => entry.state === 'waiting') || batch.length < most) break;
    }
    return result;
  }

  return {
    add: (items, title, hold = HOLD, leader) =>
      turn(async () => {
        const [together, me] = [[items].flat() as ActItem[], await whose()];
        const group = leader ?? together[0]?.id ?? '';
        const common = { group, whose: me, title, state: 'waiting' as const, problem: '', attempts: 0 };
        await copies.keep(together.map((item) => ({ item, ...common, notBefore: now() + hold, changedAt: now() })));
      }),
    newest: async (id) => (await mine()).filter(({ item }) => item.id === id).sort((a, b) => b.item.revision - a.item.revision)[0] ?? null,
    undo: (id) =>
      turn(async () => {
        const newest = new Map<string, OutboxEntry>();
        for (const entry of await mine()) {
          const seen = newest.get(entry.item.id);
          const meant = entry.group === id || entry.item.id === id;
          if (meant && (seen === undefined || entry.item.revision > seen.item.revision)) newest.set(entry.item.id, entry);
        }
        const taken = [...newest.values()].flatMap((entry): OutboxEntry[] => {
          if (entry.item.data === null || entry.state === 'dropped') return [];
          const untouched = entry.attempts === 0 && entry.state === 'waiting';
          if (untouched || entry.state === 'refused') return [stamped(entry, { state: 'dropped' })];
          const deletion: ActItem = { ...entry.item, data: null, revision: entry.item.revision + 1 };
          return [{ ...entry, item: deletion, state: 'waiting', problem: '', attempts: 0, notBefore: now(), changedAt: now() }];
        });
        if (taken.length > 0) await copies.keep(taken);
        return newest.size > 0;
      }),
    visible: async () => (await mine()).filter(({ state }) => state === 'waiting' || state === 'sending' || state === 'refused'),
    async flush(api, options = {}) {
      // What runs may leave behind what this one must take along.
      while (flushing !== null && options.last === true) await flushing.catch(() => undefined);
      flushing ??= send(api, options).finally(() => {
        flushing = null;
      });
      return flushing;
    },
    async dueAt() {
      const times = (await mine()).flatMap((entry) =>
        entry.state === 'sending' || (entry.state === 'waiting' && isBeyond(entry, now()))
          ? [now()]
          : entry.state === 'waiting'
            ? [entry.notBefore]
            : [],
      );
      return times.length === 0 ? null : Math.min(...times);
    },
    forgetOthers: () =>
      turn(async () => {
        const me = await whose();
        if (me === '') return;
        const others = [...(await copies.all())].filter(([, { whose: their }]) => their !== me && their !== '').map(([key]) => key);
        if (others.length > 0) await copies.keep([], others);
      }),
    forget: (which) =>
      turn(async () => {
        const those = [...(await copies.all())].filter(([, entry]) => which(entry)).map(([key]) => key);
        if (those.length > 0) await copies.keep([], those);
      }),
    clear: () => turn(copies.clear),
  };
}

const byTime = (a: OutboxEntry, b: OutboxEntry): number => a.item.at - b.item.at || (keyOf(a.item) < keyOf(b.item) ? -1 : 1);

/** Waits longer than anything of ours does: the device's clock was set back since. */
const isBeyond = (entry: OutboxEntry, now: number): boolean => entry.notBefore > now + LONGEST_WAIT * JITTER_MOST;
