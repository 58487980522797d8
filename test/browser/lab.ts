/** A Worker with seeded customers and a browser with the paired extension: what every browser suite starts from. */
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import type { Settings } from '../../extension/protocol';
import { type BrowserKind, findBrowser } from '../../worker/local/find-browser';
import { makeAdminLink, pairTool, sendEvents, signIn } from '../../worker/local/local-api';
import { type OpenedBrowser, openBrowser } from '../../worker/local/open-browser';
import { ask, pairExtension } from '../../worker/local/pair-extension';
import { type LocalSettings, readSettings } from '../../worker/local/settings';
import { type LocalWorker, startWorker } from '../../worker/local/worker-process';
import { seededEvents } from './customers';

export interface Lab {
  settings: LocalSettings;
  worker: LocalWorker;
  token: string;
  cookie: string;
  opened: OpenedBrowser;
  /** One of the extension's own pages, kept open to ask the background through. */
  own: Page;
  /** Kills and starts the Worker again on the same data. */
  restartWorker(): Promise<void>;
  /** GET of the API with the tool's token. */
  get<T>(route: string): Promise<T>;
  close(): Promise<void>;
}
export interface LabOptions {
  kind: BrowserKind;
  extension: string;
  language?: string;
  /** Origin → site id, granted before the first page opens. */
  sites: Record<string, string>;
  /** Leaves cards and badges where they stand without a choice of the user: in Firefox not in the page. */
  asInstalled?: boolean;
}

/** A port that nobody uses, from the system. */
export async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

export async function openLab(options: LabOptions): Promise<Lab> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'vafa-lab-'));
  const settings = readSettings({ VAFA_PORT: String(await freePort()), VAFA_DATA: data });
  let worker = await startWorker(settings);
  const token = await pairTool(worker, data);
  await sendEvents(worker, token, seededEvents(Date.now()));
  const cookie = await signIn(await makeAdminLink(worker));
  const program = findBrowser(options.kind);
  if (!program) throw new Error(`no ${options.kind} here`);
  const opened = await openBrowser({
    kind: options.kind,
    program,
    extension: options.extension,
    headless: true,
    ...(options.language ? { language: options.language } : {}),
  });
  await pairExtension(opened, worker, cookie);
  const own = await opened.openPage('options.html');
  for (const [origin, site] of Object.entries(options.sites)) await ask(own, 'site.granted', { origin, site });
  if (options.kind === 'firefox' && options.asInstalled !== true) await wantInPage(own, Object.values(options.sites));
  return {
    settings,
    get worker() {
      return worker;
    },
    token,
    cookie,
    opened,
    own,
    restartWorker: async () => {
      await worker.stop();
      worker = await startWorker(settings);
    },
    get: async <T>(route: string) =>
      (await (await fetch(`${settings.url}${route}`, { headers: { authorization: `Bearer ${token}` } })).json()) as T,
    close: async () => {
      await opened.close().catch(() => {});
      await worker.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** What somebody chooses who trusts the pages of these sites. */
async function wantInPage(own: Page, sites: readonly string[]): Promise<void> {
  const { settings } = await ask<{ settings: Settings }>(own, 'options.state');
  const badges = Object.fromEntries(sites.map((site) => [site, true]));
  await ask(own, 'settings.save', { settings: { ...settings, panel: false, badges } });
}
