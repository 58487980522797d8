/** One act in the outbox, and how a store keeps it: as text with a checksum, so that a copy that went bad is known as one. */
import * as v from 'valibot';
import { ActItem } from '../../shared/api/contract';
import { contentHash } from '../../shared/content-hash';

const Entry = v.object({
  item: ActItem,
  /** The act that was kept together with it and whose undo takes back both; its own id where it stands alone or leads. */
  group: v.string(),
  /** Who said it: only their device sends it. */
  whose: v.string(),
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

export const PREFIX = 'act:';
export const keyOf = (item: ActItem): string => `${PREFIX}${item.id}:${item.revision}`;

const SUM = 32;

/** The entry as a store keeps it. */
export function encodeEntry(entry: OutboxEntry): string {
  const json = JSON.stringify(entry);
  return contentHash(json) + json;
}
/** What a store kept, where it is whole; null for anything else. */
export function decodeEntry(kept: unknown): OutboxEntry | null {
  if (typeof kept !== 'string' || contentHash(kept.slice(SUM)) !== kept.slice(0, SUM)) return null;
  const parsed = v.safeParse(Entry, JSON.parse(kept.slice(SUM)));
  return parsed.success ? parsed.output : null;
}

/** Of two copies of one act the later counts, and a dropped one always. */
export const rank = (entry: OutboxEntry): number => (entry.state === 'dropped' ? Number.POSITIVE_INFINITY : entry.changedAt);
