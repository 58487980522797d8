/**
 * The pages of the demo mailbox. Their structure (ids, classes, the preview frame and its address) is the one that a site adapter
 * reads in Roundcube's elastic skin, so that the demo runs through the very same adapter; markup, look and script are our own.
 */
import { DEMO_MAIL, DEMO_OWN, type DemoAddress, type DemoMail } from './messages';
import { STYLE } from './style';
import { type MailboxLanguage, WORDS } from './words';

export interface View {
  language: MailboxLanguage;
  dark: boolean;
  now: number;
}

const safe = (text: string) => text.replace(/[&<>"']/gu, (letter) => `&#${letter.charCodeAt(0)};`);

function page(view: View, title: string, body: string, attributes: string): string {
  const dir = view.language === 'en' ? 'ltr' : 'rtl';
  return `<!doctype html>
<html lang="${view.language}" dir="${dir}" class="${view.dark ? 'dark-mode' : ''}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${safe(title)}</title><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body ${attributes}>${body}</body></html>`;
}

/** The query of a page of this mailbox, in the shape of the program's own. */
function address(view: View, query: Record<string, string | number>): string {
  const kept = { ...(view.dark ? { theme: 'dark' } : {}), lang: view.language };
  return `/?${new URLSearchParams(Object.entries({ _task: 'mail', ...query, ...kept }).map(([key, value]) => [key, String(value)]))}`;
}

function written(mail: DemoMail, now: number): string {
  const at = new Date(Math.floor((now - mail.hoursAgo * 3_600_000) / 60_000) * 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

export function listPage(view: View, mailbox: DemoMail['mailbox']): string {
  const words = WORDS[view.language];
  const rows = DEMO_MAIL.filter((mail) => mail.mailbox === mailbox)
    .sort((a, b) => a.hoursAgo - b.hoursAgo)
    .map((mail) => listRow(view, mail));
  const folders = (['INBOX', 'Sent'] as const).map(
    (folder) =>
      `<li class="mailbox${folder === mailbox ? ' selected' : ''}"><a href="${safe(address(view, { _mbox: folder }))}">${words[folder]}</a></li>`,
  );
  const body = `<div id="layout">
<nav id="layout-sidebar"><h1>${words.mail}</h1><span class="header-title username">${safe(DEMO_OWN.address)}</span>
<ul id="mailboxlist">${folders.join('')}</ul><p class="demo-note">${words.note}</p></nav>
<div id="layout-list"><table id="messagelist" class="listing messagelist"><tbody>${rows.join('')}</tbody></table></div>
<main id="layout-content"><iframe name="messagecontframe" id="messagecontframe" title="${words.mail}" src="${safe(address(view, { _action: 'blank' }))}"></iframe></main>
</div><script>${LIST_SCRIPT}</script>`;
  return page(view, `${words[mailbox]} · ${words.mail}`, body, 'class="task-mail action-none"');
}

/** A click shows the message in the frame, two clicks open the full view; arrows move. The top address does not change. */
const LIST_SCRIPT = `
const list = document.getElementById('messagelist'), frame = document.getElementById('messagecontframe');
function choose(row) {
  if (!row) return;
  list.querySelector('tr.selected')?.classList.remove('selected');
  row.classList.add('selected'); row.classList.remove('unread');
  frame.contentWindow.location.replace(row.dataset.preview);
  row.scrollIntoView({ block: 'nearest' });
}
list.addEventListener('click', (event) => { event.preventDefault(); choose(event.target.closest('tr')); });
list.addEventListener('dblclick', (event) => { const row = event.target.closest('tr'); if (row) location.href = row.querySelector('a').href; });
addEventListener('keydown', (event) => {
  const row = list.querySelector('tr.selected');
  if (event.key === 'ArrowDown') choose(row ? row.nextElementSibling : list.querySelector('tr'));
  if (event.key === 'ArrowUp') choose(row?.previousElementSibling);
});`;

function listRow(view: View, mail: DemoMail): string {
  const shown = mail.mailbox === 'Sent' ? mail.to[0] : mail.from;
  const id = Buffer.from(String(mail.uid)).toString('base64').replace(/=+$/u, '');
  const query = { _mbox: mail.mailbox, _uid: mail.uid };
  return `<tr id="rcmrow${id}" class="message${mail.unread ? ' unread' : ''}" data-preview="${safe(address(view, { ...query, _framed: 1, _action: 'preview' }))}"><td class="subject">
<span class="date">${written(mail, view.now).slice(5)}</span><span class="fromto"><span class="adr">${shown ? contact(shown, 'span') : ''}</span></span>
<span class="subject"><a href="${safe(address(view, { ...query, _action: 'show' }))}"><bdi>${safe(mail.subject)}</bdi></a></span></td></tr>`;
}

function contact({ name, address: mail }: DemoAddress, tag: 'a' | 'span'): string {
  const href = tag === 'a' ? ` href="mailto:${safe(mail)}"` : '';
  return `<${tag} class="rcmContactAddress" title="${safe(mail)}"${href}><bdi>${safe(name || mail)}</bdi></${tag}>`;
}

/** One message: in the preview frame, or as a page of its own. Null when there is no such message. */
export function messagePage(view: View, mailbox: string, uid: number, framed: boolean): string | null {
  const words = WORDS[view.language];
  const mail = DEMO_MAIL.find((one) => one.mailbox === mailbox && one.uid === uid);
  if (!mail) return null;
  const people = (list: readonly DemoAddress[]) => list.map((one) => `<span class="adr">${contact(one, 'a')}</span>`).join(', ');
  const line = (name: 'from' | 'to' | 'cc', list: readonly DemoAddress[]) =>
    list.length ? `<tr><td class="header-title">${words[name]}</td><td class="header ${name}">${people(list)}</td></tr>` : '';
  const show = safe(address(view, { _mbox: mail.mailbox, _uid: mail.uid, _action: 'show' }));
  const link = framed
    ? `<a class="extwin" target="_top" href="${show}">${words.open}</a>`
    : `<a class="extwin" href="${safe(address(view, { _mbox: mail.mailbox }))}">${words.back}</a>`;
  const own = framed ? '' : `<span class="voice header-title username">${safe(DEMO_OWN.address)}</span>`;
  const text = mail.html ?? mail.text.map((part) => `<p dir="auto">${safe(part)}</p>`).join('\n');
  const body = `${own}<div id="layout-content"><div id="message-header">
<h2 class="subject"><span class="voice">${words.subject}: </span><bdi>${safe(mail.subject)}</bdi> ${link}</h2>
<table class="header-headers"><tbody>${line('from', [mail.from])}${line('to', mail.to)}${line('cc', mail.cc)}
<tr><td class="header-title">${words.date}</td><td class="header date"><bdi>${written(mail, view.now)}</bdi></td></tr></tbody></table></div>
<div id="message-content"><div id="messagebody"><div class="message-part" id="message-part1">${text}</div></div></div></div>`;
  return page(view, mail.subject, body, `class="message-page task-mail action-${framed ? 'preview' : 'show'}"`);
}

export function blankPage(view: View): string {
  return page(view, '', `<div class="nothing">${WORDS[view.language].pick}</div>`, 'class="message-page"');
}
