// @vitest-environment node
// One contract for every adapter: all saved pages of all sites are read by all adapters, and each says what it has to.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { genericSite } from '../../extension/sites/generic';
import { SITES } from '../../extension/sites/registry';
import { loadPage } from './load-page';
import { claims, readSavedPage, type SavedPageReading } from './read-saved-page';

const folder = path.join(import.meta.dirname, 'fixtures');
interface Expectation {
  url: string;
  selector?: string;
  reading: SavedPageReading;
}
const PAGES = SITES.flatMap((site) =>
  readdirSync(path.join(folder, site.id))
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
  selector ? SITES.map((site) => (site.id === 'generic' ? { ...genericSite(() => selector), recognises: () => true } : site)) : SITES;

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

  it.each(SITES)('$id has a page for every outcome it can have', ({ id }) => {
    const outcomes = new Set(PAGES.filter((page) => page.site === id).map((page) => page.expected.reading.outcome));
    expect([...outcomes].sort()).toEqual(
      id === 'generic' ? ['conversation', 'none', 'unrecognised'] : ['conversation', 'list', 'none', 'unrecognised'],
    );
  });

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

  it('an adapter is named like its file, once', () => {
    const files = readdirSync(path.join(import.meta.dirname, '../../extension/sites')).filter(
      (file) => !['site.ts', 'registry.ts'].includes(file),
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
