/** Takes a page as it stands out of a browser that somebody has open, or out of one that is opened for it. */
import { createInterface } from 'node:readline/promises';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { type BrowserKind, findBrowser, hasDisplay } from '../../worker/local/find-browser';
import { ToolError } from '../../worker/local/settings';

/** A document with its address and, of a frame, its name. The first is the page itself. */
export interface TakenDocument {
  html: string;
  url: string;
  name: string;
}
export interface BrowserWish {
  kind: BrowserKind;
  /** Where a browser listens that was started with --remote-debugging-port. */
  attach?: string;
  /** The number of the tab to take, from 1 in the order of their addresses: the browser has none of its own. Needed where there are several. */
  tab?: number;
  /** Takes what the address shows at once, without a window and without waiting for a person. */
  headless: boolean;
}

/** A tab of a browser that is open already: whoever logged in there has to do nothing more. */
export async function takeTab({ attach, tab }: BrowserWish): Promise<TakenDocument[]> {
  const at = attach ?? 'http://127.0.0.1:9222';
  const browser = await puppeteer.connect({ browserURL: at, defaultViewport: null }).catch(() => {
    throw new ToolError(`No browser answers at ${at}. Start it with --remote-debugging-port=9222, or say where it listens with --attach.`);
  });
  try {
    const pages = (await browser.pages()).filter((page) => /^https?:/u.test(page.url()));
    pages.sort((a, b) => (a.url() < b.url() ? -1 : 1));
    const page = tab === undefined && pages.length > 1 ? undefined : pages[(tab ?? 1) - 1];
    if (!page)
      throw new ToolError(
        `That browser has ${pages.length} pages open, --tab N takes one:\n${pages.map((one, nth) => `  ${nth + 1}  ${one.url()}`).join('\n')}`,
      );
    return await documentsOf(page);
  } finally {
    await browser.disconnect();
  }
}

/** Opens a window at an address; the person logs in, opens the message and says so. */
export async function takeUrl(url: string, { kind, headless }: BrowserWish): Promise<TakenDocument[]> {
  const program = findBrowser(kind);
  if (!program) throw new ToolError(`There is no ${kind} here; VAFA_CHROMIUM or VAFA_FIREFOX may name one.`);
  if (!headless && !hasDisplay()) throw new ToolError('No window can be shown here. With --headless the page is taken as it comes.');
  const asRoot = process.getuid?.() === 0 && kind === 'chromium';
  const browser: Browser = await puppeteer.launch({
    browser: kind === 'firefox' ? 'firefox' : 'chrome',
    executablePath: program,
    headless,
    defaultViewport: headless ? { width: 1280, height: 860 } : null,
    args: asRoot ? ['--no-sandbox'] : [],
  });
  try {
    const page = await browser.newPage();
    const answer = await page.goto(url);
    if (headless && answer && !answer.ok()) throw new ToolError(`${url} answered ${answer.status()}: there is nothing to take.`);
    if (!headless) {
      const terminal = createInterface({ input: process.stdin, output: process.stderr });
      await terminal.question('Log in, open what is to be captured, then press Enter here. ');
      terminal.close();
    }
    return await documentsOf(page);
  } finally {
    await browser.close();
  }
}

/** The page and its frames of the same origin; an extension's script sees no others. */
async function documentsOf(page: Page): Promise<TakenDocument[]> {
  const main = page.mainFrame();
  const { origin } = new URL(main.url());
  const frames = main.childFrames().filter((frame) => frame.url() === 'about:blank' || URL.parse(frame.url())?.origin === origin);
  const taken = [{ html: await page.content(), url: main.url(), name: '' }];
  for (const frame of frames) {
    const element = await frame.frameElement();
    const name = (await element?.evaluate((one) => one.getAttribute('name') ?? one.id)) ?? '';
    taken.push({ html: await frame.content(), url: frame.url() === 'about:blank' ? main.url() : frame.url(), name });
  }
  return taken;
}
