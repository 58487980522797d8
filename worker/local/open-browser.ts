/** Opens a browser with the extension loaded, in a profile of its own, driven over a pipe. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { BrowserKind } from './find-browser';

export interface OpenOptions {
  kind: BrowserKind;
  program: string;
  extension: string;
  /** The profile's folder; removed first when `fresh`. */
  profile?: string;
  fresh?: boolean;
  headless: boolean;
  /** Interface language of the browser, such as `fa`. */
  language?: string;
  args?: string[];
}
export interface OpenedBrowser {
  browser: Browser;
  /** chrome-extension://… or moz-extension://…, without a slash at the end. */
  origin: string;
  /** Opens one of the extension's own pages and waits until it has loaded. */
  openPage(file: string): Promise<Page>;
  close(): Promise<void>;
}

/** The extension's identity in Firefox's manifest, and the host it gets here (Firefox makes up a new one per profile otherwise). */
const FIREFOX_ID = 'vafa@vafa.example';
const FIREFOX_HOST = '7b1f6f0e-5d0c-4e52-9f0d-0a5c3f2e1d10';

export async function openBrowser(options: OpenOptions): Promise<OpenedBrowser> {
  if (options.profile && options.fresh) rmSync(options.profile, { recursive: true, force: true });
  return options.kind === 'chromium' ? openChromium(options) : openFirefox(options);
}

async function openChromium(options: OpenOptions): Promise<OpenedBrowser> {
  // Chromium refuses to run its sandbox as root, which is how tests run in containers.
  const asRoot = process.getuid?.() === 0;
  const browser = await puppeteer.launch({
    executablePath: options.program,
    headless: options.headless,
    pipe: true,
    enableExtensions: true,
    defaultViewport: options.headless ? { width: 1280, height: 860 } : null,
    ...(options.profile ? { userDataDir: path.resolve(options.profile) } : {}),
    args: [
      ...(asRoot ? ['--no-sandbox'] : []),
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      ...(options.args ?? []),
    ],
    env: { ...process.env, ...(options.language ? { LANGUAGE: options.language } : {}) },
    protocolTimeout: 60_000,
  });
  const id = await browser.installExtension(options.extension);
  await browser.waitForTarget((target) => target.type() === 'service_worker' && target.url().includes(id), { timeout: 20_000 });
  const origin = `chrome-extension://${id}`;
  return {
    browser,
    origin,
    openPage: async (file) => {
      const page = await browser.newPage();
      await page.goto(`${origin}/${file}`);
      return page;
    },
    close: () => browser.close(),
  };
}

async function openFirefox(options: OpenOptions): Promise<OpenedBrowser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: options.program,
    headless: options.headless,
    defaultViewport: options.headless ? { width: 1280, height: 860 } : null,
    // Without it Firefox 153 refuses to open an extension's pages for the driver.
    args: ['--remote-allow-system-access', ...(options.args ?? [])],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [FIREFOX_ID]: FIREFOX_HOST }),
      'extensions.webextOptionalPermissionPrompts': false,
      'alerts.useSystemBackend': false,
      'xpinstall.signatures.required': false,
      ...(options.language ? { 'intl.locale.requested': options.language } : {}),
    },
    env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1' },
    protocolTimeout: 60_000,
  });
  await browser.installExtension(options.extension);
  const origin = `moz-extension://${FIREFOX_HOST}`;
  return {
    browser,
    origin,
    openPage: async (file) => {
      const page = await browser.newPage();
      await goToOwnPage(page, `${origin}/${file}`);
      return page;
    },
    close: () => browser.close(),
  };
}

/** Firefox sends no end-of-navigation for an extension's page although it loads: look for it instead of waiting (2026-11). */
async function goToOwnPage(page: Page, url: string, patience = 15_000): Promise<void> {
  page.goto(url, { timeout: patience }).catch(() => {});
  for (const end = Date.now() + patience; Date.now() < end; ) {
    const there = await Promise.race([
      page.evaluate((wanted) => location.href.startsWith(wanted) && document.readyState === 'complete', url).catch(() => false),
      new Promise<boolean>((resolve) => setTimeout(resolve, 500, false)),
    ]);
    if (there) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the extension's page did not load: ${url}`);
}
