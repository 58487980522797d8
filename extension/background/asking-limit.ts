/**
 * How much one tab may ask about. A page cannot speak to us, but a page that took over its renderer can speak as our content script,
 * and would try address after address to learn who is a customer. A person reads far less than this.
 */

/** Addresses at once: the visible rows of many screens, scrolled through in a hurry. */
export const AT_ONCE = 2000;
/** And so many again each second. */
export const PER_SECOND = 2;

/** Whether a tab may ask about `count` more addresses now (`now` in epoch ms); asking counts. Kept in memory: it refills while we sleep anyway. */
export function askingLimit(): (tab: number, count: number, now: number) => boolean {
  const tabs = new Map<number, { left: number; at: number }>();
  return (tab, count, now) => {
    const before = tabs.get(tab) ?? { left: AT_ONCE, at: now };
    const left = Math.min(AT_ONCE, before.left + (Math.max(0, now - before.at) / 1000) * PER_SECOND);
    const allowed = count <= left;
    tabs.set(tab, { left: allowed ? left - count : left, at: now });
    return allowed;
  };
}
