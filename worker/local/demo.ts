/**
 * `npm run demo`: the main job without a window. Opens the demo mailbox in Chromium with the built extension, waits for the
 * card, takes pictures into .output/demo, prints what it saw as one JSON object. Exit code 0 only when the card showed the
 * right customer, score, tier and signals for every known sender, and nobody for a stranger.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkEverySender } from './demo-check';
import { fillDemo } from './demo-fill';
import { startDemoMailbox } from './demo-mailbox/server';
import { takePictures } from './demo-pictures';
import { buildExtension } from './extension-build';
import { findBrowser } from './find-browser';
import { pairTool } from './local-api';
import { openBrowser } from './open-browser';
import { grantSite, pairExtension } from './pair-extension';
import { ROOT, readSettings, ToolError } from './settings';
import { startWorker } from './worker-process';

/** Ports apart from those of `npm start`, so that both can run. */
const PORT = 8797;

export async function main(_argv: string[]): Promise<number> {
  const out = path.join(ROOT, '.output/demo');
  const data = mkdtempSync(path.join(os.tmpdir(), 'vafa-demo-'));
  const say = (line: string) => console.error(line);
  const stops: (() => Promise<unknown>)[] = [async () => rmSync(data, { recursive: true, force: true })];
  try {
    const program = findBrowser('chromium');
    if (!program) throw new ToolError('No Chromium or Chrome was found. Install one, or name it with VAFA_CHROMIUM.');
    const settings = readSettings({ ...process.env, VAFA_PORT: process.env.VAFA_PORT ?? String(PORT), VAFA_DATA: data });
    const worker = await startWorker(settings, say);
    stops.push(() => worker.stop());
    const token = await pairTool(worker, data);
    await fillDemo(worker, token, Date.now());
    const mailbox = await startDemoMailbox({ port: settings.mailboxPort });
    stops.push(() => mailbox.close());
    const extension = await buildExtension('chrome', 'e2e', say);
    say('Opening the browser …');
    const opened = await openBrowser({ kind: 'chromium', program, extension, headless: true });
    stops.push(() => opened.close());
    await pairExtension(opened, worker);
    await grantSite(opened, mailbox.url, 'roundcube');
    mkdirSync(out, { recursive: true });
    say('Opening every message …');
    const seen = await checkEverySender(opened, mailbox.url, settings.url, token);
    for (const each of seen.filter((check) => !check.right)) say(`WRONG ${each.sender}: expected ${each.expected}; shown ${each.shown}`);
    const pictures = await takePictures(opened, mailbox.url, out, say);
    const ok = seen.every((each) => each.right);
    console.log(JSON.stringify({ ok, seen, pictures }, null, 2));
    return ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    for (const stop of stops.reverse()) await stop().catch(() => {});
  }
}
