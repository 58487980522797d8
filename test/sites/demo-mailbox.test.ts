// @vitest-environment node
// The demo mailbox has no adapter of its own: what is shown there is read by the adapter for Roundcube.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byTimeThenId, type LiveEvent } from '../../shared/event';
import { fold } from '../../shared/facts/fold';
import { buildIndex, matchCorrespondents } from '../../shared/matching/match';
import { demoEvents } from '../../worker/local/demo-data';
import { DEMO_MAIL, DEMO_OWN } from '../../worker/local/demo-mailbox/messages';
import { type DemoMailbox, startDemoMailbox } from '../../worker/local/demo-mailbox/server';
import { parsePage } from './load-page';
import { claims, readSavedPage } from './read-saved-page';

const NOW = Date.UTC(2026, 10, 21, 12);
let mailbox: DemoMailbox;
beforeAll(async () => {
  mailbox = await startDemoMailbox({ port: 0, now: NOW });
});
afterAll(() => mailbox.close());

async function read(query: Record<string, string | number>) {
  const url = new URL(mailbox.url);
  url.search = new URLSearchParams(Object.entries({ _task: 'mail', ...query }).map(([key, value]) => [key, String(value)])).toString();
  const page = parsePage(await (await fetch(url)).text(), url.href);
  const result = { ...readSavedPage(page.doc, page.url), claimed: claims(page.doc, page.url).map((site) => site.id) };
  await page.close();
  return result;
}
const { customers, events } = demoEvents(NOW);
const index = buildIndex(
  customers.map(({ id }) => ({ id, facts: fold(events.filter((event) => event.customer === id).sort(byTimeThenId) as LiveEvent[]) })),
);
const inbox = DEMO_MAIL.filter((mail) => mail.mailbox === 'INBOX');

describe('the demo mailbox', () => {
  it.each(['en', 'fa', 'ar'])('is read by the adapter for Roundcube alone (%s)', async (lang) => {
    const { reading, claimed } = await read({ _mbox: 'INBOX', lang });
    expect(claimed).toEqual(['roundcube']);
    expect(reading).toMatchObject({ outcome: 'list', own: [DEMO_OWN.address] });
    expect(reading.rows.map((row) => row.address)).toEqual(
      [...inbox].sort((a, b) => a.hoursAgo - b.hoursAgo).map((mail) => mail.from.address),
    );
  });

  it.each(DEMO_MAIL)('$mailbox/$uid from $from.address is read from its header, in the frame and in full view', async (mail) => {
    for (const view of [{ _action: 'show' }, { _action: 'preview', _framed: 1 }]) {
      const { reading } = await read({ _mbox: mail.mailbox, _uid: mail.uid, ...view });
      const people = [mail.from, ...mail.to, ...mail.cc].map((one) => one.address).filter((address) => !reading.own.includes(address));
      expect(reading).toMatchObject({
        site: 'roundcube',
        outcome: 'conversation',
        key: `${new URL(mailbox.url).host}/${mail.mailbox}/${mail.uid}`,
      });
      expect(reading.correspondents.map((one) => one.address)).toEqual(people);
    }
  });

  it('has mail of every customer, of a stranger, of a look-alike, of a new colleague and of a shared domain', () => {
    const kinds = inbox.map(({ from }) => {
      const match = matchCorrespondents(index, {
        correspondents: [{ ...from, role: 'from' }],
        own: [DEMO_OWN.address],
        choices: {},
        workspaceDomains: [],
      });
      return match.kind === 'customer' ? `${match.how}:${match.customer}` : match.kind;
    });
    for (const { id } of customers) expect(kinds).toContain(`address:${id}`);
    for (const kind of ['unknown', 'look-alike', 'ask', 'domain:sepidar']) expect(kinds).toContain(kind);
  });

  it('answers nothing for a message that is not there, and names the port that is taken', async () => {
    expect((await fetch(new URL('/?_action=show&_uid=999', mailbox.url))).status).toBe(404);
    await expect(startDemoMailbox({ port: Number(new URL(mailbox.url).port) })).rejects.toThrow(/in use/u);
  });
});
