/** An hour without a network: fifty notes, a restarted browser and an updated extension in between, and each note once in the end. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeAdminLink, pairTool, sendEvents, signIn } from '../../worker/local/local-api';
import type { LocalWorker } from '../../worker/local/worker-process';
import { type BadRoad, openBadRoad } from '../faults/bad-road';
import { chanceOf } from '../faults/chance';
import { type Device, openDevice } from '../faults/device';
import { type KillableWorker, killableWorker } from '../faults/killable-worker';
import { FAULT_CUSTOMERS } from '../faults/senders';

const NOTES = 50;
const MINUTE = 60_000;
const DAY = 86_400_000;
const SECRET = 'a-secret-of-at-least-32-characters-for-this-test';
interface Shown {
  outbox: { title: string; state: string }[];
  connection: { waiting: number; reachable: boolean };
}

describe.skipIf(inject('missing').includes('chromium'))('an hour offline', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vafa-hour-'));
  const extension = path.join(folder, 'extension');
  let worker: KillableWorker;
  let road: BadRoad;
  let device: Device;
  beforeAll(async () => {
    cpSync(inject('chromiumExtension'), extension, { recursive: true });
    worker = await killableWorker(folder, SECRET);
    road = await openBadRoad(() => worker.origin(), chanceOf(1));
    const known: LocalWorker = { url: road.url, secret: SECRET, ended: new Promise(() => {}), tick: worker.tick, stop: worker.close };
    const token = await pairTool(known, folder);
    const profile = (customer: string) => ({
      id: customer,
      customer,
      type: 'customer.profile',
      at: Date.now() - DAY,
      data: { name: customer },
    });
    await sendEvents(known, token, FAULT_CUSTOMERS.map(profile));
    const opened = await openDevice(extension, folder);
    device = opened;
    await opened.pair(known, await signIn(await makeAdminLink(known)));
  });
  afterAll(async () => {
    await device?.close();
    await road?.close();
    await worker?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const state = () => device.ask<Shown>('popup.state');
  async function update(): Promise<string> {
    const file = path.join(extension, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
    writeFileSync(file, JSON.stringify({ ...manifest, version: '99.1.0' }));
    await device.update();
    return (await device.ask<{ version: string }>('options.state')).version;
  }

  it('with fifty notes, a restart and an update ends with fifty notes, once each', async () => {
    road.closed = true;
    const texts = Array.from({ length: NOTES }, (_, nth) => `Note ${nth} of the hour`);
    for (const [nth, text] of texts.entries()) {
      await device.clockOff((nth * 60 * MINUTE) / NOTES);
      await device.ask('note.save', { customer: FAULT_CUSTOMERS[nth % FAULT_CUSTOMERS.length], kind: 'call', text, remindAt: null });
      if (nth % 10 === 9) await device.ask('sync.now');
      if (nth === 19) await device.restart();
      if (nth === 34) expect(await update()).toBe('99.1.0');
    }
    const before = await state();
    expect(before.outbox).toHaveLength(NOTES);
    expect(new Set(before.outbox.map((row) => row.state))).toEqual(new Set(['waiting']));
    expect(before.connection).toMatchObject({ waiting: NOTES, reachable: false });

    const popup = await device.openPage('popup.html');
    const button = await popup.waitForSelector('footer button[aria-expanded="false"]');
    expect(await button?.evaluate((element) => element.textContent)).toContain(String(NOTES));
    await button?.click();
    await popup.waitForSelector('footer .outbox li');
    expect(await popup.$$eval('footer .outbox li', (rows) => rows.filter((row) => row.textContent?.includes('waiting')).length)).toBe(
      NOTES,
    );
    await popup.close();

    road.closed = false;
    await device.clockOff(61 * MINUTE);
    await expect
      .poll(
        async () => {
          await device.ask('sync.now');
          return (await state()).outbox.length;
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBe(0);
    const rows = await worker.rows<{ text: string }>("SELECT data->>'text' AS text FROM events WHERE type = 'note'");
    expect(rows.map(({ text }) => text).sort()).toEqual([...texts].sort());
  }, 300_000);
});
