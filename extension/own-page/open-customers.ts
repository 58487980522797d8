import { browser } from 'wxt/browser';

/** Opens the customers page in a tab of its own; with an id, at that customer. */
export async function openCustomers(customer = ''): Promise<void> {
  const at = customer === '' ? '' : `#/c/${encodeURIComponent(customer)}`;
  await browser.tabs.create({ url: browser.runtime.getURL(`/customers.html${at}` as '/popup.html') });
}
