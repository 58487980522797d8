/** What must be true in the end, whatever happened: read from the database itself and from the device's own store. */
import { openBook } from '../../extension/background/book';
import type { LiveEvent } from '../../shared/event';
import { fold } from '../../shared/facts/fold';
import { memoryStore } from '../unit/background/memory-store';
import type { KillableWorker } from './killable-worker';
import type { Saying } from './ledger';

export interface Verdict {
  acknowledged: number;
  /** Tags of what was promised and is not there, or not whole, or was taken back and is. */
  lost: string[];
  /** Tags of what is there more than once, or by half. */
  duplicated: string[];
  /** Customers whose facts are not the fold of the log, or whose record in the book is not the Worker's. */
  mismatches: string[];
}
interface EventRow {
  id: string;
  customer: string;
  type: string;
  at: number;
  source: string;
  revision: number;
  data: string | null;
}

export async function check(worker: KillableWorker, sayings: readonly Saying[], book: [string, unknown][]): Promise<Verdict> {
  const events = await worker.rows<EventRow>('SELECT id, customer, type, at, source, revision, data FROM events');
  const facts = await worker.rows<{ customer: string; body: string }>('SELECT customer, body FROM facts');
  const waiting = await worker.rows<{ id: string }>('SELECT id FROM customers WHERE folded < seq');
  const verdict: Verdict = { acknowledged: 0, lost: [], duplicated: [], mismatches: waiting.map(({ id }) => `${id} waits to be folded`) };

  const counted = new Map<string, number>();
  const stored = new Map<string, EventRow>();
  const live = new Map<string, LiveEvent[]>();
  for (const row of events) {
    if (row.data === null) continue;
    const data = JSON.parse(row.data) as Record<string, unknown>;
    const tag = String(row.type === 'usage' ? data.feature : row.type === 'note' ? data.text : row.type === 'task.set' ? data.title : '');
    counted.set(tag, (counted.get(tag) ?? 0) + 1);
    stored.set(tag, row);
    live.set(row.customer, [...(live.get(row.customer) ?? []), { ...row, data } as unknown as LiveEvent]);
  }
  for (const { tag, events: expected, acknowledged, takenBack, stands } of sayings) {
    const there = counted.get(tag) ?? 0;
    const row = stored.get(tag);
    if (row && stands && takenBack === 'no' && acknowledged && (row.revision !== stands.revision || row.at !== stands.at))
      verdict.lost.push(`${tag}: revision ${row.revision} stands in the place of ${stands.revision}`);
    if (acknowledged) verdict.acknowledged++;
    if (there > expected || (there !== 0 && there !== expected)) verdict.duplicated.push(`${tag}: ${there} of ${expected}`);
    if (acknowledged && takenBack === 'no' && there === 0) verdict.lost.push(tag);
    if (takenBack === 'yes' && there > 0) verdict.lost.push(`${tag}: taken back, and there`);
  }

  const store = memoryStore(new Map(book));
  const records = new Map((await openBook(store).records()).map((record) => [record.id, record]));
  const folded = new Set(facts.map(({ customer }) => customer));
  const merged = new Set((await worker.rows<{ id: string }>('SELECT id FROM customers WHERE merged_into IS NOT NULL')).map(({ id }) => id));
  for (const [customer, log] of live) {
    // Of one that turned out to be another only what says who it was stays behind.
    const rest = merged.has(customer) ? log.filter(({ type }) => !type.startsWith('customer.')) : log;
    if (rest.length > 0 && !folded.has(customer)) verdict.mismatches.push(`${customer}: events and no facts`);
  }
  for (const { customer, body } of facts) {
    if (JSON.stringify(fold(live.get(customer) ?? [])) !== body) verdict.mismatches.push(`${customer}: facts are not the fold of the log`);
    const record = records.get(customer);
    if (record === undefined) verdict.mismatches.push(`${customer}: not in the book`);
    else if (JSON.stringify(record.facts) !== body) verdict.mismatches.push(`${customer}: the book differs`);
    records.delete(customer);
  }
  for (const id of records.keys()) verdict.mismatches.push(`${id}: in the book and not on the Worker`);
  return verdict;
}
