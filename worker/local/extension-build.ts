/** Builds the extension when its sources are newer than the last build. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runOrFail } from './processes';
import { ROOT } from './settings';

export type BuildMode = 'production' | 'demo' | 'e2e';
export type BuildBrowser = 'chrome' | 'firefox';

function* sourceFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* sourceFiles(file);
    else yield file;
  }
}
/** A fingerprint of everything that the build reads. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const files = [
    ...sourceFiles(path.join(ROOT, 'extension')),
    ...sourceFiles(path.join(ROOT, 'shared')),
    path.join(ROOT, 'wxt.config.ts'),
    path.join(ROOT, 'package-lock.json'),
  ];
  for (const file of files.sort()) hash.update(`${file} ${statSync(file).size} ${statSync(file).mtimeMs}\n`);
  return hash.digest('hex');
}

/**
 * The folder of the unpacked extension for this browser and mode, built now unless it is current. NODE_ENV says production
 * in every mode: otherwise Vite makes other modes bigger and writes this computer's file paths into them.
 */
export async function buildExtension(browser: BuildBrowser, mode: BuildMode, say: (line: string) => void = () => {}): Promise<string> {
  const folder = path.join(ROOT, '.output', `${browser}-mv3${mode === 'production' ? '' : `-${mode}`}`);
  const stamp = `${folder}.stamp`;
  const current = fingerprint();
  if (existsSync(path.join(folder, 'manifest.json')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === current) return folder;
  say(`Building the extension for ${browser === 'chrome' ? 'Chromium' : 'Firefox'} …`);
  await runOrFail('Building the extension', 'wxt', ['build', '-b', browser, '--mv3', '--mode', mode], { env: { NODE_ENV: 'production' } });
  writeFileSync(stamp, current);
  return folder;
}
