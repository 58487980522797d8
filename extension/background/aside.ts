/** Rows of today's list that somebody put aside or did on this device: until when they stay away. The row's id names the thing and its stage. */
import type { KeyValueStore } from './key-value-store';

const ASIDE = 'aside:';

/** Until when (epoch ms) which row is put aside. */
export async function readAside(store: KeyValueStore): Promise<Record<string, number>> {
  return Object.fromEntries(
    (await store.entries(ASIDE)).flatMap(([key, until]) => (typeof until === 'number' ? [[key.slice(ASIDE.length), until]] : [])),
  );
}

/** Puts a row aside; 0 brings it back. What has come back by itself is forgotten. */
export async function putAside(store: KeyValueStore, id: string, until: number, now: number): Promise<void> {
  const over = Object.entries(await readAside(store)).filter(([other, end]) => end <= now && other !== id);
  const drop = over.map(([other]) => ASIDE + other);
  await store.write(until > now ? { put: [[ASIDE + id, until]], drop } : { drop: [...drop, ASIDE + id] });
}
