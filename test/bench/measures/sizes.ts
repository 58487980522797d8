/** What the shipped build weighs where it enters other people's pages. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Figure } from '../figure';
import { firefoxBuild, productionBuild } from '../workshop';

const conditions = 'production build for Chromium, gzip level 9';

export async function measure(): Promise<Figure[]> {
  const folder = await productionBuild();
  const gzipped = (file: string, of = folder) => gzipSync(readFileSync(path.join(of, file)), { level: 9 }).length;
  const watchers = readdirSync(folder).filter((file) => /^watch-.*\.js$/.test(file));
  const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as { web_accessible_resources?: unknown[] };
  const weight = (name: string, file: string, budget: number | null, more = ''): Figure => ({
    name,
    value: gzipped(file),
    unit: 'bytes',
    budget,
    better: 'lower',
    conditions: `${conditions}${more}`,
  });
  return [
    ...watchers.map((file) => weight(`watcher of ${file.slice('watch-'.length, -'.js'.length)}`, file, 6 * 1024)),
    weight('card.js', 'card.js', 20 * 1024, '; styles included'),
    {
      ...weight('card.js in Firefox', 'card.js', null),
      value: gzipped('card.js', await firefoxBuild()),
      conditions:
        'production build for Firefox, gzip level 9; with the proof of sight that Chromium has built in; in a page only where the user wants it there',
    },
    weight('background.js', 'background.js', null),
    {
      name: 'web-accessible resources',
      value: manifest.web_accessible_resources?.length ?? 0,
      unit: 'entries',
      budget: 0,
      better: 'lower',
      conditions: 'manifest of the production build',
    },
  ];
}
