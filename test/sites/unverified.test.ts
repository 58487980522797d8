// @vitest-environment node
// Sites that nobody has seen a page of. A page written from the very hooks it tests proves nothing about them, so nothing here says that
// they read real pages: only that they stay silent where they cannot know, and that a message's text is never looked into.
import { describe, expect, it } from 'vitest';
import { type Hooks, hookedSite } from '../../extension/sites/hooked-site';
import { SITES } from '../../extension/sites/registry';
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

describe('osTicket’s queue', () => {
  const preview = (
    email: string,
  ) => `<div id="pjax-container"><table class="list queue tickets"><tbody><tr><td>Nora Lind</td></tr></tbody></table></div>
    <div class="tip_content"><div id="t4711"><h2>Ticket #4711: x@subject.example</h2><div id="ticket-preview_container"><div class="tab_content" id="preview">
    <table class="ticket_info"><tr><td>Open</td></tr></table><table class="ticket_info"><tr><td><a href="users.php?id=3">Nora Lind</a> <span class="faded">${email}</span></td></tr></table>
    </div></div></div></div>`;
  const osticket = SITES.find(({ id }) => id === 'osticket') as (typeof SITES)[number];
  it('shows whose a ticket is only while the user points at it', async () => {
    const url = 'https://desk.example/scp/tickets.php?queue=1';
    expect((await read(osticket, preview('nora@acme.example'), url)).reading).toMatchObject({
      outcome: 'conversation',
      key: 'desk.example/scp/tickets.php#t4711|nora@acme.example',
      correspondents: [{ address: 'nora@acme.example', name: 'Nora Lind' }],
    });
    expect((await read(osticket, preview('— Unassigned —'), url)).reading).toMatchObject({ outcome: 'list', rows: [] });
    const hidden = preview('nora@acme.example').replace('class="tip_content"', 'style="display: none"');
    expect((await read(osticket, hidden, url)).reading.outcome).toBe('list');
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

  it('says that the page holds only a name, and believes its server about the very conversation that was asked about', async () => {
    const asks: Partial<Hooks> = {
      named: '[data-ticket="{id}"] .name',
      ask: { name: 'asked 2026-11', path: '/api/{id}.json', read: () => null },
    };
    const html = '<div data-ticket="7"><p class="name">Nora Lind</p></div>';
    expect((await at(html, asks)).reading).toMatchObject({ outcome: 'unrecognised', named: 'Nora Lind' });
    expect(hookedSite({ ...hooks, ...asks }).ask?.first(new URL('https://any.example/t/7'))).toEqual({
      of: 'any.example/7',
      path: '/api/7.json',
    });
    expect(hookedSite({ ...hooks, ...asks }).ask?.first(new URL('https://any.example/settings'))).toBeNull();
    const person = { address: 'nora@acme.example', name: 'Nora Lind', role: 'from' as const };
    globalThis.__vafaAsked = { of: 'any.example/7', person };
    expect((await at(html, asks)).reading).toMatchObject({ outcome: 'conversation', strategy: 'asked 2026-11', correspondents: [person] });
    globalThis.__vafaAsked = { of: 'any.example/8', person };
    expect((await at(html, asks)).reading.outcome).toBe('unrecognised');
    globalThis.__vafaAsked = undefined;
  });

  it('Zendesk names the requester of a ticket and nobody whom the answer does not name', () => {
    const read = SITES.find(({ id }) => id === 'zendesk')?.ask?.read;
    expect(read?.({ ticket: { requester_id: 77 } })).toEqual({ path: '/api/v2/users/77.json' });
    expect(read?.({ user: { email: 'Nora@acme.example', name: 'Nora' } })).toMatchObject({
      person: { address: 'nora@acme.example', name: 'Nora' },
    });
    for (const odd of [null, 'x', {}, { ticket: {} }, { ticket: { requester_id: '../users/1' } }, { user: { email: 'no address' } }])
      expect(read?.(odd)).toBeNull();
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
