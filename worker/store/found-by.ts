/**
 * Whom a typed text may mean, by the index of search words and the directory. A word finds what begins with it; what is common to so many
 * that a page of the list is soon full of them is left to the list itself, which compares every row that it reads.
 */
import { beginningOf } from '../../shared/matching/search-words';

/** Of a word that more customers have, every few dozenth row of the list fits. */
const MOST = 2000;
/** The greatest text that begins with another: nothing sorts behind it. */
const LAST = '\u{10FFFF}';

/**
 * The customers of the rarest of these words; null where the list had better be read in its order. `whole` says that the workspace is small
 * enough to look within words, too, where nothing begins so.
 */
export async function candidates(db: D1Database, workspace: string, words: readonly string[], whole: boolean): Promise<string[] | null> {
  let best: string[] | null = null;
  for (const word of words) {
    const found = await customersOfWord(db, workspace, word);
    if (found.length <= MOST && (best === null || found.length < best.length)) best = found;
    if (best?.length === 0) break;
  }
  return best?.length === 0 && whole ? null : best;
}

async function customersOfWord(db: D1Database, workspace: string, word: string): Promise<string[]> {
  const begins = (table: string, column: string, from: string) =>
    `SELECT * FROM (SELECT customer FROM ${table} WHERE workspace = ?1 AND ${column} >= ${from} AND ${column} < ${from} || '${LAST}' LIMIT ${MOST + 1})`;
  const beginning = beginningOf(word);
  const { results } = await db
    .prepare(
      `SELECT DISTINCT customer FROM (
         ${begins('search_words', 'word', '?3')} UNION ALL ${begins('directory', 'key', '?2')} UNION ALL ${begins('directory', 'key', `'@' || ?2`)})
       WHERE ?3 <> '' OR ?2 <> '' LIMIT ${MOST + 1}`,
    )
    .bind(workspace, word, beginning === '' ? LAST : beginning)
    .all<{ customer: string }>();
  return results.map(({ customer }) => customer);
}
