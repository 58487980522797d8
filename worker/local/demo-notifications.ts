/**
 * Pictures of the browser notifications. A system's notification cannot be photographed from here, so what the extension really asked the
 * browser to show is recorded in its background and drawn with its own icon.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page, WebWorker } from 'puppeteer-core';
import type { OpenedBrowser } from './open-browser';
import { ROOT } from './settings';

export interface ShownNotification {
  id: string;
  title: string;
  message: string;
}
interface Recorded {
  vafaShown?: ShownNotification[];
}
type Notifications = { create(id: string, options: { title: string; message: string }): Promise<string> };

async function background(opened: OpenedBrowser): Promise<WebWorker> {
  const target = await opened.browser.waitForTarget((each) => each.type() === 'service_worker' && each.url().startsWith(opened.origin));
  const worker = await target.worker();
  if (!worker) throw new Error('the extension has no background');
  return worker;
}

/** From now on every notification is written down as well as shown. */
export async function recordNotifications(opened: OpenedBrowser): Promise<void> {
  await (await background(opened)).evaluate(() => {
    const scope = globalThis as unknown as {
      browser?: { notifications: Notifications };
      chrome: { notifications: Notifications };
    } & Recorded;
    scope.vafaShown = [];
    for (const { notifications } of new Set([scope.browser ?? scope.chrome, scope.chrome])) {
      const create = notifications.create.bind(notifications);
      notifications.create = (id, options) => {
        scope.vafaShown?.push({ id, title: options.title, message: options.message });
        return create(id, options);
      };
    }
  });
}

/** The notifications shown since the last call, waiting for at least one. */
export async function takeNotifications(opened: OpenedBrowser, patience = 25_000): Promise<ShownNotification[]> {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    const shown = await (await background(opened)).evaluate(() => (globalThis as unknown as Recorded).vafaShown?.splice(0) ?? []);
    if (shown.length > 0) return shown;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return [];
}

/** Draws one notification as browsers show it: icon, title, message. */
export async function drawNotification(page: Page, shown: ShownNotification, rtl: boolean): Promise<void> {
  const icon = readFileSync(path.join(ROOT, 'extension/public/icon/128.png')).toString('base64');
  await page.setViewport({ width: 440, height: 150, deviceScaleFactor: 2 });
  await page.setContent(
    `<html dir="${rtl ? 'rtl' : 'ltr'}"><body style="margin:0;padding:16px;background:#d9dde3;font:14px/1.45 system-ui,'Noto Sans Arabic',sans-serif">
     <div style="display:flex;gap:14px;padding:14px 16px;border-radius:12px;background:#fff;color:#15181c;box-shadow:0 6px 20px -6px rgb(20 25 32/.35)">
     <img width="40" height="40" alt="" src="data:image/png;base64,${icon}"><div><b dir="auto" id="title"></b><div dir="auto" id="message" style="color:#454c55"></div></div></div></body></html>`,
  );
  await page.evaluate(({ title, message }) => {
    for (const [id, text] of Object.entries({ title, message })) {
      const place = document.getElementById(id);
      if (place) place.textContent = text;
    }
  }, shown);
}
