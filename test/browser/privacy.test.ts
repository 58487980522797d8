/** What leaves the browser: nothing of strangers, one lookup for a customer beyond the book, and the receipt says so. */
import type { Page, Target } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { seeCard, waitForCard, waitForNoCard } from '../../worker/local/card-on-page';
import { approvePairing, sendEvents, signIn } from '../../worker/local/local-api';
import { ask } from '../../worker/local/pair-extension';
import { CUSTOMERS } from './customers';
import { evict, keysIn } from './databases';
import { GMAIL, openGmail } from './gmail';
import { type Lab, openLab } from './lab';
import { openRecorder, type Recorder } from './recorder';

const here = !inject('missing').includes('chromium');
const OWN = CUSTOMERS.filter(({ id }) => id !== 'obrien');
const BEYOND = 'pat.obrien@example.com';
const SECRET = 'The merger with Quillbrook is off, tell nobody';
const DAY = 86_400_000;
interface ReceiptLine {
  kind: string;
  requests: number;
  host: string;
  bytesOut: number;
}

describe.skipIf(!here)('what leaves the browser', () => {
  let lab: Lab;
  let page: Page;
  let recorder: Recorder;
  beforeAll(async () => {
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: { [GMAIL]: 'gmail' } });
    recorder = await openRecorder(() => lab.worker.url);
    // An agent whose book holds all customers but one.
    const made = await fetch(`${lab.worker.url}/v1/users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${lab.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id: 'agent-1', name: 'Arezu', role: 'agent' }),
    });
    const { url } = (await made.json()) as { url: string };
    const { users } = await lab.get<{ users: { id: string; role: string }[] }>('/v1/users');
    const admin = users.find(({ role }) => role === 'admin')?.id ?? '';
    await give(
      OWN.map(({ id }) => id),
      'agent-1',
    );
    await give(['obrien'], admin);
    await lab.worker.tick(); // the schedule makes the set of known addresses
    await ask(lab.own, 'pair.end');
    await pairAs(await signIn(url));
    page = await openGmail(lab.opened);
  });
  afterAll(async () => {
    await lab?.close();
    await recorder?.close();
  });

  const give = (customers: string[], owner: string) =>
    sendEvents(
      lab.worker,
      lab.token,
      customers.map((customer) => ({
        id: `own-${customer}-${owner}`,
        customer,
        type: 'customer.owner' as const,
        at: Date.now() - 1000,
        data: { owner },
      })),
    );
  async function pairAs(cookie: string): Promise<void> {
    const { code } = await ask<{ code: string }>(lab.own, 'pair.start', { url: recorder.url });
    await approvePairing(lab.worker, cookie, code);
    await vi.waitFor(async () => expect((await ask<{ state: string }>(lab.own, 'pair.poll')).state).toBe('paired'), {
      timeout: 30_000,
      interval: 300,
    });
    await ask(lab.own, 'sync.now');
  }
  /** Opens a message as Gmail does, from anybody. */
  const openFrom = (key: string, email: string, name: string, body = '') =>
    page.evaluate(
      `messages[${JSON.stringify(key)}] = ${JSON.stringify({ id: key, name, email, subject: `Message ${key}`, body })}; location.hash = '#inbox/${key}';`,
    );
  const read = async (key: string) => {
    await page.waitForFunction((id) => document.querySelector(`[data-legacy-message-id="${id}"] .gD`), {}, key);
  };
  const receipt = () => ask<ReceiptLine[]>(lab.own, 'receipt.read');
  const lookups = async () => (await receipt()).filter(({ kind }) => kind === 'lookup').reduce((sum, { requests }) => sum + requests, 0);
  const background = (): Promise<Target> =>
    lab.opened.browser.waitForTarget((target) => target.type() === 'service_worker' && target.url().startsWith(lab.opened.origin), {
      timeout: 60_000,
    });

  it('is nothing of fifty strangers and five customers of the own book', async () => {
    const from = recorder.requests.length;
    const strangers = Array.from({ length: 50 }, (_, i) => `stranger${i}@somewhere${i % 7}.test`);
    for (const [i, address] of strangers.entries()) {
      await openFrom(`s${i}`, address, `Somebody ${i}`, SECRET);
      await read(`s${i}`);
      if (i % 10 !== 0) continue;
      const known = OWN[i / 10];
      const [email = '', name = ''] = Object.entries(known?.addresses ?? {})[0] ?? [];
      await openFrom(`k${i}`, email, name, SECRET);
      await waitForCard(page, (card) => card.name === known?.name);
    }
    await ask(lab.own, 'sync.now');
    const sent = recorder.requests.slice(from);
    expect(sent.length).toBeGreaterThan(0);
    const text = JSON.stringify(sent);
    for (const address of [...strangers, ...OWN.flatMap(({ addresses }) => Object.keys(addresses))]) {
      expect(text).not.toContain(address);
      expect(text).not.toContain(encodeURIComponent(address));
      expect(text).not.toContain(address.slice(address.indexOf('@') + 1));
    }
    expect(text).not.toMatch(/merger|Quillbrook|Somebody \d|Message s\d/);
    expect(sent.filter(({ path }) => path.startsWith('/v1/lookup'))).toEqual([]);
    expect(await lookups()).toBe(0);
  }, 120_000);

  it('is one lookup by the address of a colleague’s customer, and the card says whose it is', async () => {
    const from = recorder.requests.length;
    await openFrom('b1', BEYOND, "Pat O'Brien", SECRET);
    const card = await waitForCard(page, ({ kind }) => kind === 'state');
    expect(card.text).not.toContain("O'Brien & Sons");
    const asked = () => recorder.requests.slice(from).filter(({ path }) => path.startsWith('/v1/lookup'));
    expect(asked().map(({ body }) => JSON.parse(body))).toEqual([{ address: BEYOND }]);
    await openFrom('s99', 'stranger@somewhere.test', 'Somebody');
    await waitForNoCard(page);
    await openFrom('b2', BEYOND, "Pat O'Brien");
    await waitForCard(page, ({ kind }) => kind === 'state');
    expect(asked()).toHaveLength(1);
    expect(await lookups()).toBe(1);
  });

  it('brings the card within the one request where the role may see it', async () => {
    await give(['obrien'], 'agent-1');
    const worker = await (await background()).worker();
    await worker?.close(); // what was asked before is not remembered
    const from = recorder.requests.length;
    await openFrom('b3', BEYOND, "Pat O'Brien");
    const card = await waitForCard(page, ({ name }) => name === "O'Brien & Sons");
    expect(card.kind).toBe('customer');
    expect(recorder.requests.slice(from).filter(({ path }) => path.startsWith('/v1/lookup')).length).toBeLessThanOrEqual(1);
  });

  it('is told by the receipt as the Worker saw it', async () => {
    await ask(lab.own, 'sync.now');
    const told = await receipt();
    const { host } = new URL(recorder.url);
    const mine = told.filter((line) => line.host === host);
    const sum = (of: (line: ReceiptLine) => number) => mine.reduce((total, line) => total + of(line), 0);
    expect(sum(({ requests }) => requests)).toBe(recorder.requests.filter(({ method }) => method !== 'OPTIONS').length);
    expect(sum(({ bytesOut }) => bytesOut)).toBe(
      recorder.requests.reduce((total, { path, body }) => total + Buffer.byteLength(path) + Buffer.byteLength(body), 0),
    );
    for (const { path } of recorder.requests) expect(path).not.toContain('@');
  });

  it('shows a customer offline as right as online: three days later by the device’s clock, as the Worker would have it then', async () => {
    const known = OWN[0];
    const [email = '', name = ''] = Object.entries(known?.addresses ?? {})[0] ?? [];
    await openFrom('o1', email, name);
    await waitForCard(page, (card) => card.name === known?.name);
    const worker = await (await background()).worker();
    const network = async (offline: boolean): Promise<void> =>
      worker?.client.send('Network.emulateNetworkConditions', { offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
    await network(true);
    const now = Date.now() + 3 * DAY;
    await worker?.evaluate((at) => {
      const real = Date.now;
      const ahead = at - real();
      Date.now = () => real() + ahead;
    }, now);
    await openFrom('o2', email, name);
    const later = await waitForCard(page, (card) => card.name === known?.name && /offline|does not answer|3 days/i.test(card.text));
    expect(later.score).toBe(await scoreAt(known?.id ?? '', now));
    // A worker that ends while it is cut off leaves the next one cut off too.
    await network(false);
  });

  it('fills an evicted book and set again by itself', async () => {
    const worker = await (await background()).worker();
    await worker?.close();
    for (const name of ['book', 'membership']) await evict(lab.own, name);
    const known = OWN[1];
    const [email = '', name = ''] = Object.entries(known?.addresses ?? {})[0] ?? [];
    await openFrom('e1', email, name);
    await waitForCard(page, (card) => card.name === known?.name, 40_000);
    await openFrom('e2', 'stranger@somewhere.test', 'Somebody');
    await waitForNoCard(page);
    expect(await seeCard(page)).toBeNull();
  }, 80_000);

  it('leaves nothing behind when the device is signed out', async () => {
    await ask(lab.own, 'pair.end');
    const left = await Promise.all(['book', 'membership', 'outbox'].map((name) => keysIn(lab.own, name)));
    // That there is nothing to match by is itself written down.
    expect(left.flat().filter((key) => key !== 'index')).toEqual([]);
  });

  /** The number by the shared arithmetic over the facts and the model that the Worker has, at an instant. */
  async function scoreAt(customer: string, at: number): Promise<string> {
    const { health } = await import('../../shared/health/score');
    const [{ facts }, { model }] = [
      await lab.get<{ facts: import('../../shared/facts/facts').Facts }>(`/v1/customers/${customer}`),
      await lab.get<{ model: import('../../shared/health/model').Model }>('/v1/changes?limit=1'),
    ];
    return String(health(facts, model, at).score);
  }
});
