// @vitest-environment node
// One contract for every adapter: all saved pages of all sites are read by all adapters, and each says what it has to.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { genericSite } from '../../extension/sites/generic';
import { matchesHost, SITES } from '../../extension/sites/registry';
import { loadPage, parsePage } from './load-page';
import { claims, readSavedPage, type SavedPageReading } from './read-saved-page';

const folder = path.join(import.meta.dirname, 'fixtures');
interface Expectation {
  url: string;
  selector?: string;
  /** Addresses of the rows that stay beside an opened message, where a split pane shows some. */
  beside?: string[];
  reading: SavedPageReading;
}
const filesOf = (id: string) => (existsSync(path.join(folder, id)) ? readdirSync(path.join(folder, id)) : []);
const PAGES = SITES.flatMap((site) =>
  filesOf(site.id)
    .filter((file) => file.endsWith('.html') && !/\.frame-\d+\.html$/u.test(file))
    .map((file) => ({
      site: site.id,
      name: `${site.id}/${file}`,
      file: path.join(folder, site.id, file),
      expected: JSON.parse(readFileSync(path.join(folder, site.id, file.replace('.html', '.expect.json')), 'utf8')) as Expectation,
    })),
);
/** The generic site claims the host that the user pointed at, and no other. */
const sitesFor = ({ selector }: Expectation) =>
  selector
    ? SITES.map((site) => (site.id === 'generic' ? { ...genericSite(() => ({ selector, shape: '' })), recognises: () => true } : site))
    : SITES;

describe('every site adapter reads its pages', () => {
  it.each(PAGES)('$name: $expected.reading.outcome', async ({ file, expected }) => {
    const page = loadPage(file, expected.url);
    const { reading } = readSavedPage(page.doc, page.url, sitesFor(expected));
    await page.close();
    expect(reading).toEqual(expected.reading);
  });

  it.each(PAGES)('$name is claimed by its own site alone', async ({ site, file, expected }) => {
    const page = loadPage(file, expected.url);
    const claimed = claims(page.doc, page.url, sitesFor(expected)).map((one) => one.id);
    await page.close();
    expect(claimed).toEqual([site]);
  });

  it.each(SITES.filter((site) => !site.unverified))('$id has a page for every outcome it can have, or it is not verified', ({ id }) => {
    const outcomes = new Set(PAGES.filter((page) => page.site === id).map((page) => page.expected.reading.outcome));
    expect([...outcomes].sort()).toEqual(
      id === 'generic' ? ['conversation', 'none', 'unrecognised'] : ['conversation', 'list', 'none', 'unrecognised'],
    );
  });

  it.each(SITES.filter((site) => site.matches.length > 0 && !site.unverified))('$id is read in a fixture of each of its hosts', (site) => {
    const urls = PAGES.filter((page) => page.site === site.id).map((page) => new URL(page.expected.url));
    for (const pattern of site.matches) expect(urls.some((url) => matchesHost({ ...site, matches: [pattern] }, url))).toBe(true);
  });

  it.each(PAGES.filter((page) => page.expected.beside))(
    '$name keeps the rows beside the opened message',
    async ({ site, file, expected }) => {
      const page = loadPage(file, expected.url);
      const rows = SITES.find((one) => one.id === site)?.rowsBeside?.(page.doc, page.url) ?? [];
      const addresses = rows.map((row) => row.address);
      await page.close();
      expect(addresses).toEqual(expected.beside);
    },
  );

  it.each(PAGES.filter((page) => page.expected.reading.outcome === 'conversation'))(
    '$name gives the same key when it is read again',
    async ({ file, expected }) => {
      const keys = [];
      for (let time = 0; time < 2; time++) {
        const page = loadPage(file, expected.url);
        keys.push(readSavedPage(page.doc, page.url, sitesFor(expected)).reading.key);
        await page.close();
      }
      expect(keys[0]).toBe(keys[1]);
      expect(keys[0]).toBeTruthy();
    },
  );

  const CONVERSATIONS = PAGES.filter(
    ({ file, expected: { reading, selector } }) =>
      reading.correspondents[0]?.role === 'from' &&
      !selector &&
      !filesOf(reading.site ?? '').includes(path.basename(file, '.html').concat('.frame-1.html')),
  );
  it.each(CONVERSATIONS)('$name names nobody as its sender until the sender is there', async ({ file, expected }) => {
    const sender = expected.reading.correspondents[0]?.address ?? '';
    const html = readFileSync(file, 'utf8');
    const before = parsePage(html.replaceAll(new RegExp(sender.replace(/[.+]/gu, '\\$&'), 'giu'), ''), expected.url);
    const early = readSavedPage(before.doc, before.url).reading;
    await before.close();
    // Request Tracker also knows tickets that nobody asked for: those have a Cc at most.
    expect(early.correspondents.filter((one) => one.role === 'from')).toEqual([]);
    if (expected.reading.site !== 'request-tracker') expect(['none', 'unrecognised', 'list']).toContain(early.outcome);
  });

  /** Where opening another message loads no page, its address may change before its text, or after it. */
  const CHANGING = ['gmail', 'horde', 'osticket', 'outlook', 'sogo'];
  const PAIRS = CONVERSATIONS.filter(({ site }) => CHANGING.includes(site)).flatMap((shown) =>
    CONVERSATIONS.filter(
      (next) =>
        next.site === shown.site && next.expected.reading.correspondents[0]?.address !== shown.expected.reading.correspondents[0]?.address,
    ).map((next) => ({ shown, next, title: `${shown.name} → ${path.basename(next.name)}` })),
  );
  it.each(PAIRS)('$title: a fast switch gives no message the sender of another', async ({ shown, next }) => {
    const page = loadPage(shown.file, next.expected.url);
    const { reading } = readSavedPage(page.doc, page.url);
    await page.close();
    expect(reading.key).not.toBe(next.expected.reading.key);
  });

  it('an adapter is named like its file, once', () => {
    const files = readdirSync(path.join(import.meta.dirname, '../../extension/sites')).filter(
      (file) => !['site.ts', 'hooked-site.ts', 'registry.ts'].includes(file),
    );
    expect(SITES.map((site) => `${site.id}.ts`).sort()).toEqual(files.sort());
  });

  it('says what was looked for where it reads nothing, without any text of the page', async () => {
    for (const { file, expected } of PAGES.filter((page) => page.expected.reading.outcome === 'unrecognised')) {
      const page = loadPage(file, expected.url);
      const { looked } = readSavedPage(page.doc, page.url, sitesFor(expected));
      await page.close();
      expect(looked.length).toBeGreaterThan(0);
      for (const hook of looked) expect(hook).not.toMatch(/nora|acme/iu);
      for (const hook of looked) expect(hook.length).toBeLessThanOrEqual(200);
    }
  });
});
