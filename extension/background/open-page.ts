/** Opens our own pages: the popup by the browser where it can, else as a small window. */
import { browser } from 'wxt/browser';

/** The popup as the browser opens it; a small window about this tab where it refuses (no gesture, an older browser). */
export async function openPopup(tab: number | null): Promise<void> {
  try {
    await browser.action.openPopup();
  } catch {
    await openWindow(tab === null ? {} : { tab: String(tab) });
  }
}
/** The popup's page about one customer, as a small window. */
export async function openCustomer(customer: string): Promise<void> {
  await openWindow(customer === '' ? {} : { customer });
}

async function openWindow(about: Record<string, string>): Promise<void> {
  const query = new URLSearchParams(about).toString();
  const url = browser.runtime.getURL(`/popup.html${query === '' ? '' : `?${query}`}` as '/popup.html');
  // Firefox for Android has no windows.
  if (browser.windows === undefined) await browser.tabs.create({ url });
  else await browser.windows.create({ url, type: 'popup', width: 380, height: 640 });
}
