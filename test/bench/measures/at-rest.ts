/** What the extension takes while nothing happens: memory of background and mail tab, and the processor time of an idle mail tab. */
import type { Page } from 'puppeteer-core';
import { type Figure, rounded } from '../figure';
import { type MailLab, mailLab } from '../workshop';

/** Milliseconds for which a tab is watched doing nothing, after as long a rest. */
const WATCHED = 15_000;
const MEGABYTE = 2 ** 20;

interface Used {
  heap: number;
  script: number;
  task: number;
}

export async function measure(): Promise<Figure[]> {
  const lab = await mailLab();
  const background = await backgroundHeap(lab);
  // A private window, in which the extension does not run, is the same page without it.
  const apart = await lab.opened.browser.createBrowserContext();
  const pages = [await lab.opened.browser.newPage(), await apart.newPage()];
  const used: { before: Used; after: Used }[] = [];
  for (const page of pages) {
    await page.goto(lab.mailbox.url);
    await page.bringToFront();
    await openFirst(page);
    await rest(WATCHED / 3);
    const before = await usedBy(page);
    await rest(WATCHED);
    used.push({ before, after: await usedBy(page) });
    await page.close();
  }
  await apart.close();
  const [ours, plain] = used;
  if (!ours || !plain) throw new Error('the tabs were not watched');
  const during = ({ before, after }: typeof ours, what: 'script' | 'task') => (after[what] - before[what]) * 1000;
  const seconds = WATCHED / 1000;
  return [
    {
      name: 'idle mail tab, scripts',
      value: rounded(Math.max(0, during(ours, 'script') - during(plain, 'script'))),
      unit: 'ms of processor time',
      budget: 0,
      better: 'lower',
      conditions: `a message of a customer open and nothing touched for ${seconds} s in the demo mailbox, beside the same page in a window without the extension (${rounded(during(plain, 'script'))} ms); all tasks ${rounded(during(ours, 'task'))} and ${rounded(during(plain, 'task'))} ms, with what measuring takes`,
    },
    {
      name: 'memory of watcher, card and badges in a mail tab',
      value: rounded((ours.after.heap - plain.after.heap) / MEGABYTE),
      unit: 'MB of script heap',
      budget: null,
      better: 'lower',
      conditions: 'the same two pages after collecting garbage: the one with the extension less the other',
    },
    {
      name: 'memory of the background',
      value: rounded(background / MEGABYTE),
      unit: 'MB of script heap',
      budget: null,
      better: 'lower',
      conditions: `after a sync, garbage collected; book of ${lab.book.length} customers`,
    },
  ];
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function openFirst(page: Page): Promise<void> {
  await page.waitForSelector('#messagelist tbody tr');
  await page.evaluate(() => document.querySelector<HTMLElement>('#messagelist tbody tr')?.click());
}

async function usedBy(page: Page): Promise<Used> {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  const { JSHeapUsedSize = 0, ScriptDuration = 0, TaskDuration = 0 } = await page.metrics();
  return { heap: JSHeapUsedSize, script: ScriptDuration, task: TaskDuration };
}

async function backgroundHeap({ opened }: MailLab): Promise<number> {
  const target = await opened.browser.waitForTarget((one) => one.type() === 'service_worker' && one.url().startsWith(opened.origin));
  const session = await target.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}
