/** Driving a real Roundcube (elastic skin) as a person would. */
import type { Page } from 'puppeteer-core';
import { AGENT, ROUNDCUBE_URL } from './servers';

export async function logIntoRoundcube(page: Page, user: string): Promise<void> {
  await page.goto(ROUNDCUBE_URL);
  await page.type('input[name="_user"]', user);
  await page.type('input[name="_pass"]', AGENT.password);
  await Promise.all([page.waitForNavigation(), page.click('button[type="submit"], input[type="submit"]')]);
  await page.waitForSelector('#messagelist tr.message');
}

/** The row of the message whose subject holds a text, as `_uid`. */
async function findUid(page: Page, subject: string): Promise<string> {
  await page.waitForSelector('#messagelist tr.message');
  const uid = await page.evaluate((wanted) => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('#messagelist tr.message .subject a')];
    // The first message of a thread has the bare subject; its replies hold it too.
    const link = links.find((each) => each.textContent?.trim() === wanted) ?? links.find((each) => each.textContent?.includes(wanted));
    return link ? new URL(link.href).searchParams.get('_uid') : null;
  }, subject);
  if (!uid) throw new Error(`no message about ${subject} in the list`);
  return uid;
}

/** Opens a message in the preview pane of the list. */
export async function openInPane(page: Page, subject: string, options = { settle: true }): Promise<void> {
  if (!page.url().includes('_mbox=INBOX') || page.url().includes('_action=show'))
    await page.goto(`${ROUNDCUBE_URL}/?_task=mail&_mbox=INBOX`);
  const uid = await findUid(page, subject);
  await page.evaluate((wanted) => {
    const link = [...document.querySelectorAll<HTMLAnchorElement>('#messagelist tr.message .subject a')].find(
      (each) => new URL(each.href).searchParams.get('_uid') === wanted,
    );
    const row = link?.closest('tr');
    for (const type of ['mousedown', 'mouseup', 'click'])
      row?.querySelector('td.subject')?.dispatchEvent(new MouseEvent(type, { bubbles: true, button: 0 }));
  }, uid);
  if (!options.settle) return;
  await page.waitForFunction(
    (wanted) => document.querySelector<HTMLIFrameElement>('#messagecontframe')?.contentWindow?.location.href.includes(`_uid=${wanted}&`),
    {},
    uid,
  );
}

/** Opens a message in the whole window. */
export async function openWhole(page: Page, folder: string, subject: string): Promise<void> {
  await page.goto(`${ROUNDCUBE_URL}/?_task=mail&_mbox=${folder}`);
  const uid = await findUid(page, subject);
  await page.goto(`${ROUNDCUBE_URL}/?_task=mail&_mbox=${folder}&_uid=${uid}&_action=show`);
}
