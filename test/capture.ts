/** `npm run -s capture -- URL|PAGE.html|--tab N`: a page with a conversation open, scrubbed, as a fixture for the site adapters. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../worker/local/settings';
import { hookWordsFor } from './capture/hook-words';
import { type CapturedPage, scrubPages } from './capture/scrub';
import { takeTab, takeUrl } from './capture/take-page';
import { type LoadedPage, loadPage } from './sites/load-page';
import { readSavedPage, type SavedPageReading } from './sites/read-saved-page';

const USAGE = `usage: npm run -s capture -- https://…            opens a window; log in, open a message, press Enter
       npm run -s capture -- --tab N                 takes a tab of a browser started with --remote-debugging-port=9222
       npm run -s capture -- PAGE.html --url https://…   takes a saved page (its frames beside it as PAGE.frame-1.html …)

--name NAME        the fixture's name (captured)       --out FOLDER     instead of test/sites/fixtures/SITE
--own ADDRESS      one more address of your own        --browser firefox, --attach http://127.0.0.1:9222, --headless`;

/** What must be the same before and after scrubbing: everything but the words. */
const shapeOf = ({ site, outcome, strategy, correspondents, rows, own }: SavedPageReading): string =>
  `${site ?? 'no site'}: ${outcome}${strategy ? ` by “${strategy}”` : ''}, ${correspondents.length} correspondents (${correspondents.map(({ role }) => role).join(', ')}), ${rows.length} rows, ${own.length} own`;

/** Scrubs a loaded page and its frames and writes them as a fixture. @returns the readings before and after. */
export async function writeFixture(page: LoadedPage, { folder, name, own }: { folder?: string; name: string; own: readonly string[] }) {
  const { reading: before } = readSavedPage(page.doc, page.url);
  const pages: CapturedPage[] = [{ url: page.url.href, name: '', doc: page.doc }];
  for (const frame of page.doc.querySelectorAll('iframe')) {
    const inside = frame.contentDocument;
    if (!inside?.documentElement || inside.URL === 'about:blank') continue;
    if (!frame.getAttribute('name')) frame.setAttribute('name', `frame${pages.length}`);
    pages.push({ url: inside.URL, name: frame.getAttribute('name') ?? '', doc: inside });
  }
  const frames = pages
    .slice(1)
    .map(({ name: of }) => [...page.doc.querySelectorAll('iframe')].find((one) => one.getAttribute('name') === of));
  const urls = scrubPages(pages, hookWordsFor(before.site), [...before.own, ...own]);
  const into = folder ?? path.join(ROOT, 'test/sites/fixtures', before.site ?? 'unknown');
  mkdirSync(into, { recursive: true });
  const file = path.join(into, `${name}.html`);
  pages.forEach(({ doc }, nth) => {
    const note = `<!-- url: ${urls[nth]} name: ${frames[nth - 1]?.getAttribute('name') ?? ''} -->`;
    writeFileSync(
      nth === 0 ? file : file.replace(/\.html$/u, `.frame-${nth}.html`),
      `${note}\n<!doctype html>${doc.documentElement.outerHTML}\n`,
    );
  });
  const again = loadPage(file, urls[0]);
  const { reading: after } = readSavedPage(again.doc, again.url);
  await again.close();
  writeFileSync(file.replace(/\.html$/u, '.expect.json'), `${JSON.stringify({ url: urls[0], reading: after }, null, 2)}\n`);
  return { file, before, after, same: shapeOf(before) === shapeOf(after) };
}

/** @returns 0 when the scrubbed page reads as the page did, 1 when it does not or no site is known there, 2 when nothing was captured. */
export async function main(argv: string[]): Promise<number> {
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'vafa-capture-'));
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        tab: { type: 'string' },
        attach: { type: 'string' },
        name: { type: 'string', default: 'captured' },
        out: { type: 'string' },
        own: { type: 'string', multiple: true, default: [] },
        browser: { type: 'string', default: 'chromium' },
        headless: { type: 'boolean', default: false },
      },
    });
    const [from] = positionals;
    if (positionals.length > 1 || (!from && !values.tab && !values.attach)) throw new Error(USAGE);
    if (!/^[\w-]+$/u.test(values.name)) throw new Error('--name is a file’s name: letters, digits and hyphens.');
    let file = from ?? '';
    let url = values.url;
    if (!from || /^https?:/iu.test(from)) {
      const wish = {
        kind: values.browser === 'firefox' ? ('firefox' as const) : ('chromium' as const),
        headless: values.headless,
        ...(values.attach ? { attach: values.attach } : {}),
        ...(values.tab ? { tab: Number(values.tab) } : {}),
      };
      const taken = from ? await takeUrl(from, wish) : await takeTab(wish);
      file = path.join(temporary, 'page.html');
      url = taken[0]?.url;
      taken.forEach(({ html, url: at, name }, nth) => {
        writeFileSync(nth === 0 ? file : file.replace('.html', `.frame-${nth}.html`), `<!-- url: ${at} name: ${name} -->\n${html}`);
      });
    } else if (!existsSync(file)) file = path.resolve(process.env.INIT_CWD ?? '.', from);
    const page = loadPage(file, url);
    const own = values.own.map((address) => address.toLowerCase());
    const made = await writeFixture(page, {
      name: values.name,
      own,
      ...(values.out ? { folder: path.resolve(process.env.INIT_CWD ?? '.', values.out) } : {}),
    });
    await page.close();
    console.log(`${made.file}\nread before: ${shapeOf(made.before)}\nread after:  ${shapeOf(made.after)}`);
    if (made.before.site === null) {
      console.log('No adapter knows this page, so it is no fixture of any site.');
      return 1;
    }
    console.log(
      made.same
        ? 'The scrubbed page reads the same. Look through it before you commit it.'
        : 'The scrubbed page reads differently: it is no fixture yet.',
    );
    return made.same ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 2;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
