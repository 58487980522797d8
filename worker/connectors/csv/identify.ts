/** Rows → identities: the same row of the same file gets the same event ids at every import. */
import type { EventType } from '../../../shared/event';
import type { ReadRow } from '../csv';
import type { Draft } from './row-reader';

export interface IdentifiedRow {
  line: number;
  key: string;
  label: string;
  customer: string;
  /** Of the events the row makes, so that a row counts as changed only when its meaning changed. */
  hash: string;
  drafts: (Draft & { id: string; type: EventType })[];
}

async function sha256(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * A row with a key of its own (customer, contact, contract, ticket, event_id) is that key; any other row is the hash of
 * its cells and how many equal rows stood above it, so two equal purchases stay two.
 */
export async function identifyRows(kind: string, rows: readonly ReadRow[]): Promise<IdentifiedRow[]> {
  const above = new Map<string, number>();
  const identified: IdentifiedRow[] = [];
  for (const row of rows) {
    let key = row.key;
    if (key === null) {
      const hash = await sha256(row.cells.join('\u0001'));
      const equal = above.get(hash) ?? 0;
      above.set(hash, equal + 1);
      key = `${hash}:${equal}`;
    }
    const customer = row.drafts[0]?.customer ?? '';
    const drafts: IdentifiedRow['drafts'] = [];
    for (const draft of row.drafts) {
      // A row that moves to another customer makes other events; the old ones are then deleted there.
      const id = draft.id ?? `csv:${kind}:${[...new Set([key, draft.customer])].join(':')}:${draft.part}`;
      drafts.push({ ...draft, id: id.length <= 200 ? id : `csv:${await sha256(id)}` });
    }
    identified.push({
      line: row.line,
      key,
      label: row.label,
      customer,
      hash: await sha256(JSON.stringify(kind === 'contracts' ? drafts.map(({ at: _start, ...rest }) => rest) : drafts)),
      drafts,
    });
  }
  return identified;
}
