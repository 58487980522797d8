/** `npm run -s site -- PAGE.html --url https://…`: what the site adapters read on a saved page, as one JSON object. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { genericSite } from '../extension/sites/generic';
import { SITES } from '../extension/sites/registry';
import { loadPage } from './sites/load-page';
import { readSavedPage } from './sites/read-saved-page';

const USAGE = `usage: npm run -s site -- PAGE.html --url https://… [--selector CSS]

Frames saved beside the page as PAGE.frame-1.html, PAGE.frame-2.html … are loaded into it.
--selector tries the generic site with the place that a user would point at.`;

/** A page bigger than this takes the simulated document minutes and gigabytes; the biggest mail pages seen are below 4 MB. */
const BIGGEST = 8_000_000;

/** The page's full path; throws with one line to show when there is none to read. */
function findPage(file: string): string {
  const found = existsSync(file) ? file : path.resolve(process.env.INIT_CWD ?? '.', file);
  const stats = statSync(found, { throwIfNoEntry: false });
  if (!stats) throw new Error(`There is no file ${file}.`);
  if (!stats.isFile()) throw new Error(`${file} is not a file. Name a saved page.`);
  if (stats.size > BIGGEST) throw new Error(`${file} is ${Math.round(stats.size / 1e6)} MB; pages up to ${BIGGEST / 1e6} MB can be read.`);
  return found;
}

/** @returns the exit code: 0 when a reading was printed (whatever its outcome), 2 when the page could not be read. */
export async function main(argv: string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { url: { type: 'string' }, selector: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    const [file, ...more] = positionals;
    if (values.help || !file || more.length) {
      console.error(USAGE);
      return values.help ? 0 : 2;
    }
    if (values.url && !/^https?:\/\//i.test(values.url))
      throw new Error(`--url must start with http:// or https://; it is "${values.url}".`);
    const { selector } = values;
    const sites = selector ? [{ ...genericSite(() => ({ selector, shape: '' })), recognises: () => true }] : SITES;
    // npm runs this in the project's folder; the page is named from where the person stands.
    const page = loadPage(findPage(file), values.url);
    const { reading, looked } = readSavedPage(page.doc, page.url, sites);
    console.log(JSON.stringify(reading));
    if (looked.length) console.error(`Looked for: ${looked.join(' · ')}`);
    await page.close();
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 2;
  }
}
