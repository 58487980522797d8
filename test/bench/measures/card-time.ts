/** From an opened message to its card, in a browser with a book of 2,000 customers, alone and in a workspace of 100,000. */
import type { CDPSession, Page, Target } from 'puppeteer-core';
import { DEMO_CUSTOMERS } from '../../../worker/local/demo-customers';
import { DEMO_MAIL } from '../../../worker/local/demo-mailbox/messages';
import { type Figure, median, quantile, rounded } from '../figure';
import { installClock, readClock } from '../page-clock';
import { largeMailLab, type MailLab, mailLab } from '../workshop';

const WARM = 80;
const ASLEEP = 30;
const TABS = 15;
/** Apart from what the message before set going. */
const PAUSE = 250;

interface Opening {
  fromHeader: number;
  fromClick: number;
}
const rest = (ms = PAUSE) => new Promise((resolve) => setTimeout(resolve, ms));

/** Messages from people who are contacts of a customer, with the name that the card must show. */
const KNOWN = DEMO_MAIL.flatMap((mail) => {
  const customer = DEMO_CUSTOMERS.find((one) => one.people.some((person) => person.email === mail.from.address));
  return customer && mail.mailbox === 'INBOX' ? [{ uid: mail.uid, name: customer.name }] : [];
});
const STRANGERS = DEMO_MAIL.filter((mail) => mail.from.address.endsWith('.test')).map(({ uid }) => uid);
const nth = (n: number) => KNOWN[n % KNOWN.length] as (typeof KNOWN)[number];

export async function measure(): Promise<Figure[]> {
  const large = 'workspace of 100,000 customers with 140,000 addresses and domains, everyone opened shown once before';
  return [
    ...(await measureIn(await mailLab(), '', '')),
    // Who is shown for the first time there may have to be asked for: that is the one request of `others`.
    ...(await measureIn(await largeMailLab(), ', of 100,000', `${large}; `)).filter(({ unit }) => unit === 'ms'),
  ];
}

async function measureIn(lab: MailLab, of: string, where: string): Promise<Figure[]> {
  const page = await openInbox(lab);
  for (let i = 0; i < Math.max(6, where === '' ? 0 : KNOWN.length); i++) await openAndTime(page, nth(i));
  const requests = await watchRequests(lab);
  const warm: Opening[] = [];
  for (let i = 0; i < WARM; i++) {
    warm.push(await openAndTime(page, nth(i)));
    await rest(i % 8 === 0 ? PAUSE * 2 : PAUSE);
  }
  for (let i = 0; i < 20; i++) {
    await click(page, STRANGERS[i % STRANGERS.length] as number, '');
    await rest();
  }
  const asked = await requests.stop();
  const asleep: Opening[] = [];
  for (let i = 0; i < ASLEEP; i++) {
    await killBackground(lab);
    asleep.push(await openAndTime(page, nth(i)));
    await rest(600);
  }
  await page.close();
  const first: Opening[] = [];
  for (let i = 0; i < TABS; i++) first.push(await openTab(lab, nth(i)));

  const here = `${where}book of ${lab.book.length} customers, demo mailbox in headless Chromium, test build, from the header in the document to the end of the frame that shows the right name`;
  const figures = (name: string, all: Opening[], budget: number, how: string): Figure[] => {
    const times = all.map(({ fromHeader }) => fromHeader);
    const clicks = all.map(({ fromClick }) => fromClick);
    const click = how.includes('click')
      ? `; from the click, with loading the message, median ${rounded(median(clicks))}, 95th percentile ${rounded(quantile(clicks, 0.95))}`
      : '';
    return [
      {
        name: `${name}${of}, 95th percentile`,
        value: rounded(quantile(times, 0.95)),
        unit: 'ms',
        budget,
        better: 'lower',
        conditions: `${all.length} openings, ${how}; ${here}${click}`,
      },
      {
        name: `${name}${of}, median`,
        value: rounded(median(times)),
        unit: 'ms',
        budget: null,
        better: 'lower',
        conditions: 'the same openings',
      },
    ];
  };
  const others = asked.filter((path) => path !== '/v1/changes');
  return [
    ...figures('message to card, warm', warm, 60, 'by click in the list'),
    ...figures('message to card, background killed', asleep, 120, 'by click in the list, the service worker ended before each'),
    ...figures('first card of a tab', first, 200, 'message opened in a new tab, the card script not there yet'),
    {
      name: 'requests for own customers and strangers',
      value: others.length,
      unit: 'requests',
      budget: 0,
      better: 'lower',
      conditions: `of the service worker while ${WARM} messages of customers and 20 of strangers were opened; ${asked.length - others.length} of the periodic sync are not counted`,
    },
  ];
}

async function openInbox({ opened, mailbox }: MailLab): Promise<Page> {
  const page = await opened.browser.newPage();
  await installClock(page);
  await page.goto(mailbox.url);
  await page.bringToFront();
  return page;
}

/** Clicks a message of the list and starts the clock for this name. */
async function click(page: Page, uid: number, name: string): Promise<void> {
  await page.evaluate(
    (wanted, awaited) => {
      const row = [...document.querySelectorAll<HTMLElement>('#messagelist tr')].find(
        (one) => new URLSearchParams(one.dataset.preview?.split('?')[1]).get('_uid') === String(wanted),
      );
      window.vafaClock = { name: awaited, opened: performance.now(), header: 0, painted: 0 };
      row?.click();
    },
    uid,
    name,
  );
}
async function openAndTime(page: Page, { uid, name }: { uid: number; name: string }): Promise<Opening> {
  await click(page, uid, name);
  return readClock(page);
}

async function openTab(lab: MailLab, { uid, name }: { uid: number; name: string }): Promise<Opening> {
  const page = await lab.opened.browser.newPage();
  await installClock(page);
  await page.evaluateOnNewDocument((awaited) => {
    if (window === window.top && window.vafaClock) window.vafaClock.name = awaited;
  }, name);
  await page.bringToFront();
  await page.goto(`${new URL(lab.mailbox.url).origin}/?_task=mail&_mbox=INBOX&_uid=${uid}&_action=show`);
  const opening = await readClock(page);
  await page.close();
  await rest();
  return opening;
}

const isBackground = (lab: MailLab) => (target: Target) => target.type() === 'service_worker' && target.url().startsWith(lab.opened.origin);

async function killBackground(lab: MailLab): Promise<void> {
  const target = lab.opened.browser.targets().find(isBackground(lab));
  const worker = await target?.worker();
  if (!worker) return; // asleep already
  await worker.close();
  for (const end = Date.now() + 5000; lab.opened.browser.targets().some(isBackground(lab)); await rest(20)) {
    if (Date.now() > end) throw new Error('the background did not end');
  }
  await rest(100);
}

/** The paths that the background asks the network for until `stop`. */
async function watchRequests(lab: MailLab): Promise<{ stop(): Promise<string[]> }> {
  const target = await lab.opened.browser.waitForTarget(isBackground(lab));
  const session: CDPSession = await target.createCDPSession();
  const paths: string[] = [];
  session.on('Network.requestWillBeSent', ({ request }) => paths.push(new URL(request.url).pathname));
  await session.send('Network.enable');
  return {
    stop: async () => {
      await session.detach().catch(() => {});
      return paths;
    },
  };
}
