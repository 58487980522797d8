import { describe, expect, it } from 'vitest';
import { AT_ONCE, askingLimit, PER_SECOND } from '../../../extension/background/asking-limit';

describe('how much one tab may ask about', () => {
  it('lets a person scroll through many screens of a list at once', () => {
    const mayAsk = askingLimit();
    for (let screen = 0; screen < 40; screen++) expect(mayAsk(1, 50, 0)).toBe(true);
  });
  it('ends a search by trying one address after another, and lets the next second ask a little', () => {
    const mayAsk = askingLimit();
    let answered = 0;
    for (let at = 0; at < 600_000; at += 10) answered += mayAsk(1, 1, at) ? 1 : 0;
    expect(answered).toBeLessThanOrEqual(AT_ONCE + 600 * PER_SECOND);
    expect(answered).toBeGreaterThan(AT_ONCE);
  });
  it('counts each tab by itself, and is not fooled by a clock that goes back', () => {
    const mayAsk = askingLimit();
    expect(mayAsk(1, AT_ONCE, 1_000_000)).toBe(true);
    expect(mayAsk(1, 1, 0)).toBe(false);
    expect(mayAsk(2, AT_ONCE, 0)).toBe(true);
  });
});
