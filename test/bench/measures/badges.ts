/** What badges cost the main thread of an inbox with a hundred rows. */
import type { Page } from 'puppeteer-core';
import { type Figure, median, rounded } from '../figure';
import { type MainThread, traceMainThread } from '../trace';
import { mailLab } from '../workshop';

const ROWS = 100;
const RUNS = 7;

export async function measure(): Promise<Figure[]> {
  const lab = await mailLab();
  const page = await lab.opened.browser.newPage();
  await page.setViewport({ width: 1280, height: 9000 });
  await page.goto(lab.mailbox.url);
  await page.bringToFront();
  await waitForBadges(page, 1);
  const lists: MainThread[] = [];
  let drawn = 0;
  for (let run = 0; run < RUNS; run++) {
    const addresses = lab.book
      .slice(200 + run * ROWS)
      .flatMap((resident) => resident.addresses.slice(0, 1))
      .slice(0, ROWS);
    await new Promise((resolve) => setTimeout(resolve, 400));
    lists.push(
      await traceMainThread(page, lab.opened.origin, async () => {
        await fillInbox(page, addresses);
        drawn = await waitForBadges(page, addresses.length);
        await new Promise((resolve) => setTimeout(resolve, 300));
      }),
    );
  }
  await page.close();
  const conditions = `${ROWS} rows of ${ROWS} customers come into view at once in the demo mailbox, ${drawn} badges; book of ${lab.book.length}; Chromium’s trace of the main thread, median of ${RUNS} lists`;
  return [
    {
      name: 'badges of 100 rows, our scripts',
      value: rounded(median(lists.map(({ scripts }) => scripts))),
      unit: 'ms',
      budget: 30,
      better: 'lower',
      conditions: `${conditions}; reading the list, asking, drawing, and the layout that it forces`,
    },
    {
      name: 'list of 100 rows, engine',
      value: rounded(median(lists.map(({ engine }) => engine))),
      unit: 'ms',
      budget: null,
      better: 'lower',
      conditions: `${conditions}; style, layout and paint of the list itself and of its badges`,
    },
  ];
}

/** Puts other rows into the list, as a mail program does: one task of the page. */
async function fillInbox(page: Page, addresses: string[]): Promise<void> {
  await page.evaluate((wanted) => {
    const body = document.querySelector('#messagelist tbody');
    const model = body?.querySelector('tr');
    if (!body || !model) throw new Error('there is no list');
    const clean = model.cloneNode(true) as HTMLElement;
    for (const element of [...clean.querySelectorAll('*')]) if (element.getAttribute('style')?.includes('all: initial')) element.remove();
    body.replaceChildren(
      ...wanted.map((address, i) => {
        const row = clean.cloneNode(true) as HTMLElement;
        row.id = `rcmrow${btoa(`${address}${i}`).replace(/=+$/u, '')}`;
        for (const contact of row.querySelectorAll('.rcmContactAddress')) contact.setAttribute('title', address);
        return row;
      }),
    );
  }, addresses);
}

/** Waits for so many badges; their number. */
async function waitForBadges(page: Page, count: number, patience = 10_000): Promise<number> {
  const badges = () =>
    page.evaluate(() => [...document.querySelectorAll('#messagelist tr *')].filter((element) => element.shadowRoot).length);
  for (const end = Date.now() + patience; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100)))
    if ((await badges()) >= count) return badges();
  throw new Error(`only ${await badges()} of ${count} badges came`);
}
