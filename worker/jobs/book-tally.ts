/** Once a day, for books too large to be read while somebody waits: the tally that the reports are made of, page by page with a cursor. */
import { addCustomer, type BookTally, emptyTally, resumed } from '../../shared/churn/book-tally';
import { spansOf } from '../../shared/churn/measures';
import { READ_AT_ONCE, TALLY } from '../book-reports';
import type { Env } from '../env';
import { savedMeasures } from '../store/measures';
import { factsAfter, keepCursor, keepReport, reportCursor, storedReport } from '../store/reports';
import { countFolded } from '../store/sample';
import type { Viewer } from '../store/visible';
import { listWorkspaces } from '../store/workspaces';
import type { Job } from './job';

const DAILY = 86_400_000;
const PAGE = 250;
/** Ten thousand customers a run; a hundred thousand take ten runs, fifty minutes. */
const PAGES = 40;

export const job: Job = {
  id: TALLY,
  async run(env: Env, now: number) {
    for (const workspace of await listWorkspaces(env.DB)) await tallyOn(env.DB, workspace, now);
  },
};

/** Goes on with the report under way, or begins one where the last is a day old and the book is large. */
export async function tallyOn(db: D1Database, workspace: string, now: number, atOnce = READ_AT_ONCE, pages = PAGES): Promise<void> {
  const begun = await reportCursor<BookTally>(db, workspace, TALLY);
  if (!begun) {
    // Asked first, as it reads one row.
    const last = await storedReport(db, workspace, TALLY);
    if (last && now - last.asOf < DAILY) return;
    if ((await countFolded(db, workspace, atOnce + 1)) <= atOnce) return;
  }
  const everything: Viewer = { workspace, user: 'vafa', role: 'admin' };
  const tally = begun ? resumed(begun.state) : emptyTally(now, spansOf(await savedMeasures(db, workspace)));
  let cursor = begun?.cursor ?? '';
  for (let page = 0; page < pages; page++) {
    const facts = await factsAfter(db, everything, cursor, PAGE);
    for (const customer of facts) addCustomer(tally, customer);
    cursor = facts.at(-1)?.customer ?? cursor;
    if (facts.length < PAGE) return keepReport(db, workspace, TALLY, tally, tally.at);
  }
  await keepCursor(db, workspace, TALLY, cursor, tally, now);
}
