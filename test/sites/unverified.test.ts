// @vitest-environment node
// Sites that nobody has seen a page of. A page written from the very hooks it tests proves nothing about them, so nothing here says that
// they read real pages: only that they stay silent where they cannot know, and that a message's text is never looked into.
import { describe, expect, it } from 'vitest';
import { SITES } from '../../extension/sites/registry';
import { type Hooks, hookedSite } from '../../extension/sites/site';
import { parsePage } from './load-page';

const UNVERIFIED = SITES.filter((site) => site.unverified);
const TICKETS: Record<string, string> = {
  chatwoot: 'https://chat.studio.example/app/accounts/1/conversations/7',
  freshdesk: 'https://studio.freshdesk.com/a/tickets/7',
  front: 'https://app.frontapp.com/open/cnv_7abc',
  helpscout: 'https://secure.helpscout.net/conversation/7/12/',
  hubspot: 'https://app-eu1.hubspot.com/live-messages/1/inbox/7',
  intercom: 'https://app.intercom.com/a/inbox/x/inbox/all/conversation/7',
  proton: 'https://mail.proton.me/u/0/inbox/aaaaaaaaaaaaaaaaaaaaaaaa==',
  salesforce: 'https://studio.lightning.force.com/lightning/r/Case/5001t00000abcdeAAA/view',
  yahoo: 'https://mail.yahoo.com/d/folders/1/messages/7',
  zammad: 'https://help.studio.example/#ticket/zoom/7',
  zendesk: 'https://studio.zendesk.com/agent/tickets/7',
};
const TRAPS = `<div role="main"><span title="trap@title.example">trap@text.example</span><a href="mailto:trap@link.example">x</a>
  <div role="document">From: Nora &lt;trap@body.example&gt;</div><blockquote>quoted@body.example</blockquote></div>`;

async function read(site: (typeof SITES)[number], html: string, url: string) {
  const page = parsePage(`<!doctype html><html><head></head><body>${html}</body></html>`, url);
  const reading = site.read(page.doc, page.url);
  const rows = site.rowsBeside?.(page.doc, page.url) ?? [];
  await page.close();
  return { reading, rows };
}

describe('sites from public hooks', () => {
  it('are marked, and each has an address of an opened conversation here', () => {
    expect(UNVERIFIED.map((site) => site.id)).toEqual(Object.keys(TICKETS).sort());
  });

  it.each(UNVERIFIED)(
    '$id says that it knows nothing on an opened page without its hooks, whatever addresses stand there',
    async (site) => {
      const { reading, rows } = await read(site, TRAPS, TICKETS[site.id] ?? '');
      expect(reading).toMatchObject({ outcome: 'unrecognised', looked: expect.arrayContaining([expect.any(String)]) });
      expect(rows).toEqual([]);
    },
  );

  it.each(UNVERIFIED)('$id is silent where no conversation is opened', async (site) => {
    const { reading } = await read(site, TRAPS, `${new URL(TICKETS[site.id] ?? '').origin}/settings`);
    expect(reading).toEqual({ outcome: 'none' });
  });
});

describe('a site from hooks', () => {
  const hooks: Hooks = {
    id: 'any',
    name: 'Any',
    matches: [],
    path: /^\/t\/(\d+)/u,
    strategies: [{ name: 'head 2026-11', open: '[data-ticket="{id}"]', person: '.who[title]', at: 'title' }],
    body: '.body',
  };
  const who = (address: string, name = '') => `<b class="who" title="${address}">${name}</b>`;
  const at = (html: string, more: Partial<Hooks> = {}) => read(hookedSite({ ...hooks, ...more }), html, 'https://any.example/t/7');

  it('names the one person of the opened conversation, in no other one and in no text', async () => {
    const { reading } = await at(
      `<div data-ticket="6">${who('other@acme.example')}</div>
       <div data-ticket="7">${who('Nora@Acme.example', 'ceo@studio.example')}${who('nora@acme.example')}<div class="body">${who('trap@body.example')}</div></div>`,
    );
    expect(reading).toEqual({
      outcome: 'conversation',
      key: 'any.example/7|nora@acme.example',
      strategy: 'head 2026-11',
      correspondents: [{ address: 'nora@acme.example', name: '', role: 'from' }],
      own: [],
    });
  });

  it('names nobody where two disagree, where the view is hidden, or where there is only a name', async () => {
    for (const html of [
      `<div data-ticket="7">${who('a@acme.example')}${who('b@acme.example')}</div>`,
      `<div data-ticket="7" style="display: none">${who('a@acme.example')}</div>`,
      `<div data-ticket="7">${who('Nora Lind', 'nora@acme.example')}</div>`,
      `<div data-ticket="6">${who('a@acme.example')}</div>`,
    ])
      expect((await at(html)).reading.outcome).toBe('unrecognised');
  });

  it('takes the last of several opened messages where the site says so', async () => {
    const { reading } = await at(`<div data-ticket="7">${who('a@acme.example')}</div><div data-ticket="7">${who('b@acme.example')}</div>`, {
      last: true,
    });
    expect(reading).toMatchObject({ correspondents: [{ address: 'b@acme.example' }] });
  });

  it('gives list rows the address of their title, and none to a row with two', async () => {
    const { reading, rows } = await read(
      hookedSite({ ...hooks, rows: { name: 'rows 2026-11', row: 'li', person: 'b[title]' } }),
      `<ul><li>${who('a@acme.example')}<i title="trap@subject.example"></i></li><li>${who('a@acme.example')}${who('b@acme.example')}</li></ul>`,
      'https://any.example/t',
    );
    expect(rows.map((row) => row.address)).toEqual(['a@acme.example']);
    expect(reading).toMatchObject({ outcome: 'list', strategy: 'rows 2026-11' });
  });
});
