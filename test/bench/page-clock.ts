/**
 * Runs inside a mail page, in the page's own world: notes when a message's header is there and when the card shows the awaited name in
 * a frame. Only the test build, whose shadow roots are open, can be watched so.
 */
import type { Page } from 'puppeteer-core';

interface Clock {
  name: string;
  opened: number;
  header: number;
  painted: number;
}
declare global {
  interface Window {
    vafaClock?: Clock;
  }
}

/** Installs the clock in every frame of every later document of this page. */
export function installClock(page: Page): Promise<unknown> {
  return page.evaluateOnNewDocument(() => {
    const top = window.top as Window;
    if (window === top) top.vafaClock = { name: '', opened: 0, header: 0, painted: 0 };
    const clock = () => top.vafaClock as Clock;

    const noteHeader = new MutationObserver(() => {
      if (!document.querySelector('#message-header td.header.from')) return;
      noteHeader.disconnect();
      clock().header = top.performance.now();
    });
    noteHeader.observe(document, { childList: true, subtree: true });
    if (window !== top) return;

    const seen = new WeakSet<ShadowRoot>();
    const check = () => {
      const { name, painted } = clock();
      if (!name || painted) return;
      for (const { shadowRoot } of document.documentElement.children) {
        if (shadowRoot?.querySelector('[data-card="customer"] [data-part="name"]')?.textContent?.trim() !== name) continue;
        clock().painted = -1;
        // The frame that shows it, and a task right after it was handed over.
        requestAnimationFrame(() => {
          const after = new MessageChannel();
          after.port1.onmessage = () => {
            clock().painted = performance.now();
          };
          after.port2.postMessage(null);
        });
        return;
      }
    };
    const findRoots = () => {
      for (const { shadowRoot } of document.documentElement.children) {
        if (!shadowRoot || seen.has(shadowRoot)) continue;
        seen.add(shadowRoot);
        new MutationObserver(check).observe(shadowRoot, { childList: true, subtree: true, characterData: true, attributes: true });
      }
      check();
    };
    new MutationObserver(findRoots).observe(document, { childList: true, subtree: true });
  });
}

/** Waits until the card was painted; milliseconds from the header in the document to it, and from the click. */
export async function readClock(page: Page, patience = 8000): Promise<{ fromHeader: number; fromClick: number }> {
  await page.waitForFunction(() => (window.vafaClock?.painted ?? 0) > 0, { polling: 50, timeout: patience });
  return page.evaluate(() => {
    const { opened, header, painted } = window.vafaClock as Clock;
    return { fromHeader: painted - header, fromClick: painted - opened };
  });
}
