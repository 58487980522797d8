import { afterEach, describe, expect, it, vi } from 'vitest';
import { partsOf } from '../../../extension/card/dial';
import { placeDays } from '../../../extension/card/horizon';
import { metalOf } from '../../../extension/card/tier-star';
import { luminance, themeUnder } from '../../../extension/page/host-theme';
import { openUndoWindow, UNDO_MS } from '../../../extension/page/undo-window';

describe('the dial', () => {
  it('lays the losses end to end from the health that is left to a hundred', () => {
    expect(partsOf(62, [-14, -9, -8, -5, -2])).toEqual([
      { from: 62, to: 76, loss: 0 },
      { from: 76, to: 85, loss: 1 },
      { from: 85, to: 93, loss: 2 },
      { from: 93, to: 98, loss: 3 },
      { from: 98, to: 100, loss: 4 },
    ]);
  });
});

describe('the scale of days', () => {
  it('keeps order and stays inside the card however far the dates are', () => {
    for (const days of [
      [-26, 9, 24],
      [-400, 2, 700],
      [0, -3, 40],
      [null, null, 141],
      [null, null, null],
    ]) {
      const { today, at } = placeDays(days);
      for (const [i, day] of days.entries()) {
        const px = at[i] ?? null;
        if (day === null) expect(px).toBeNull();
        else {
          expect(px).toBeGreaterThanOrEqual(0);
          expect(px).toBeLessThanOrEqual(276);
          expect(Math.sign((px ?? 0) - today)).toBe(Math.sign(day));
        }
      }
    }
  });
  it('gives near days more room than far ones', () => {
    const { today, at } = placeDays([null, 9, 36]);
    expect(((at[2] ?? 0) - today) / ((at[1] ?? 0) - today)).toBeCloseTo(2, 1);
  });
});

it('knows the metal of a tier by its rank', () => {
  expect([0, 1, 2, 3, 4, 9].map(metalOf)).toEqual(['bronze', 'bronze', 'silver', 'gold', 'platinum', 'platinum']);
});

describe("the host's theme", () => {
  const under = (style: string) => {
    document.body.innerHTML = `<div style="${style}"><p><span id="here">x</span></p></div>`;
    return themeUnder(document.querySelector('#here'));
  };
  it('is that of the nearest opaque background', () => {
    expect(under('background-color: rgb(32, 33, 36)')).toBe('dark');
    expect(under('background-color: rgb(255, 255, 255)')).toBe('light');
    expect(under('background-color: rgba(0, 0, 0, 0.1)')).toBe('light');
  });
  it('measures luminance as WCAG does', () => {
    expect(luminance([255, 255, 255])).toBeCloseTo(1, 5);
    expect(luminance([0, 0, 0])).toBe(0);
    expect(luminance([119, 119, 119])).toBeCloseTo(0.184, 3);
  });
});

describe('the time to undo', () => {
  afterEach(() => {
    vi.useRealTimers();
  });
  it('is eight seconds from when the words came, not from the latest drawing', () => {
    vi.useFakeTimers();
    const onOver = vi.fn();
    const undo = openUndoWindow(onOver, new AbortController().signal);
    expect(undo.offers('Call logged')).toBe(true);
    vi.advanceTimersByTime(UNDO_MS - 1);
    expect(undo.offers('Call logged')).toBe(true);
    vi.advanceTimersByTime(1);
    expect(onOver).toHaveBeenCalledOnce();
    expect(undo.offers('Call logged')).toBe(false);
    undo.offers('');
    expect(undo.offers('Call logged')).toBe(true);
  });
  it('ends when taken', () => {
    const undo = openUndoWindow(() => {}, new AbortController().signal);
    expect(undo.offers('Call logged')).toBe(true);
    undo.take();
    expect(undo.offers('Call logged')).toBe(false);
  });
});
