/** An even sample of a workspace's facts, for the picture of its book. */
import { complete } from '../../shared/facts/complete';
import type { Facts } from '../../shared/facts/facts';

const PAGE = 200;

/** How many customers are folded, counted no further than `enough`. */
export async function countFolded(db: D1Database, workspace: string, enough: number): Promise<number> {
  const row = await db
    .prepare(`SELECT count(*) AS n FROM (SELECT 1 FROM facts WHERE workspace = ?1 LIMIT CAST(?2 AS INTEGER))`)
    .bind(workspace, enough)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

/** At most `most` customers, every n-th by id. Only what a population is made of is kept: lists of tickets, notes and the like are left out. */
export async function sampleFacts(db: D1Database, workspace: string, most: number): Promise<Facts[]> {
  const { results } = await db
    .prepare(`SELECT customer FROM facts WHERE workspace = ?1 ORDER BY customer`)
    .bind(workspace)
    .raw<[string]>()
    .then((rows) => ({ results: rows }));
  const step = Math.max(1, Math.ceil(results.length / most));
  const ids = results.filter((_, i) => i % step === 0).map(([id]) => id);
  const sample: Facts[] = [];
  for (let from = 0; from < ids.length; from += PAGE) {
    const page = await db
      .prepare(`SELECT f.body FROM json_each(?2) j CROSS JOIN facts f ON f.workspace = ?1 AND f.customer = j.value`)
      .bind(workspace, JSON.stringify(ids.slice(from, from + PAGE)))
      .all<{ body: string }>();
    for (const { body } of page.results) {
      const facts = complete(JSON.parse(body) as Facts);
      sample.push({
        ...facts,
        contacts: [],
        tickets: [],
        invoices: [],
        answers: [],
        remarks: [],
        notes: [],
        tasks: [],
        points: [],
        early: [],
      });
    }
  }
  return sample;
}
