/** Opens every message of the demo mailbox and compares the card with what the Worker's facts say. */
import type { Page } from 'puppeteer-core';
import { type SeenCard, seeCard, waitForCard, waitForNoCard } from './card-on-page';
import { DEMO_CUSTOMERS } from './demo-customers';
import { DEMO_MAIL, DEMO_OWN, type DemoMail } from './demo-mailbox/messages';
import { expectCard } from './expected-card';
import type { OpenedBrowser } from './open-browser';

export interface Check {
  message: string;
  sender: string;
  expected: string;
  shown: string;
  right: boolean;
}

/** Who is behind a message: a customer's id, `several` when a domain belongs to more than one, or nobody. */
function whoIsBehind(mail: DemoMail): { customer: string } | 'several' | 'nobody' {
  const address = mail.from.address === DEMO_OWN.address ? (mail.to[0]?.address ?? '') : mail.from.address;
  const known = DEMO_CUSTOMERS.find((customer) => customer.people.some((person) => person.email === address));
  if (known) return { customer: known.id };
  const ofDomain = DEMO_CUSTOMERS.filter((customer) => customer.domains.includes(address.split('@')[1] ?? ''));
  if (ofDomain.length > 1) return 'several';
  return ofDomain[0] ? { customer: ofDomain[0].id } : 'nobody';
}

export async function openDemoMessage(page: Page, mailbox: string, mail: DemoMail): Promise<void> {
  const url = new URL(mailbox);
  url.search = new URLSearchParams({ _task: 'mail', _mbox: mail.mailbox, _uid: String(mail.uid), _action: 'show' }).toString();
  await page.goto(url.href);
}

/** Opens all messages, one after the other. The score may have moved by the minute that this takes: it is asked for at the time. */
export async function checkEverySender(opened: OpenedBrowser, mailbox: string, worker: string, token: string): Promise<Check[]> {
  const page = await opened.browser.newPage();
  const checks: Check[] = [];
  for (const mail of DEMO_MAIL) {
    await page.bringToFront();
    await openDemoMessage(page, mailbox, mail);
    checks.push({ message: mail.subject, sender: mail.from.address, ...(await compare(page, mail, worker, token)) });
  }
  await page.close();
  return checks;
}

async function compare(page: Page, mail: DemoMail, worker: string, token: string): Promise<Pick<Check, 'expected' | 'shown' | 'right'>> {
  const who = whoIsBehind(mail);
  if (typeof who === 'string') {
    await waitForNoCard(page, 1200).catch(() => {});
    const seen = await seeCard(page);
    const right = who === 'several' ? seen?.kind === 'ask' : seen?.kind !== 'customer';
    return { expected: who, shown: seen ? `${seen.kind}: ${seen.name}` : 'nothing', right };
  }
  const expected = await expectCard(worker, token, who.customer, Date.now());
  const line = (card: Pick<SeenCard, 'name' | 'score' | 'band' | 'tier' | 'signals'>) =>
    `${card.name}, ${card.score} ${card.band}, ${card.tier}, ${card.signals.join(' ') || 'no signals'}`;
  try {
    const seen = await waitForCard(page, (card) => card.name === expected.name);
    const same = { ...seen, signals: [...seen.signals].sort() };
    return { expected: line(expected), shown: line(same), right: line(expected) === line(same) };
  } catch (error) {
    return { expected: line(expected), shown: String((error as Error).message), right: false };
  }
}
