/** Trying a draft of settings on the whole book: in pages with a cursor, each counted once however many try it. */
import type { Facts } from '../shared/facts/facts';
import type { Draft, Drafts } from './store/draft-table';
import { pageOfBook } from './store/drafts';

const PAGE = 500;

/** Counts up to `pages` pages more; `count` adds the customers of a page to what the draft came to so far. */
export async function tryPages<Document, Tally>(
  db: D1Database,
  workspace: string,
  drafts: Drafts<Document, Tally>,
  found: Draft<Document, Tally>,
  { now, pages }: { now: number; pages: number },
  count: (tally: Tally, facts: Facts[]) => Tally,
): Promise<void> {
  let draft = found;
  for (let left = pages; left > 0 && !draft.ended; left--) {
    const { facts, to } = await pageOfBook(db, workspace, draft.cursor, PAGE);
    const last = facts.length < PAGE;
    const step = { to: last ? null : to, done: draft.done + facts.length, tally: count(draft.tally, facts) };
    // Somebody else counted this page first, and goes on.
    if (!(await drafts.move(db, workspace, draft.id, draft.cursor, step, now))) return;
    draft = { ...draft, ...step, cursor: to ?? draft.cursor, ended: last };
  }
}
