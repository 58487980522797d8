/** A fixture is made from a page that a real browser shows: one that is opened for it, or a tab of one that somebody has open. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { DEMO_MAIL } from '../../worker/local/demo-mailbox/messages';
import { type DemoMailbox, startDemoMailbox } from '../../worker/local/demo-mailbox/server';
import { findBrowser } from '../../worker/local/find-browser';
import { main } from '../capture';
import { freePort } from './lab';

describe.skipIf(inject('missing').includes('chromium'))('capture from a real Chromium', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vafa-captured-'));
  const mail = DEMO_MAIL.find(({ from }) => from.address === 'tamsin.orrell@quillbrook.example');
  let mailbox: DemoMailbox;
  let open: Browser;
  let attach: string;
  const message = () => `${mailbox.url}&_uid=${mail?.uid}&_action=show`;
  const said: string[] = [];
  const run = (...args: string[]) => main([...args, '--out', folder]);
  const fixture = (name: string) => ({
    html: readFileSync(path.join(folder, `${name}.html`), 'utf8'),
    reading: JSON.parse(readFileSync(path.join(folder, `${name}.expect.json`), 'utf8')).reading,
  });
  beforeAll(async () => {
    mailbox = await startDemoMailbox({ port: await freePort() });
    const port = await freePort();
    attach = `http://127.0.0.1:${port}`;
    open = await puppeteer.launch({
      executablePath: findBrowser('chromium') ?? '',
      args: [`--remote-debugging-port=${port}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    });
    for (const url of [message(), mailbox.url]) await (await open.newPage()).goto(url);
    for (const out of ['log', 'error'] as const) vi.spyOn(console, out).mockImplementation((line) => void said.push(String(line)));
  });
  afterEach(() => void said.splice(0));
  afterAll(async () => {
    vi.restoreAllMocks();
    await open?.close();
    await mailbox?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('takes what an address shows: the structure, and no word or address of it', async () => {
    expect(await run(message(), '--headless', '--name', 'opened')).toBe(0);
    const { html, reading } = fixture('opened');
    expect(reading).toMatchObject({ site: 'roundcube', outcome: 'conversation', own: ['own1@example.com'] });
    expect(reading.correspondents[0]).toEqual({ address: 'person1@example.com', role: 'from' });
    expect(html).toContain('message-header');
    expect(html).not.toMatch(/quillbrook|tamsin|renewal|Robin/iu);
  });

  it('takes a tab of the browser that is open, by its number in the list it prints, with its frames', async () => {
    expect(await run('--attach', attach)).toBe(2);
    const listed = said.join().split('\n').slice(1);
    expect(listed).toEqual([`  1  ${mailbox.url}`, `  2  ${message()}`]);
    expect(await run('--attach', attach, '--tab', '1', '--name', 'front')).toBe(0);
    expect(fixture('front').reading).toMatchObject({ site: 'roundcube', outcome: 'list' });
    expect(await run('--attach', attach, '--tab', '2', '--name', 'second')).toBe(0);
    expect(fixture('second').reading).toMatchObject({ site: 'roundcube', outcome: 'conversation' });
    expect(readFileSync(path.join(folder, 'front.frame-1.html'), 'utf8')).not.toMatch(/quillbrook|Robin/iu);
  });

  it('says what is missing: a tab, a browser, a page, a site that knows it', async () => {
    expect(await run('--attach', attach, '--tab', '9')).toBe(2);
    expect(said.join()).toContain('has 2 pages open');
    expect(await run('--attach', `http://127.0.0.1:${await freePort()}`)).toBe(2);
    expect(said.join()).toContain('No browser answers');
    expect(await run(`${mailbox.url}&_uid=999&_action=show`, '--headless')).toBe(2);
    expect(said.join()).toContain('answered 404');
    expect(await run('data:text/html,<p>Nothing', '--headless')).toBe(2);
  });
});
