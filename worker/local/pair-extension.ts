/** Pairs the opened extension with the local Worker: the same steps a person takes, without the typing. */
import type { Page } from 'puppeteer-core';
import { approvePairing, makeAdminLink, signIn } from './local-api';
import type { OpenedBrowser } from './open-browser';
import { ToolError } from './settings';
import type { LocalWorker } from './worker-process';

type Sender = { chrome: { runtime: { sendMessage(message: unknown, done: (answer: unknown) => void): void } } };

/** Asks the background what the extension's own pages may ask; `page` is one of those pages. */
export async function ask<T>(page: Page, verb: string, input: object = {}): Promise<T> {
  const answer = await page.evaluate(
    (message) => new Promise<unknown>((resolve) => (globalThis as unknown as Sender).chrome.runtime.sendMessage(message, resolve)),
    { verb, ...input },
  );
  const { ok, value, code, text } = (answer ?? { ok: false, code: 'no answer', text: '' }) as {
    ok: boolean;
    value: T;
    code: string;
    text: string;
  };
  if (!ok) throw new ToolError(`The extension answered "${verb}" with ${code}: ${text}`);
  return value;
}

/** Pairs by code and waits for the first sync; `cookie` is a signed-in person's session (made here by a one-time link if absent). */
export async function pairExtension(opened: OpenedBrowser, worker: LocalWorker, cookie?: string): Promise<void> {
  const page = await opened.openPage('options.html');
  try {
    const { code } = await ask<{ code: string }>(page, 'pair.start', { url: worker.url });
    await approvePairing(worker, cookie ?? (await signIn(await makeAdminLink(worker))), code);
    for (const end = Date.now() + 30_000; Date.now() < end; ) {
      const { state } = await ask<{ state: string }>(page, 'pair.poll');
      if (state === 'paired') {
        await ask(page, 'sync.now');
        return;
      }
      if (state !== 'pending') throw new ToolError(`Pairing ended as "${state}".`);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    throw new ToolError('Pairing took longer than half a minute.');
  } finally {
    await page.close();
  }
}

/** Lets the extension read one host, as a person would in its options. The build must have the browser's permission for it. */
export async function grantSite(opened: OpenedBrowser, url: string, site: string): Promise<void> {
  const page = await opened.openPage('options.html');
  await ask(page, 'site.granted', { origin: new URL(url).origin, site });
  await page.close();
}
