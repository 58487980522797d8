import { browser } from 'wxt/browser';

/** Opens the customers page in a tab of its own; with an id, at that customer, and at a note of theirs. */
export async function openCustomers(customer = '', note = ''): Promise<void> {
  const at = customer === '' ? '' : `#/c/${encodeURIComponent(customer)}${note === '' ? '' : `/${encodeURIComponent(note)}`}`;
  await browser.tabs.create({ url: browser.runtime.getURL(`/customers.html${at}` as '/popup.html') });
}
