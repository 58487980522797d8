/** A customer that is given away, merged or erased while its card is open: the card says what holds now, and no note is lost on the way. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { waitForCard, waitForNoCard } from '../../worker/local/card-on-page';
import { sendEvents, signIn } from '../../worker/local/local-api';
import { ask, pairExtension } from '../../worker/local/pair-extension';
import { CUSTOMERS } from './customers';
import { GMAIL, openGmail, openMessage } from './gmail';
import { type Lab, openLab } from './lab';

const nameOf = (id: string) => CUSTOMERS.find((customer) => customer.id === id)?.name ?? '';

describe.skipIf(inject('missing').includes('chromium'))('Chromium: a customer that goes while the card is open', () => {
  let lab: Lab;
  let page: Page;
  let admin: string;
  beforeAll(async () => {
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: { [GMAIL]: 'gmail' } });
    const made = await post<{ url: string }>('/v1/users', { id: 'agent-1', name: 'Arezu', role: 'agent' });
    const { users } = await lab.get<{ users: { id: string; role: string }[] }>('/v1/users');
    admin = users.find(({ role }) => role === 'admin')?.id ?? '';
    await give('agent-1');
    await lab.worker.tick(); // the schedule makes the set of known addresses
    await ask(lab.own, 'pair.end');
    await pairExtension(lab.opened, lab.worker, await signIn(made.url));
    page = await openGmail(lab.opened);
  });
  afterAll(() => lab?.close());

  let made = 0;
  const post = async <T>(route: string, body: unknown): Promise<T> => {
    const headers = { authorization: `Bearer ${lab.token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${lab.worker.url}${route}`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(answer.status, route).toBeLessThan(300);
    return (await answer.json()) as T;
  };
  const give = (owner: string, which: readonly string[] = CUSTOMERS.map(({ id }) => id)) =>
    sendEvents(
      lab.worker,
      lab.token,
      which.map((customer) => ({
        id: `own-${++made}`,
        customer,
        type: 'customer.owner' as const,
        at: Date.now() - 1000 + made,
        data: { owner },
      })),
    );
  const save = (customer: string, text: string) => ask(lab.own, 'note.save', { customer, kind: 'call', text, remindAt: null });
  const outbox = async () => (await ask<{ outbox: { state: string; problem: string }[] }>(lab.own, 'popup.state')).outbox;

  it('is said to be a colleague’s once it is given away, and shown again once it comes back', async () => {
    await openMessage(page, 'smith');
    await waitForCard(page, (card) => card.name === nameOf('smith-retail'));
    await give(admin, ['smith-retail']);
    await ask(lab.own, 'sync.now');
    const card = await waitForCard(page, ({ kind }) => kind === 'state');
    expect(card.text).toContain('A customer of');
    await give('agent-1', ['smith-retail']);
    await ask(lab.own, 'sync.now');
    await waitForCard(page, (shown) => shown.name === nameOf('smith-retail'));
  });

  it('is the other one once both were merged, and a note written before arrives there', async () => {
    await openMessage(page, 'smith');
    await waitForCard(page, (card) => card.name === nameOf('smith-retail'));
    const text = `Before the merge ${Date.now()}`;
    await save('smith-retail', text);
    await post('/v1/merges', { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', from: 'smith-retail', into: 'garcia' });
    await ask(lab.own, 'sync.now');
    await waitForCard(page, (card) => card.name === nameOf('garcia'));
    const notes = async () => {
      await ask(lab.own, 'sync.now');
      return (await lab.get<{ facts: { notes: { text: string }[] } }>('/v1/customers/garcia')).facts.notes.map((note) => note.text);
    };
    await expect.poll(notes, { timeout: 30_000, interval: 1000 }).toContain(text);
    expect(await outbox()).toEqual([]);
  }, 60_000);

  it('takes its card with it when it is deleted, and a note on it stays here with the reason', async () => {
    await openMessage(page, 'ahmadi');
    await waitForCard(page, (card) => card.name === nameOf('pars-trading'));
    await save('pars-trading', 'Before the end');
    await fetch(`${lab.worker.url}/v1/customers/pars-trading`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${lab.token}` },
    });
    await ask(lab.own, 'sync.now');
    await waitForNoCard(page);
    const refused = async () => {
      await ask(lab.own, 'sync.now');
      return (await outbox()).map(({ state }) => state);
    };
    await expect.poll(refused, { timeout: 30_000, interval: 1000 }).toEqual(['refused']);
    expect((await outbox())[0]?.problem).toContain('not there any more');
    const popup = await lab.opened.openPage('popup.html');
    await (await popup.waitForSelector('footer button[aria-expanded="false"]'))?.click();
    expect(await popup.$eval('footer .outbox', (list) => list.textContent)).toContain('not there any more');
    await popup.$eval('footer .outbox li button', (button) => (button as HTMLElement).click());
    await popup.waitForSelector('footer .outbox', { hidden: true });
    expect(await outbox()).toEqual([]);
    await popup.close();
  }, 60_000);
});
