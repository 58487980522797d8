/** Pictures beside each other for a person to look at: one sheet per page, and an index over all of them. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';

export interface Pictured {
  page: string;
  /** "fa, dark". */
  as: string;
  /** Inside the folder. */
  file: string;
}
const STYLE =
  'body{margin:16px;font:14px system-ui;background:#888}h2{margin:24px 0 8px}.row{display:flex;gap:8px;align-items:start}figure{margin:0;flex:1 1 0;min-width:0}img{width:100%;display:block}';
const row = (pictures: readonly Pictured[]) =>
  `<div class="row">${pictures.map(({ file, as }) => `<figure><img src="${file}" alt=""><figcaption>${as}</figcaption></figure>`).join('')}</div>`;
const sheet = (body: string) => `<!doctype html><meta charset="utf-8"><title>Pictures</title><style>${STYLE}</style>${body}`;

/** Writes `index.html` and, with this tab, a `sheet-<page>.jpeg` of each page. */
export async function writeContactSheets(tab: Page, folder: string, pictures: readonly Pictured[]): Promise<void> {
  const names = [...new Set(pictures.map(({ page }) => page))];
  const of = (name: string) => pictures.filter(({ page }) => page === name);
  await tab.setViewport({ width: 1800, height: 600 });
  for (const name of names) {
    const file = path.join(folder, 'one.html');
    writeFileSync(file, sheet(row(of(name))));
    await tab.goto(pathToFileURL(file).href);
    const height = await tab.evaluate(() => Math.min(4000, document.body.offsetHeight + 32));
    await tab.screenshot({
      path: path.join(folder, `sheet-${name}.jpeg`) as `${string}.jpeg`,
      type: 'jpeg',
      quality: 70,
      captureBeyondViewport: true,
      clip: { x: 0, y: 0, width: 1800, height },
    });
  }
  writeFileSync(path.join(folder, 'index.html'), sheet(names.map((name) => `<h2>${name}</h2>${row(of(name))}`).join('')));
}
