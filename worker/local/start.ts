/** `npm start`: the Worker on this computer, a browser with the extension paired, and a demo mailbox to look at. */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fillDemo } from './demo-fill';
import { startDemoMailbox } from './demo-mailbox/server';
import { buildExtension } from './extension-build';
import { type BrowserKind, findBrowser, hasDisplay } from './find-browser';
import { makeAdminLink, pairTool } from './local-api';
import { type OpenedBrowser, openBrowser } from './open-browser';
import { ask, grantSite, pairExtension } from './pair-extension';
import { type LocalSettings, readSettings, ToolError } from './settings';
import { type LocalWorker, portTaken, startWorker } from './worker-process';

const HELP = `npm start [-- --empty] [-- --no-browser]
  --empty       without the demo customers and mailbox
  --no-browser  only the Worker: prints what to open and keeps running
  VAFA_PORT (8787) and VAFA_DATA (.vafa) say where it listens and keeps its state.`;

const say = (line: string) => console.log(line);

export async function main(argv: string[]): Promise<number> {
  const known = ['--empty', '--no-browser', '--help'];
  const stranger = argv.find((word) => !known.includes(word));
  if (stranger || argv.includes('--help')) {
    if (stranger) console.error(`Unknown option ${stranger}.`);
    say(HELP);
    return stranger ? 2 : 0;
  }
  const started: (() => Promise<unknown>)[] = [];
  const asked = waitForEnd();
  try {
    const settings = readSettings(process.env);
    const demo = !argv.includes('--empty');
    if (demo && !(await portTaken(settings.port)) && (await portTaken(settings.mailboxPort)))
      throw new ToolError(
        `Port ${settings.mailboxPort}, which the demo mailbox needs, is in use. Choose another with VAFA_PORT (the mailbox takes the next one).`,
      );
    const worker = await startWorker(settings, say);
    started.push(() => worker.stop());
    if (demo) await seed(worker, settings);
    const mailbox = demo ? await startDemoMailbox({ port: settings.mailboxPort }) : null;
    if (mailbox) started.push(() => mailbox.close());
    const opened = argv.includes('--no-browser') ? null : await open(worker, settings, mailbox?.url ?? null);
    if (opened) started.push(() => opened.close().catch(() => {}));
    say('');
    say(`Vafa is running at ${worker.url}`);
    if (mailbox) say(`Demo mailbox:      ${mailbox.url}`);
    say(`Admin, opens once: ${await makeAdminLink(worker)}`);
    say('Ctrl-C ends everything.');
    const cron = setInterval(() => worker.tick().catch(() => {}), 60_000);
    started.push(async () => clearInterval(cron));
    const log = await Promise.race([asked, worker.ended]);
    if (log !== undefined) throw new ToolError(`The Worker has ended by itself:\n${log}`);
    return 0;
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    for (const stop of started.reverse()) await stop();
  }
}

/** Resolves at Ctrl-C or a request to end. */
function waitForEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    // Killed without a word, the launcher leaves this process an orphan: nobody is there any more to stop it.
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && resolve(), 500).unref();
  });
}

/** Fills in the demo once: what somebody removed from it stays removed. */
async function seed(worker: LocalWorker, settings: LocalSettings): Promise<void> {
  const done = path.join(settings.data, 'demo-seeded');
  if (existsSync(done)) return;
  const token = await pairTool(worker, settings.data);
  say('Filling in the demo customers …');
  await fillDemo(worker, token, Date.now());
  writeFileSync(done, new Date().toISOString());
}

async function open(worker: LocalWorker, settings: LocalSettings, mailbox: string | null): Promise<OpenedBrowser | null> {
  const kind: BrowserKind | null = findBrowser('chromium') ? 'chromium' : findBrowser('firefox') ? 'firefox' : null;
  const program = kind && findBrowser(kind);
  if (!kind || !program) {
    say(
      'No Chromium, Chrome, Edge or Firefox was found, so none was opened. Install one, or load the extension by hand (README, "In your own browser").',
    );
    return null;
  }
  if (!hasDisplay()) {
    say('There is no display here, so no browser was opened.');
    return null;
  }
  const extension = await buildExtension(kind === 'chromium' ? 'chrome' : 'firefox', 'demo', say);
  say('Opening the browser …');
  const opened = await openBrowser({ kind, program, extension, profile: path.join(settings.data, 'profile'), headless: false });
  if (kind === 'firefox') say('In Firefox the card stands in the side panel: menu View, Sidebar, Vafa.');
  const page = await opened.openPage('options.html');
  const { connection } = await ask<{ connection: { paired: boolean } }>(page, 'options.state');
  if (!connection.paired) await pairExtension(opened, worker);
  if (mailbox) await grantSite(opened, mailbox, 'roundcube');
  await page.goto(mailbox ?? `${opened.origin}/options.html`);
  // The browser began with an empty tab of its own.
  for (const other of await opened.browser.pages()) if (other.url() === 'about:blank') await other.close();
  await page.bringToFront();
  return opened;
}
