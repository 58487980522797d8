/** What the measures share and what is dear to set up: opened at the first need, once, and closed at the end of the run. */
import type { LiveEvent } from '../../shared/event';
import { writeWireEvent } from '../../shared/event-wire';
import { type DemoMailbox, startDemoMailbox } from '../../worker/local/demo-mailbox/server';
import { buildExtension } from '../../worker/local/extension-build';
import { ask } from '../../worker/local/pair-extension';
import { type Lab, openLab } from '../browser/lab';
import { postEvents } from './asking';
import { startBenchWorker } from './bench-worker';
import { populate, type Resident } from './population';

/** With the few of the lab just under the number up to which everybody who may see all holds all. */
const CUSTOMERS = 1990;
/** As many events as one request may carry. */
const AT_ONCE = 5000;
/** The rest of a workspace of 100,000, and so many in a request. */
const OTHERS = 98_000;
const OTHERS_AT_ONCE = 1200;
const DAY = 86_400_000;
const closers: (() => Promise<unknown>)[] = [];
const say = (line: string) => console.error(`  ${line}`);

export async function closeWorkshop(): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close().catch((error) => console.error(error));
}

/** Opens once; who asks again gets the same. */
function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | null = null;
  return () => {
    opened ??= open();
    return opened;
  };
}

export const productionBuild = once(() => buildExtension('chrome', 'production', say));
export const firefoxBuild = once(() => buildExtension('firefox', 'production', say));

export interface MailLab extends Lab {
  mailbox: DemoMailbox;
  book: Resident[];
  /** How the events got there: what the Worker took for them, request by request. */
  sent: { events: number; ms: number }[];
}

/** A Worker with 2,000 customers, Chromium with the paired and synced extension, and the demo mailbox, granted. */
export const mailLab = once(() => openMailLab(0));
/** The same in a workspace of 100,000 customers with 140,000 addresses and domains: the device holds 2,000 of them, and the set of all. */
export const largeMailLab = once(() => openMailLab(OTHERS));

/** `others` are customers beside the 2,000 with a few events each. */
async function openMailLab(others: number): Promise<MailLab> {
  const mailbox = await startDemoMailbox({ port: 0 });
  closers.push(() => mailbox.close());
  const extension = await buildExtension('chrome', 'e2e', say);
  const lab = await openLab({ kind: 'chromium', extension, sites: { [new URL(mailbox.url).origin]: 'roundcube' } });
  closers.push(() => lab.close());
  const book = populate(CUSTOMERS, Date.now());
  const events = book.flatMap((resident) => resident.events).map(writeWireEvent);
  say(`Sending ${events.length} events of ${book.length} customers …`);
  const sent: MailLab['sent'] = [];
  for (let from = 0; from < events.length; from += AT_ONCE) {
    const part = events.slice(from, from + AT_ONCE);
    sent.push({ events: part.length, ms: await postEvents(lab.worker.url, lab.token, part) });
  }
  if (others > 0) say(`Sending the few events of ${others} others …`);
  for (let from = 0; from < others; from += OTHERS_AT_ONCE) {
    const part = Array.from({ length: Math.min(OTHERS_AT_ONCE, others - from) }, (_, i) => briefStory(from + i)).flat();
    await postEvents(lab.worker.url, lab.token, part.map(writeWireEvent));
    // What a request leaves to be folded is the schedule's.
    await lab.worker.tick();
  }
  say('Syncing the book …');
  // The schedule publishes the model fitted to these customers and folds all of them again; the device gets what stands then.
  for (let run = 0; run < 4; run++) await lab.worker.tick();
  await ask(lab.own, 'sync.now');
  // Of a large workspace the device gets some, and by and by whom it shows.
  for (const end = Date.now() + 120_000; others === 0; ) {
    const found = await ask<{ rows?: unknown[] } | unknown[]>(lab.own, 'search', { text: book.at(-1)?.name ?? '' });
    if (JSON.stringify(found).includes(book.at(-1)?.id ?? '-')) break;
    if (Date.now() > end) throw new Error('the book did not arrive within two minutes');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return { ...lab, mailbox, book, sent };
}

/** A customer of whom little is known: a name, an address, of three in seven a domain, and a purchase. */
function briefStory(nth: number): LiveEvent[] {
  const customer = `other-${nth}`;
  const at = Date.now() - (30 + (nth % 700)) * DAY;
  const common = { customer, at, source: 'bench', revision: 0 };
  return [
    { ...common, id: `${customer}-p`, type: 'customer.profile', data: { name: `Other ${nth}`, since: at } },
    { ...common, id: `${customer}-c`, type: 'contact.set', data: { contact: 'one', name: `Kim ${nth}`, email: `kim@other${nth}.example` } },
    ...(nth % 7 < 3 ? [{ ...common, id: `${customer}-d`, type: 'domain.set' as const, data: { domain: `other${nth}.example` } }] : []),
    { ...common, id: `${customer}-b`, type: 'purchase', data: { amount: 10_000 + nth, currency: 'EUR' } },
  ] as LiveEvent[];
}

/** The Worker with the benchmark's door, on a database of its own. */
export const benchWorker = once(async () => {
  say('Starting a Worker for the benchmark …');
  const worker = await startBenchWorker();
  closers.push(() => worker.close());
  return worker;
});
