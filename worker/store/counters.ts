/** How often something limited was tried: exact everywhere, unlike a limiter that counts per data centre. */

/** Counts one more try of `key` in the window that `now` falls into; returns how many there are. */
export async function countTry(db: D1Database, key: string, windowMs: number, now: number): Promise<number> {
  const row = await db
    .prepare(
      `INSERT INTO counters (key, window, n) VALUES (?1, CAST(?2 AS INTEGER), 1) ON CONFLICT (key, window) DO UPDATE SET n = n + 1 RETURNING n`,
    )
    .bind(key, Math.floor(now / windowMs) * windowMs)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

/** Counts one try of `key` less in the window that `now` falls into. */
export async function uncountTry(db: D1Database, key: string, windowMs: number, now: number): Promise<void> {
  await db
    .prepare(`UPDATE counters SET n = n - 1 WHERE key = ?1 AND window = CAST(?2 AS INTEGER) AND n > 0`)
    .bind(key, Math.floor(now / windowMs) * windowMs)
    .run();
}

/** Windows are an hour at most. */
const COUNTED_MS = 86_400_000;

/**
 * Removes what is of no use after `before`: counters of yesterday, pairings, spent links, ended sessions and devices whose access token
 * ended so long ago that no refresh is left to them.
 */
export async function sweep(db: D1Database, before: number, now: number): Promise<void> {
  await db.batch([
    db.prepare(`DELETE FROM counters WHERE window < CAST(?1 AS INTEGER)`).bind(now - COUNTED_MS),
    db.prepare(`DELETE FROM pairings WHERE expires_at < CAST(?1 AS INTEGER)`).bind(before),
    db.prepare(`DELETE FROM credentials WHERE expires_at < CAST(?1 AS INTEGER)`).bind(before),
    db
      .prepare(
        `DELETE FROM rotations WHERE rotated_at < CAST(?1 AS INTEGER)
         AND NOT EXISTS (SELECT 1 FROM credentials c WHERE c.workspace = rotations.workspace AND c.kind = 'device' AND c.id = rotations.device)`,
      )
      .bind(before),
  ]);
}
