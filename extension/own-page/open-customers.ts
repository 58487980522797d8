import { browser } from 'wxt/browser';

/** Opens the customers page in a tab of its own; with an id, at that customer, and at a note of theirs. */
export async function openCustomers(customer = '', note = ''): Promise<void> {
  const at = customer === '' ? '' : `#/c/${encodeURIComponent(customer)}${note === '' ? '' : `/${encodeURIComponent(note)}`}`;
  await browser.tabs.create({ url: browser.runtime.getURL(`/customers.html${at}` as '/popup.html') });
}

/** Opens the customers page at an outreach list. */
export async function openOutreach(list: string): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(`/customers.html#/outreach/${encodeURIComponent(list)}` as '/popup.html') });
}

/** Opens the list of customers whom nobody owns. */
export async function openUnowned(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('/customers.html#/unowned' as '/popup.html') });
}
