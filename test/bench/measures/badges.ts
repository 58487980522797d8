/** What badges cost the main thread of an inbox with a hundred rows. */
import type { Page } from 'puppeteer-core';
import { type Figure, median, rounded } from '../figure';
import { type MainThread, traceMainThread } from '../trace';
import { mailLab } from '../workshop';

const ROWS = 100;
const RUNS = 7;
/** A virtual list: so many elements stand for so many rows, and get another row's content as it is scrolled. */
const SCROLLED = 5000;
const ELEMENTS = 50;

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
  const known = lab.book.flatMap((resident) => resident.addresses.slice(0, 1));
  // Every third row is of a stranger.
  const scrolled = Array.from({ length: SCROLLED }, (_, i) =>
    i % 3 === 2 ? `stranger-${i}@nowhere.example` : (known[i % known.length] ?? ''),
  );
  await fillInbox(page, scrolled.slice(0, ELEMENTS));
  await waitForBadges(page, 1);
  const scroll = await traceMainThread(page, lab.opened.origin, () => scrollThrough(page, scrolled));
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
      name: 'badges of 100 rows, the background',
      value: rounded(median(lists.map(({ background }) => background))),
      unit: 'ms',
      budget: null,
      better: 'lower',
      conditions:
        'the same lists; all scripts on its own thread in its own process, while the page goes on: matching, reading 100 records, computing and wording',
    },
    {
      name: 'list of 100 rows, engine',
      value: rounded(median(lists.map(({ engine }) => engine))),
      unit: 'ms',
      budget: null,
      better: 'lower',
      conditions: `${conditions}; style, layout and paint of the list itself and of its badges`,
    },
    {
      name: 'badges per 100 rows of a scrolled list of 5,000, our scripts',
      value: rounded((scroll.scripts / SCROLLED) * 100),
      unit: 'ms',
      budget: 30,
      better: 'lower',
      conditions: `${SCROLLED} rows pass through ${ELEMENTS} recycled elements, a third of them strangers, a screen every 100 ms; the whole is ${rounded(scroll.scripts)} ms of our scripts`,
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

/** Scrolls a virtual list from its beginning to its end: the elements stay and get other rows, screen by screen. */
async function scrollThrough(page: Page, addresses: string[]): Promise<void> {
  await page.evaluate(async (wanted) => {
    const rows = [...document.querySelectorAll('#messagelist tbody tr')];
    for (let from = 0; from < wanted.length; from += rows.length) {
      for (const [i, row] of rows.entries()) {
        const address = wanted[from + i] ?? '';
        row.id = `rcmrow${btoa(`${address}${from + i}`).replace(/=+$/u, '')}`;
        for (const contact of row.querySelectorAll('.rcmContactAddress')) contact.setAttribute('title', address);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
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
