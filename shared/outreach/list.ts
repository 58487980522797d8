/**
 * Lists of customers whom we tell something ourselves: an incident, a newer version, a coming change. A list names whom it touches by what
 * they are, so that every device finds them offline; who was told stands in each customer's own log. Nothing is sent by it.
 */
import * as v from 'valibot';
import { instant, ref, text } from '../attributes';
import { SegmentFilter } from '../segments';

export const OUTREACH_KINDS = ['incident', 'release', 'change'] as const;
export type OutreachKind = (typeof OUTREACH_KINDS)[number];
/** Lists that are worked off at the same time, and lists kept with those that are closed; of more, the first closed goes. */
export const MOST_OPEN = 12;
export const MOST_LISTS = 40;
const MOST_ADVICE = 8;

/** A saved segment as it was when it was chosen: what becomes of it later changes no list. */
const Group = { name: text(120), filter: SegmentFilter };
/** `edition`: only those with this one; `without`: not those who have this one already, as those of a version that is out. */
const Audience = v.variant('by', [
  v.object({ by: v.literal('segment'), ...Group }),
  v.object({ by: v.literal('product'), product: text(120), edition: v.optional(text(60)), without: v.optional(text(60)) }),
  /** Nobody but those who are put on it by hand, which any list may have beside. */
  v.object({ by: v.literal('picked') }),
]);
export type Audience = v.InferOutput<typeof Audience>;
const Message = v.object({ subject: text(200), text: text(2000) });
export type OutreachMessage = v.InferOutput<typeof Message>;

/** A list as it is written. `revision` is the one it was made from, 0 for a new one. */
export const OutreachDraft = v.object({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,60}$/)),
  revision: v.pipe(v.number(), v.integer(), v.minValue(0)),
  kind: v.picklist(OUTREACH_KINDS),
  title: text(120),
  /** What happened, for colleagues. */
  what: v.pipe(v.string(), v.trim(), v.maxLength(1000)),
  audience: Audience,
  /** By language id, as templates with the customer's fields; at least one. */
  messages: v.pipe(
    v.record(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/)), Message),
    v.check((messages) => Object.keys(messages).length > 0 && Object.keys(messages).length <= 6, 'one to six languages'),
  ),
  /** What we suggest to the customers of a segment; the first that fits a customer takes the place of `{advice}`. */
  advice: v.pipe(v.array(v.object({ ...Group, text: text(600) })), v.maxLength(MOST_ADVICE)),
  closed: v.boolean(),
});
export type OutreachDraft = v.InferOutput<typeof OutreachDraft>;
/** As it stands: who wrote it and when (epoch ms). */
export const OutreachList = v.object({ ...OutreachDraft.entries, by: ref, at: instant });
export type OutreachList = v.InferOutput<typeof OutreachList>;

/** The lists of a workspace, one numbered document; version 0 is none yet. */
export interface SavedOutreach {
  version: number;
  lists: OutreachList[];
}
export const NO_OUTREACH: SavedOutreach = { version: 0, lists: [] };

/** The lists with this one put in its place or at the end, as `by` wrote it at `at`. What a retry brings again changes nothing: null. */
export function withList(lists: readonly OutreachList[], draft: OutreachDraft, by: string, at: number): OutreachList[] | null {
  const stands = lists.find(({ id }) => id === draft.id);
  const next: OutreachList = { ...draft, revision: draft.revision + 1, by: stands?.by ?? by, at: stands?.at ?? at };
  if (stands && isSame(stands, next)) return null;
  if (stands) return lists.map((one) => (one === stands ? next : one));
  const all = [...lists, next];
  const spare = all.length > MOST_LISTS ? all.find(({ closed }) => closed) : undefined;
  return all.filter((one) => one !== spare);
}

const isSame = (a: OutreachList, b: OutreachList): boolean => inOrder(a) === inOrder(b);
/** JSON with sorted keys: what was written and what comes out of storage name their members in different orders. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
      : part,
  );
}
