/** Customers who are nobody's, told in the popup to who may give them to somebody. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { background, openPopup } from './open-popup';

async function openWith(unowned: { customers: number; atLeast: boolean } | null) {
  background({ unowned });
  const opened = vi.spyOn(browser.tabs, 'create').mockResolvedValue({} as never);
  const popup = await openPopup();
  await popup.settle();
  onTestFinished(() => {
    popup.close();
    vi.restoreAllMocks();
  });
  return { ...popup, opened };
}

describe('customers without an owner, in the popup', () => {
  it.each([
    [{ customers: 1, atLeast: false }, '1 customer has no owner.'],
    [{ customers: 3, atLeast: false }, '3 customers have no owner.'],
    [{ customers: 3, atLeast: true }, 'At least 3 customers have no owner.'],
  ])('are counted in words: %o', async (unowned, words) => {
    const { find } = await openWith(unowned);
    expect(find('.unowned').textContent).toContain(words);
  });
  it('are one press away from the list where they are handed over', async () => {
    const { find, opened } = await openWith({ customers: 3, atLeast: false });
    find('.unowned button').click();
    await vi.waitFor(() => expect(opened).toHaveBeenCalledTimes(1));
    expect(opened.mock.calls[0]?.[0].url).toMatch(/customers\.html#\/unowned$/);
  });
  it('where there are none, or it is not for this person to give them, nothing is said', async () => {
    const { root } = await openWith(null);
    expect(root.querySelector('.unowned')).toBeNull();
    expect(root.textContent).not.toContain('no owner');
  });
});
