/**
 * The privacy receipt: every request of the day, as it went out. Counted where requests are made, so that none can go by without it:
 * written before it leaves, so that one whose background is killed meanwhile stands there too; what came of it a moment later. It holds no
 * address, name or text: when, where to, what kind, how much.
 */
import * as v from 'valibot';
import { inTurn } from './in-turn';
import type { KeyValueStore } from './key-value-store';

export const RECEIPT_KINDS = ['sync', 'acts', 'lookup', 'membership', 'pairing', 'account', 'reports', 'model', 'other'] as const;
export type ReceiptKind = (typeof RECEIPT_KINDS)[number];
const Row = v.object({
  /** First and last request of the row, epoch ms. */
  from: v.number(),
  to: v.number(),
  host: v.string(),
  kind: v.picklist(RECEIPT_KINDS),
  requests: v.number(),
  /** Those that brought no good answer. */
  failed: v.number(),
  /** Bytes of addresses and bodies, without the headers that browsers add. */
  bytesOut: v.number(),
  bytesIn: v.number(),
});
export type ReceiptRow = v.InferOutput<typeof Row>;
const Rows = v.array(Row);

export interface Receipt {
  /** The request that was given, counted. */
  request: typeof fetch;
  /** The rows of the device's present day, the latest first. */
  today(): Promise<ReceiptRow[]>;
}

const PREFIX = 'receipt:';
/** Requests of a kind within so long (ms) are one row. */
const SLOT = 15 * 60_000;
const MOST_ROWS = 1000;
const WRITE_AFTER = 1000;
const KINDS: readonly [path: RegExp, kind: ReceiptKind][] = [
  [/^\/v1\/changes/, 'sync'],
  [/^\/v1\/(acts|merges|handovers|contact-moves|decisions)\b/, 'acts'],
  [/^\/v1\/lookup$/, 'lookup'],
  [/^\/v1\/membership$/, 'membership'],
  [/^\/v1\/pair/, 'pairing'],
  [/^\/v1\/(me|tokens?|refresh)\b/, 'account'],
  [/^\/v1\/(customers|customer-sums|reports|segments|outreach|measures|backtests)\b/, 'reports'],
  [/^\/v1\/model\b/, 'model'],
];
const kindOf = (path: string): ReceiptKind => KINDS.find(([pattern]) => pattern.test(path))?.[1] ?? 'other';

/** The local day of an instant, as it names its rows. */
function dayOf(at: number): string {
  const date = new Date(at);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** `later` runs something after so many ms. */
export function openReceipt(
  store: KeyValueStore,
  parts: { now(): number; request: typeof fetch; later(work: () => void, ms: number): void },
): Receipt {
  const { now, later } = parts;
  const turn = inTurn();
  let waiting: ReceiptRow[] = [];
  let planned = false;
  /** Requests under way: counted as without a good answer until they have one. */
  const underWay = new Set<ReceiptRow>();

  function ended(row: ReceiptRow, { isGood, bytesIn }: { isGood: boolean; bytesIn: number }): void {
    underWay.delete(row);
    waiting.push({ ...row, requests: 0, bytesOut: 0, failed: isGood ? -1 : 0, bytesIn });
    if (planned) return;
    planned = true;
    later(() => {
      planned = false;
      void write().catch(() => {});
    }, WRITE_AFTER);
  }
  const read = async (day: string): Promise<ReceiptRow[]> => {
    const parsed = v.safeParse(Rows, await store.get(PREFIX + day));
    return parsed.success ? parsed.output : [];
  };
  const write = (): Promise<void> =>
    turn(async () => {
      const rows = waiting;
      waiting = [];
      if (rows.length === 0) return;
      const days = [...new Set(rows.map(({ from }) => dayOf(from)))];
      const put: [string, ReceiptRow[]][] = [];
      for (const day of days) {
        const ofDay = rows.filter(({ from }) => dayOf(from) === day);
        put.push([PREFIX + day, merged(await read(day), ofDay)]);
      }
      const kept = new Set([...days, dayOf(now()), dayOf(now() - 24 * 60 * 60_000)]);
      const old = (await store.entries(PREFIX)).map(([key]) => key).filter((key) => !kept.has(key.slice(PREFIX.length)));
      try {
        await store.write({ put, drop: old });
      } catch (error) {
        waiting = [...rows, ...waiting];
        throw error;
      }
    });

  return {
    async request(input, init) {
      const url = new URL(input instanceof Request ? input.url : input);
      const sent = typeof init?.body === 'string' ? new TextEncoder().encode(init.body).length : 0;
      const [at, bytesOut] = [now(), url.pathname.length + url.search.length + sent];
      const row = { from: at, to: at, host: url.host, kind: kindOf(url.pathname), requests: 1, failed: 1, bytesOut, bytesIn: 0 };
      underWay.add(row);
      waiting.push(row);
      // A store that fails holds nothing up.
      await write().catch(() => undefined);
      try {
        const answer = await parts.request(input, init);
        const body = await answer.arrayBuffer();
        ended(row, { isGood: answer.ok, bytesIn: body.byteLength });
        return new Response(body.byteLength === 0 ? null : body, { status: answer.status, headers: answer.headers });
      } catch (error) {
        ended(row, { isGood: false, bytesIn: 0 });
        throw error;
      }
    },
    async today() {
      await write();
      const ofDay = [...underWay].filter(({ from }) => dayOf(from) === dayOf(now()));
      const undecided = ofDay.map((row) => ({ ...row, requests: 0, bytesOut: 0, failed: -1 }));
      return merged(await read(dayOf(now())), undecided).sort((a, b) => b.to - a.to);
    },
  };
}

/** Adds requests to the rows of their kind that are not older than a quarter of an hour; with too many, the oldest are put together. */
function merged(rows: readonly ReceiptRow[], more: readonly ReceiptRow[]): ReceiptRow[] {
  const next = rows.map((row) => ({ ...row }));
  for (const one of more) {
    const like = (row: ReceiptRow) => row.kind === one.kind && row.host === one.host;
    const known =
      // What came of a request goes to the row that it stands in.
      next.findLast((row) => like(row) && row.from <= one.to && one.to <= row.to) ??
      next.findLast((row) => like(row) && Math.abs(one.to - row.from) < SLOT) ??
      (next.length < MOST_ROWS ? undefined : next.findLast(like));
    if (known === undefined) {
      next.push({ ...one });
      continue;
    }
    known.from = Math.min(known.from, one.from);
    known.to = Math.max(known.to, one.to);
    for (const sum of ['requests', 'failed', 'bytesOut', 'bytesIn'] as const) known[sum] += one[sum];
  }
  return next;
}
