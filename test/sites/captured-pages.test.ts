// @vitest-environment node
// Pages captured from real servers are under the licences of those programs and stay outside this repository.
// Where their folder stands beside it, every one of them is read and compared with the mail that was sent.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPage } from './load-page';
import { readSavedPage, type SavedPageReading } from './read-saved-page';

const beside = path.resolve(import.meta.dirname, '../../../shared');
const present = existsSync(path.join(beside, 'fixtures'));
interface Person {
  email: string;
}
interface Mail {
  from: Person;
  replyTo: Person | null;
  to: Person[];
  cc: Person[];
  file: string;
  date: string;
}
const pages = (folder: string) =>
  present
    ? readdirSync(path.join(beside, 'fixtures', folder))
        .filter((file) => file.endsWith('.html') && !/\.frame-\d+\./u.test(file))
        .map((file) => [folder, file] as const)
    : [];
const mails = (server: string): Mail[] => JSON.parse(readFileSync(path.join(beside, 'servers', server, 'seed/expect.json'), 'utf8'));

async function read(folder: string, file: string, url?: string): Promise<SavedPageReading> {
  const page = loadPage(path.join(beside, 'fixtures', folder, file), url);
  const { reading } = readSavedPage(page.doc, page.url);
  await page.close();
  return reading;
}
const lower = (people: (Person | null)[]) => people.flatMap((one) => (one ? [one.email.toLowerCase()] : []));

// Where the captured pages are missing, the run says so by the name of this one test.
if (!present) it.skip('captured pages: absent, their folder does not stand beside the repository', () => {});

describe.runIf(present)('captured pages of Roundcube', () => {
  it.each(pages('roundcube'))('%s/%s names the people of the mail that was sent', async (folder, file) => {
    const reading = await read(folder, file);
    expect(reading.site).toBe('roundcube');
    if (file.includes('-list')) {
      const inbox = mails('mail')
        .filter((mail) => mail.file.startsWith('INBOX/'))
        .sort((a, b) => (a.date < b.date ? 1 : -1));
      expect(reading).toMatchObject({
        outcome: 'list',
        correspondents: [],
        rows: inbox.map((mail) => ({ address: mail.from.email.toLowerCase() })),
      });
      return;
    }
    const uid = Number(reading.key?.split('/').at(-1));
    const mail = mails('mail')[uid - 1] as Mail;
    // The preview of the skin larry does not show Reply-To.
    const replyTo = file.includes('larry') && file.includes('-preview') ? null : mail.replyTo;
    const expected = [...new Set(lower([mail.from, ...mail.to, ...mail.cc, replyTo]))].filter((address) => !reading.own.includes(address));
    expect(reading).toMatchObject({ outcome: 'conversation', own: [expect.stringMatching(/^agent(-fa)?@helpdesk\.test$/u)] });
    expect(reading.correspondents.map((one) => one.address)).toEqual(expected);
    expect(reading.correspondents[0]).toEqual({ address: mail.from.email.toLowerCase(), role: 'from' });
  });
});

describe.runIf(present)('captured pages of Request Tracker', () => {
  it.each(pages('rt'))('%s/%s names the requestor and the Cc of the ticket', async (folder, file) => {
    const reading = await read(folder, file);
    expect(reading.site).toBe('request-tracker');
    const tickets = mails('rt').filter((mail) => !mail.file.startsWith('09-'));
    if (file.includes('-home')) {
      expect(reading).toMatchObject({ outcome: 'none', rows: [] });
    } else if (file.includes('-list')) {
      expect(reading).toMatchObject({ outcome: 'list', rows: tickets.map((mail) => ({ address: mail.from.email.toLowerCase() })) });
    } else {
      const mail = tickets[Number(/ticket-(\d+)/u.exec(file)?.[1]) - 1] as Mail;
      expect(reading.outcome).toBe('conversation');
      expect(reading.correspondents.filter((one) => one.role === 'from')).toEqual([
        { address: mail.from.email.toLowerCase(), role: 'from' },
      ]);
      expect(
        reading.correspondents
          .filter((one) => one.role === 'cc')
          .map((one) => one.address)
          .sort(),
      ).toEqual(lower(mail.cc).sort());
    }
  });
});

describe.runIf(present)('captured pages of Gmail', () => {
  it.each(pages('gmail'))('%s/%s', async (folder, file) => {
    const reading = await read(folder, file, 'https://mail.google.com/mail/u/0/#inbox');
    expect(reading).toMatchObject({ site: 'gmail', outcome: file.includes('inbox-list') ? 'list' : 'none', correspondents: [] });
    expect(reading.rows).toHaveLength(file.includes('inbox-list') ? 14 : 0);
    expect(JSON.stringify(reading)).not.toContain('tagcolumntest');
  });
});

describe.runIf(present)('captured pages of Redmine', () => {
  it.each(pages('redmine'))('%s/%s names the customer of the field, and nobody where there is none', async (folder, file) => {
    const reading = await read(folder, file);
    expect(reading).toMatchObject({ site: 'redmine', rows: [], own: [] });
    if (file.includes('-list') || file.includes('-user')) {
      // The seeded list has no column of addresses, and a person's page is no issue.
      expect(reading).toMatchObject({ outcome: file.includes('-list') ? 'list' : 'none', correspondents: [] });
      return;
    }
    const number = Number(/issue-(\d+)/u.exec(file)?.[1]);
    const mail = mails('rt').filter((one) => !one.file.startsWith('09-'))[number - 1] as Mail;
    expect(reading).toMatchObject({ outcome: 'conversation', key: expect.stringMatching(new RegExp(`#${number}$`, 'u')) });
    expect(reading.correspondents).toEqual([{ address: mail.from.email.toLowerCase(), role: 'from' }]);
  });
});

const NORA = 'nora.lindqvist@acme-demo.example';
const BILLING = 'billing+eu@northwind-demo.example';
const OMID = 'omid.r@shop-demo.example';
const FINANCE = 'finance@acme-demo.example';
const OWN = ['support@helpdesk.example'];

describe.runIf(present)('captured pages of FreeScout', () => {
  const customers: Record<string, string> = { 1: NORA, 2: BILLING, 3: OMID, 4: NORA };
  it.each(pages('freescout'))('%s/%s', async (folder, file) => {
    const reading = await read(folder, file);
    const number = /^conversation-(\d+)/u.exec(file)?.[1] ?? '';
    expect(reading.site).toBe('freescout');
    if (file.startsWith('list')) {
      expect(reading).toMatchObject({ outcome: 'list', correspondents: [], own: OWN });
      expect(reading.rows.map((row) => row.address)).toEqual(Object.values(customers));
    } else if (number) {
      const cc = number === '1' ? [{ address: FINANCE, role: 'cc' }] : [];
      expect(reading).toMatchObject({ outcome: 'conversation', rows: [], own: OWN });
      expect(reading.correspondents).toEqual([{ address: customers[number], role: 'from' }, ...cc]);
      expect(reading.key?.endsWith(`#${number}`)).toBe(true);
    } else expect(reading).toMatchObject({ outcome: 'none', correspondents: [], rows: [] });
    expect(JSON.stringify(reading)).not.toMatch(/other-demo|boss@/u);
  });
});

describe.runIf(present)('captured pages of osTicket', () => {
  const users: Record<string, string> = { 1: NORA, 2: BILLING, 3: OMID };
  it.each(pages('osticket'))('%s/%s', async (folder, file) => {
    const reading = await read(folder, file);
    const number = /^ticket-(\d+)/u.exec(file)?.[1] ?? '';
    expect(reading.site).toBe('osticket');
    if (number) {
      const cc = file.includes('collaborators') ? [{ address: FINANCE, role: 'cc' }] : [];
      expect(reading).toMatchObject({ outcome: 'conversation', rows: [], own: OWN });
      expect(reading.correspondents).toEqual([{ address: users[number], role: 'from' }, ...cc]);
      expect(reading.key?.endsWith(`#${number}`)).toBe(true);
    } else {
      // Neither the queue nor the directory of people holds an address.
      expect(reading).toMatchObject({ outcome: file.startsWith('queue') ? 'list' : 'none', correspondents: [], rows: [] });
    }
    expect(JSON.stringify(reading)).not.toMatch(/other-demo|boss@/u);
  });
});
