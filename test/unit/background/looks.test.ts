import { describe, expect, it } from 'vitest';
import { openLooks, SEEN_AFTER } from '../../../extension/background/looks';
import { memoryStore } from './memory-store';

describe('what was last seen', () => {
  it('is a card that stood for two seconds, not one that flew by', async () => {
    const looks = openLooks<{ score: number }>(memoryStore());
    await looks.shown(1, 'c1', { score: 80 }, 0);
    await looks.left(1, SEEN_AFTER - 1);
    expect(await looks.base('c1', null)).toBeNull();
    await looks.shown(1, 'c1', { score: 81 }, 10_000);
    await looks.left(1, 10_000 + SEEN_AFTER);
    expect(await looks.base('c1', null)).toEqual({ score: 81 });
  });
  it('stays what the open card is compared with until it goes, also when the background is replaced', async () => {
    const store = memoryStore();
    const first = openLooks<{ score: number }>(store);
    await first.shown(1, 'c1', { score: 80 }, 0);
    await first.shown(1, 'c2', { score: 50 }, 5_000);
    await openLooks<{ score: number }>(store).shown(1, 'c1', { score: 70 }, 20_000);
    const third = openLooks<{ score: number }>(store);
    await third.seen(1, 'c1');
    expect(await third.base('c1', 1)).toEqual({ score: 80 });
    await third.left(1, 30_000);
    expect(await third.base('c1', 1)).toEqual({ score: 70 });
  });
  it('says which versions of the model something is still compared with, and forgets all at once', async () => {
    const looks = openLooks<{ model: number }>(memoryStore());
    await looks.shown(1, 'c1', { model: 3 }, 0);
    await looks.seen(1, 'c1');
    await looks.left(1, 1_000);
    await looks.shown(1, 'c1', { model: 5 }, 5_000);
    await looks.shown(2, 'c2', { model: 5 }, 5_000);
    expect([...(await looks.models())].sort()).toEqual([3, 5]);
    await looks.clear();
    expect([...(await looks.models())]).toEqual([]);
    expect(await looks.base('c1', 1)).toBeNull();
  });
});
