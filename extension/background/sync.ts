/**
 * Keeps the book level with the Worker: what waits is sent, then the change feed is read on from the last
 * number. A sync that is cut short anywhere goes on where it stopped.
 */
import { Changes } from '../../shared/api/contract';
import { FORMULA } from '../../shared/health/model';
import { type Api, type ClientCode, isPassing, isRevoked } from './api-client';
import type { Book } from './book';
import { type Connection, type ConnectionStore, isPaired } from './connection';
import type { FlushResult, Outbox } from './outbox';

const LONGEST_WAIT = 15 * 60_000;
/** Pages of one sync; what is left comes with the next alarm. */
const MOST_PAGES = 500;

export interface SyncParts {
  connection: ConnectionStore;
  book: Book;
  outbox: Outbox;
  api(connection: Connection): Api;
  /** Device clock, epoch ms. */
  now(): number;
  random(): number;
  online(): boolean;
}
export interface SyncResult {
  connection: Connection;
  /** Ids of customers whose record came or went; null where everything may differ (a new model, other segments, a wipe). */
  changed: string[] | null;
  flushed: FlushResult | null;
  /** A named state began or ended: unreachable, update needed, revoked. Every card says so. */
  turned: boolean;
}
export interface Sync {
  /** One sync; calls during one join it. `force` disregards the wait after failures. */
  run(options?: { force?: boolean }): Promise<SyncResult>;
}

/** Puts the sync together; it holds nothing between runs but what the stores hold. */
export function openSync(parts: SyncParts): Sync {
  let running: Promise<SyncResult> | null = null;
  return {
    run(options = {}) {
      running ??= syncOnce(parts, options.force === true).finally(() => {
        running = null;
      });
      return running;
    },
  };
}

async function syncOnce(parts: SyncParts, force: boolean): Promise<SyncResult> {
  const { connection: connections, book, outbox, now } = parts;
  const start = await connections.read();
  if (!isPaired(start)) return { connection: start, changed: [], flushed: null, turned: false };
  if (!force && (!parts.online() || start.nextTryAt > now())) return { connection: start, changed: [], flushed: null, turned: false };

  const api = parts.api(start);
  const flushed = await outbox.flush(api, { again: force });
  const changed = new Set<string>();
  let everything = false;

  for (let page = 0; page < MOST_PAGES; page++) {
    const cursor = await book.cursor();
    const asked = now();
    const answer = await api.call('changes', {
      answer: Changes,
      query: { ...cursor },
    });
    if (!answer.ok) {
      const after = await failed(parts, api, answer.code);
      return { ...after, flushed, turned: hasTurned(start, after.connection) };
    }
    const answered = now();
    if ((await connections.read()).token !== start.token) break; // unpaired or paired anew meanwhile: this answer is another's
    const touched = await book.apply(answer.value);
    for (const id of touched) changed.add(id);
    const { model: rules, programme, segments } = answer.value;
    everything ||= rules !== undefined || programme !== undefined || segments !== undefined;
    const model = await book.model();
    await connections.change({
      reachable: true,
      failures: 0,
      nextTryAt: 0,
      offset: Math.round(answer.value.now - (asked + answered) / 2),
      updateNeeded: model !== null && model.formula !== FORMULA,
      ...(answer.value.more ? {} : { syncedAt: answered }),
    });
    if (!answer.value.more) break;
  }
  // The Worker is back: what backed off need not wait out its time.
  if (!start.reachable) await outbox.flush(api, { again: true });
  const connection = await connections.read();
  return { connection, changed: everything ? null : [...changed], flushed, turned: hasTurned(start, connection) };
}

const hasTurned = (before: Connection, after: Connection): boolean =>
  before.reachable !== after.reachable || before.updateNeeded !== after.updateNeeded || before.revoked !== after.revoked;

/** After a failed request: wait longer each time; a device that was revoked gives up what it holds after one last try to send. */
async function failed(parts: SyncParts, api: Api, code: ClientCode): Promise<{ connection: Connection; changed: string[] | null }> {
  const { connection: connections, now } = parts;
  if (isRevoked(code)) {
    await parts.outbox.flush(api, { last: true });
    await parts.book.wipe();
    await parts.outbox.clear();
    return { connection: await connections.forget({ revoked: true }), changed: null };
  }
  const { failures } = await connections.read();
  const wait = Math.min(LONGEST_WAIT, 5_000 * 2 ** Math.min(failures, 10)) * (0.75 + parts.random() / 2);
  const connection = await connections.change({ reachable: !isPassing(code), failures: failures + 1, nextTryAt: now() + wait });
  return { connection, changed: [] };
}
