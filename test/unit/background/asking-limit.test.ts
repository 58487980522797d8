import { describe, expect, it } from 'vitest';
import { type Asked, type AskedStore, AT_ONCE, askingLimit, PER_SECOND } from '../../../extension/background/asking-limit';

const MAIL = 'https://mail.example';
/** What outlives the background. */
function openStore(): AskedStore {
  const kept = new Map<string, Asked>();
  return { read: async (origin) => kept.get(origin) ?? null, keep: (origin, asked) => void kept.set(origin, asked) };
}

describe('how much the pages of one origin may ask about', () => {
  it('lets a person scroll through many screens of a list at once', async () => {
    for (const store of [null, openStore()]) {
      const mayAsk = askingLimit(store);
      for (let screen = 0; screen < 40; screen++) {
        expect(mayAsk(MAIL, 50, 0)).toBe(true);
        await Promise.resolve();
      }
    }
  });
  it('ends a search by trying one address after another, and lets the next second ask a little', () => {
    const mayAsk = askingLimit();
    let answered = 0;
    for (let at = 0; at < 600_000; at += 10) answered += mayAsk(MAIL, 1, at) ? 1 : 0;
    expect(answered).toBeLessThanOrEqual(AT_ONCE + 600 * PER_SECOND);
    expect(answered).toBeGreaterThan(AT_ONCE);
  });
  it('counts each origin by itself, and is not fooled by a clock that goes back', () => {
    const mayAsk = askingLimit();
    expect(mayAsk(MAIL, AT_ONCE, 1_000_000)).toBe(true);
    expect(mayAsk(MAIL, 1, 0)).toBe(false);
    expect(mayAsk('https://desk.example', AT_ONCE, 0)).toBe(true);
  });
  it('is not begun anew by a page that keeps quiet until the background is put to sleep', async () => {
    const store = openStore();
    let answered = 0;
    const HOUR = 3_600_000;
    // Killed after thirty seconds of silence, again and again; each life is asked as much as it answers.
    for (let at = 0; at < HOUR; at += 31_000) {
      const mayAsk = askingLimit(store);
      for (let message = 0; message < 40; message++) {
        answered += mayAsk(MAIL, 100, at) ? 100 : 0;
        await Promise.resolve();
      }
    }
    // Each life answers one message before it has heard: a twentieth of what beginning anew would give.
    expect(answered).toBeLessThanOrEqual(AT_ONCE + Math.ceil(HOUR / 31_000) * 100);
  });
  it('grants little where what was asked before cannot be read', async () => {
    const mayAsk = askingLimit({ read: () => Promise.reject(new Error('broken')), keep: () => {} });
    let answered = 0;
    for (let message = 0; message < 40; message++) {
      answered += mayAsk(MAIL, 100, 0) ? 100 : 0;
      await Promise.resolve();
    }
    expect(answered).toBeLessThanOrEqual(300);
  });
});
