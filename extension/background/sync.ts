/**
 * Keeps the book level with the Worker: what waits is sent, then the change feed is read on from the last
 * number. A sync that is cut short anywhere goes on where it stopped.
 */
import { Changes, MembershipAnswer, PinnedAnswer } from '../../shared/api/contract';
import { FORMULA } from '../../shared/health/model';
import { type Api, type ClientCode, isPassing, isRevoked } from './api-client';
import type { Book, Cursor } from './book';
import { complain } from './complain';
import { type Connection, type ConnectionStore, isOwnToken, isPaired, isSamePairing } from './connection';
import { StoreLost } from './key-value-store';
import type { Membership } from './membership';
import type { FlushResult, Outbox } from './outbox';

const LONGEST_WAIT = 15 * 60_000;
const JITTER_MOST = 1.25;
/** Pages of one sync; what is left comes with the next alarm. */
const MOST_PAGES = 500;

export interface SyncParts {
  connection: ConnectionStore;
  book: Book;
  outbox: Outbox;
  membership: Membership;
  /** Lets go of what the device has of these customers besides the book: nobody has them any more. */
  letGo(customers: readonly string[]): Promise<void>;
  api(connection: Connection): Api;
  /** Device clock, epoch ms. */
  now(): number;
  random(): number;
  online(): boolean;
}
export interface SyncResult {
  connection: Connection;
  /** Ids of customers whose record came or went; null where everything may differ (a new model, other segments or lists, a wipe). */
  changed: string[] | null;
  flushed: FlushResult | null;
  /** A named state began or ended: unreachable, update needed, revoked. Every card says so. */
  turned: boolean;
}
export interface Sync {
  /**
   * One sync; calls during one join it. With `force` it disregards the wait after failures, and begins after this call: it follows on
   * something just done, and a sync that runs already may have read the feed before that.
   */
  run(options?: { force?: boolean }): Promise<SyncResult>;
}

/** Puts the sync together; it holds nothing between runs but what the stores hold. */
export function openSync(parts: SyncParts): Sync {
  let running: Promise<SyncResult> | null = null;
  let next: Promise<SyncResult> | null = null;
  const begin = (force: boolean): Promise<SyncResult> =>
    syncOnce(parts, force)
      // The book was lost under it, and is filled from its beginning.
      .catch((error) => (error instanceof StoreLost ? syncOnce(parts, force) : Promise.reject(error)))
      .finally(() => {
        running = null;
      });
  const run = (force: boolean): Promise<SyncResult> => {
    if (running === null || !force) {
      running ??= begin(force);
      return running;
    }
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null;
        return run(true);
      });
    return next;
  };
  return { run: (options = {}) => run(options.force === true) };
}

async function syncOnce(parts: SyncParts, force: boolean): Promise<SyncResult> {
  const { connection: connections, book, outbox, now } = parts;
  const start = await connections.read();
  if (!isPaired(start)) return { connection: start, changed: [], flushed: null, turned: false };
  // A try that seems further off than any wait was planned by a clock that has since been set back.
  const waits = start.nextTryAt > now() && start.nextTryAt - now() <= LONGEST_WAIT * JITTER_MOST;
  if (!force && (!parts.online() || waits)) return { connection: start, changed: [], flushed: null, turned: false };

  const api = parts.api(start);
  const flushed = await outbox.flush(api, { again: force });
  const changed = new Set<string>();
  let everything = false;
  let named: string | undefined;

  for (let page = 0; page < MOST_PAGES; page++) {
    const cursor = await book.cursor();
    const asked = now();
    const answer = await api.call('changes', {
      answer: Changes,
      query: { ...cursor },
    });
    if (!answer.ok) {
      const after = await failed(parts, api, start, answer.code);
      return { ...after, flushed, turned: hasTurned(start, after.connection) };
    }
    const answered = now();
    // Unpaired or paired anew meanwhile: this answer is another's.
    const link = await connections.read();
    if (!isSamePairing(link, start)) return { connection: link, changed: [...changed], flushed, turned: hasTurned(start, link) };
    // Before the place in the feed moves on: what is cut short is done again.
    await parts.letGo(answer.value.removed ?? []);
    const touched = await keep(parts, answer.value, cursor);
    if (touched === null) break;
    for (const id of touched) changed.add(id);
    const { model: rules, programme, segments, outreach, restart, membership } = answer.value;
    everything ||= rules !== undefined || programme !== undefined || segments !== undefined || outreach !== undefined || restart === true;
    named = membership;
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
  for (const id of await levelRest(parts, api, start, named, changed.size > 0)) changed.add(id);
  // The Worker is back: what backed off need not wait out its time.
  if (!start.reachable) await outbox.flush(api, { again: true });
  const connection = await connections.read();
  return { connection, changed: everything ? null : [...changed], flushed, turned: hasTurned(start, connection) };
}

/**
 * Takes a page into the book; answers the ids it touched, null where the device has no room for it. Then the earlier models go first, and
 * the next try waits like one after a failed request: the book stays as it is, with its age.
 */
async function keep({ book, connection, now, random }: SyncParts, page: Changes, from: Cursor): Promise<string[] | null> {
  try {
    return await book.apply(page, from);
  } catch (error) {
    if (!isFull(error)) throw error;
  }
  try {
    await book.keepModels(new Set());
    return await book.apply(page, from);
  } catch (error) {
    if (!isFull(error)) throw error;
    complain('book', error);
    const { failures } = await connection.read();
    await connection.change({ failures: failures + 1, nextTryAt: now() + waitAfter(failures, random) });
    return null;
  }
}

const isFull = (error: unknown): boolean => error instanceof Error && error.name === 'QuotaExceededError';

/** How long (ms) to wait after so many failures. */
const waitAfter = (failures: number, random: () => number): number =>
  Math.min(LONGEST_WAIT, 5_000 * 2 ** Math.min(failures, 10)) * (JITTER_MOST - random() / 2);

/**
 * What the feed does not bring: the membership set where it is another, and, when anything moved, the records that are only kept because
 * they were shown. Answers the ids of those. What fails here waits for the next sync.
 */
async function levelRest(
  { book, membership, connection }: SyncParts,
  api: Api,
  start: Connection,
  named: string | undefined,
  moved: boolean,
): Promise<string[]> {
  /** False once the device was signed out or paired anew: what is answered then is another's. */
  const isOurs = async (): Promise<boolean> => isSamePairing(await connection.read(), start);
  /** Takes the set that the feed named, or the change to it; false where that could not be taken, and no set is left. */
  const level = async (): Promise<boolean> => {
    const at = await membership.at();
    if (named === undefined || named === at) return true;
    const answer = await api.call('membership', { answer: MembershipAnswer, query: { since: at } });
    if (!answer.ok || !(await isOurs())) return true;
    return membership.apply(answer.value).then(
      () => true,
      (error) => {
        complain('membership', error);
        return false;
      },
    );
  };
  if (!(await level())) await level();
  const pinned = moved ? await book.pinned() : [];
  if (pinned.length === 0) return [];
  const answer = await api.call('pinned', { answer: PinnedAnswer, body: { pinned } });
  if (!answer.ok || !(await isOurs())) return [];
  await book.refresh(answer.value);
  return [...answer.value.customers.map(({ id }) => id), ...answer.value.gone];
}

const hasTurned = (before: Connection, after: Connection): boolean =>
  before.reachable !== after.reachable || before.updateNeeded !== after.updateNeeded || before.revoked !== after.revoked;

/** After a failed request: wait longer each time; a device that was revoked gives up what it holds after one last try to send. */
async function failed(
  parts: SyncParts,
  api: Api,
  start: Connection,
  code: ClientCode,
): Promise<{ connection: Connection; changed: string[] | null }> {
  const { connection: connections, now } = parts;
  // Unpaired or paired anew meanwhile: what became of the former token is no matter of the present one.
  const link = await connections.read();
  if (!isSamePairing(link, start)) return { connection: link, changed: [] };
  if (isRevoked(code)) {
    // Nobody took the device away: it was not used for too long, or what it renews its tokens with was lost with its store. It is paired
    // anew, and sends then what waits.
    const comesBack = code === 'auth.expired' || (!isOwnToken(link.token) && (await connections.session()) === null);
    if (!comesBack) await parts.outbox.flush(api, { last: true });
    const present = await connections.read();
    if (!isSamePairing(present, start)) return { connection: present, changed: [] };
    await parts.book.wipe();
    await parts.membership.wipe();
    if (!comesBack) await parts.outbox.clear();
    return { connection: await connections.forget({ revoked: !comesBack }), changed: null };
  }
  const { failures } = await connections.read();
  const nextTryAt = now() + waitAfter(failures, parts.random);
  const connection = await connections.change({ reachable: !isPassing(code), failures: failures + 1, nextTryAt });
  return { connection, changed: [] };
}
