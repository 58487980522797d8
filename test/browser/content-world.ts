/** Speaks as our content script: what a page could say that had broken out of its world and into ours. */
import type { Page, Protocol } from 'puppeteer-core';

/**
 * A way to send the background any message from the content script's world of this page. With `'key'` nothing is sent and the answer
 * is the key of the message that is open now, as the watcher keeps it.
 */
export async function contentWorld(page: Page, origin: string): Promise<(message: object, read?: 'key') => Promise<unknown>> {
  const session = await page.createCDPSession();
  const worlds: Protocol.Runtime.ExecutionContextDescription[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context));
  await session.send('Runtime.enable');
  const world = worlds.find((each) => each.origin === origin);
  if (world === undefined) throw new Error('our content script is not in this page');
  return async (message, read) => {
    const expression =
      read === 'key'
        ? '({ key: globalThis.__vafaKey })'
        : `chrome.runtime.sendMessage(${JSON.stringify(message)}).then((answer) => answer ?? null)`;
    const { result } = await session.send('Runtime.evaluate', { expression, contextId: world.id, awaitPromise: true, returnByValue: true });
    return result.value ?? null;
  };
}
