/**
 * The chain over the audit: each row's hash is of the row and of the hash before it, so that no row can be changed, taken out or put in
 * between without every later hash being wrong. Rows are numbered as they are written, in the same transaction; what a hash is follows
 * from the rows alone, so it does not matter who seals them, when, or how many do so at once.
 */
import { firstOpen, type Link, linksAfter, saveSeals, sealBefore } from '../store/audit-chain';
import { sha256 } from './token';

/** Rows read and written together. */
const PIECE = 500;
/** Rows that one check looks at; it says where to go on. */
const CHECKED_AT_ONCE = 10_000;

/** The hash of a row that follows `before`: SHA-256, base64url, over a JSON array of its members. */
export function hashOf(before: string, workspace: string, { seq, id, at, actor, action, subject, detail }: Link): Promise<string> {
  return sha256(JSON.stringify([before, workspace, seq, id, at, actor, action, subject, detail]));
}

/** Seals what is not sealed yet, at most `most` rows. */
export async function sealAudit(db: D1Database, workspace: string, most: number): Promise<void> {
  const open = await firstOpen(db, workspace);
  if (open === null) return;
  let { seq, hash } = await sealBefore(db, workspace, open);
  for (let done = 0; done < most; done += PIECE) {
    const links = await linksAfter(db, workspace, seq, PIECE);
    const seals: { seq: number; hash: string }[] = [];
    for (const link of links) {
      hash = await hashOf(hash, workspace, link);
      seq = link.seq;
      seals.push({ seq, hash });
    }
    if (seals.length > 0) await saveSeals(db, workspace, seals);
    if (links.length < PIECE) return;
  }
}

export interface Checked {
  intact: boolean;
  /** The first row that is not what it was when it was sealed, or does not follow the one before. */
  broken: number | null;
  /** Rows looked at. */
  rows: number;
  /** Ask again from here, where there are more. */
  next: number | null;
  /** The last row that was looked at: whoever notes it can tell later that nothing before it was changed. */
  head: { seq: number; hash: string };
}

/** Checks the rows after `after`, which must be sealed. */
export async function checkAudit(db: D1Database, workspace: string, after: number): Promise<Checked> {
  let head = await sealBefore(db, workspace, after + 1);
  const checked = (part: Partial<Checked>): Checked => ({ intact: true, broken: null, rows, next: null, head, ...part });
  let rows = 0;
  if (head.seq !== after) return checked({ intact: false, broken: after });
  while (rows < CHECKED_AT_ONCE) {
    const links = await linksAfter(db, workspace, head.seq, PIECE);
    for (const link of links) {
      // Written since it was sealed: the next check has it.
      if (link.hash === null && link.at !== null) return checked({});
      const isNext = link.seq === head.seq + 1 && link.at !== null && link.hash === (await hashOf(head.hash, workspace, link));
      if (!isNext) return checked({ intact: false, broken: link.seq });
      rows++;
      head = { seq: link.seq, hash: link.hash ?? '' };
    }
    if (links.length < PIECE) return checked({});
  }
  return checked({ next: head.seq });
}
