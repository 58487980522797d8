/**
 * One small content script per site: the build gives every file in sites/ its own entry, so that a granted
 * host receives the page watch and its own site file, and nothing of the others.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface FoundEntrypoint {
  name: string;
  inputPath: string;
  type: string;
}
/** Files in sites/ that are not a site. */
const NOT_SITES = new Set(['site', 'hooked-site', 'registry']);

/** The ids of all sites, by their file names, sorted. */
export function siteIds(root = process.cwd()): string[] {
  return readdirSync(join(root, 'extension', 'sites'))
    .filter((file) => /^[a-z0-9-]+\.ts$/.test(file))
    .map((file) => file.slice(0, -'.ts'.length))
    .filter((id) => !NOT_SITES.has(id))
    .sort();
}

/** The whole text of one generated entry. */
export function siteScriptSource(id: string): string {
  return [
    "import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';",
    "import { watchPage } from '../../extension/page/watch-page';",
    `import { site } from '../../extension/sites/${id}';`,
    '',
    'export default defineUnlistedScript(() => watchPage(site));',
    '',
  ].join('\n');
}

/**
 * WXT's hook `entrypoints:found`: writes `.wxt/sites/watch-<id>.ts` for each site and adds it as an unlisted
 * script, so that the build has a file `watch-<id>.js` at its root.
 */
export function addSiteScripts(infos: FoundEntrypoint[], root = process.cwd()): void {
  const folder = join(root, '.wxt', 'sites');
  mkdirSync(folder, { recursive: true });
  const wanted = new Map(siteIds(root).map((id) => [`watch-${id}.ts`, siteScriptSource(id)]));
  for (const file of readdirSync(folder)) if (!wanted.has(file)) rmSync(join(folder, file));
  for (const [file, source] of wanted) {
    const inputPath = join(folder, file);
    if (readIfThere(inputPath) !== source) writeFileSync(inputPath, source);
    infos.push({ name: file.slice(0, -'.ts'.length), inputPath, type: 'unlisted-script' });
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
