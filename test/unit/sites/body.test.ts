// @vitest-environment node
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { messageText } from '../../../extension/page/message-text';
import { SITES } from '../../../extension/sites/registry';
import { loadPage, parsePage } from '../../sites/load-page';

const FIXTURES = path.join(import.meta.dirname, '../../sites/fixtures');
const CAPTURED = path.resolve(import.meta.dirname, '../../../../shared/fixtures');
const siteOf = (id: string) => {
  const site = SITES.find((one) => one.id === id);
  if (!site) throw new Error(`no site ${id}`);
  return site;
};
/** What a watcher of this site answers about the message that the page shows. */
function textOn(id: string, { doc, url }: { doc: Document; url: URL }, from: string) {
  const reading = siteOf(id).read(doc, url);
  return messageText(siteOf(id), doc, url, reading.outcome === 'conversation' ? reading.key : '', from);
}
const NORA = 'nora@acme.example';

describe('the words of the opened message', () => {
  it.each([
    ['roundcube', 'preview.html', 'https://mail.studio.example/?_task=mail&_mbox=INBOX'],
    ['horde', 'message.html', 'https://mail.studio.example/imp/dynamic.php?page=mailbox#msg:SU5CT1g;1'],
    ['sogo', 'message.html', 'https://mail.studio.example/SOGo/so/agent/Mail/view#!/Mail/0/INBOX/1'],
    ['outlook', 'conversation-live.html', 'https://outlook.live.com/mail/0/'],
    ['gmail', 'thread.html', 'https://mail.google.com/mail/u/0/#inbox/16f438e906b36dac'],
  ])('%s has them for the sender, and for nobody else', async (id, file, url) => {
    const page = loadPage(path.join(FIXTURES, id, file), url);
    const answer = textOn(id, page, NORA);
    const key = answer?.key ?? '';
    expect(answer).not.toBeNull();
    expect(messageText(siteOf(id), page.doc, page.url, `${key}x`, NORA)).toBeNull();
    if (!['horde', 'sogo'].includes(id)) expect(textOn(id, page, 'pat@acme.example')).toBeNull();
    await page.close();
  });
  it('request tracker: the last thing that the requestor wrote, wherever the history begins', async () => {
    const entry = (id: number, who: string, text: string) =>
      `<div class="transaction Ticket-transaction message" data-transaction-id="${id}"><div class="metadata"><span class="description"><span class="user"><a>${who}</a></span> - said</span></div><div class="content"><div class="messagebody">${text}</div></div></div>`;
    const head = `<body id="comp-Ticket-Display"><div class="ticket-info-people"><div class="form-row requestors"><span class="current-value"><span class="user">Nora &lt;${NORA}&gt;</span></span></div></div><div class="history-container">`;
    const history = [
      entry(35, `Nora &lt;${NORA}&gt;`, 'first'),
      entry(40, `Nora &lt;${NORA}&gt;`, 'second'),
      entry(44, 'Agent &lt;agent@studio.example&gt;', 'ours'),
    ];
    for (const order of [history, history.toReversed()]) {
      const page = parsePage(`<html>${head}${order.join('')}</div></body></html>`, 'https://rt.studio.example/Ticket/Display.html?id=7');
      expect(textOn('request-tracker', page, NORA)).toMatchObject({ text: 'second\n', part: '40' });
      await page.close();
    }
  });
  it('leaves out what is quoted, and says where the page itself offers to unsubscribe', async () => {
    const mail = (body: string) =>
      `<html><body class="task-mail"><div id="message-header"><table><tr><td class="header from"><a class="rcmContactAddress" title="${NORA}">Nora</a></td></tr></table></div><div id="messagebody">${body}</div></body></html>`;
    const open = (body: string) =>
      textOn('roundcube', parsePage(mail(body), 'https://mail.studio.example/?_task=mail&_uid=3&_mbox=INBOX&_action=show'), NORA);
    expect(open('<p>new</p><blockquote><p>old <a href="https://x.example/unsubscribe?u=1">stop</a></p></blockquote>')).toMatchObject({
      bulk: false,
    });
    expect(open('<p>new</p><blockquote><p>old</p></blockquote>')?.text).not.toContain('old');
    expect(open('<p>offers</p><a href="https://x.example/Unsubscribe?u=1">hier</a>')).toMatchObject({ bulk: true });
    expect(open('x'.repeat(30_000))?.text).toHaveLength(20_000);
  });
  it.each(SITES.filter((site) => site.unverified || site.id === 'generic' || site.id === 'redmine'))(
    '$id cannot tell, so it has none',
    ({ body }) => {
      expect(body).toBeUndefined();
    },
  );
  it.skipIf(!existsSync(CAPTURED))('on captured pages: what the customer wrote last, not what we did', async () => {
    const cases: [string, string, string, string, RegExp, RegExp][] = [
      [
        'osticket',
        'osticket/ticket-1-en.html',
        'http://desk.example/scp/tickets.php?id=1',
        'x',
        /refund order 10432/u,
        /looking into it|Internal/u,
      ],
      ['freescout', 'freescout/conversation-1-en.html', 'http://desk.example/conversation/1', 'x', /\S/u, /^$/u],
      [
        'request-tracker',
        'rt/rt-en-ticket-1.html',
        'http://rt.example/Ticket/Display.html?id=1',
        'john.smith@example.com',
        /\S/u,
        /Billing here/u,
      ],
    ];
    for (const [id, file, url, from, has, lacks] of cases) {
      const page = loadPage(path.join(CAPTURED, file), url);
      const text = textOn(id, page, from)?.text ?? '';
      await page.close();
      expect(text, file).toMatch(has);
      expect(text, file).not.toMatch(lacks);
    }
  });
});
