/** How long a workspace keeps its events, and what stays of those that it gives up. */
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LiveEvent, VafaEvent } from '../../shared/event';
import { fold } from '../../shared/facts/fold';
import { monthsBefore, purgeOn } from '../../worker/jobs/retention';
import { demoEvents } from '../../worker/local/demo-data';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { anyEvents } from '../unit/facts/any-event';
import { call, count, event, openOffice } from './office';
import { ALL, DAY, factsOf, keepFor, NOW, refoldAll, take } from './stocked';

describe('retention', () => {
  test('what is purged leaves facts as they were, to the byte, also after more events and a fold from the start', async () => {
    const { workspace } = await openOffice('Kept for a year');
    let customers = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEvents(60), { minLength: 1, maxLength: 3 }),
        anyEvents(25),
        fc.integer({ min: 6, max: 30 }),
        async (logs, later, months) => {
          const events: LiveEvent[] = [];
          const after: LiveEvent[] = [];
          const horizon = monthsBefore(NOW, months);
          for (const log of logs) {
            const customer = `kept-${++customers}`;
            const own = (one: LiveEvent): LiveEvent =>
              JSON.parse(JSON.stringify({ ...one, customer }).replaceAll(/"(e\d+)"/g, `"${customer}-$1"`));
            events.push(...log.map(own));
            after.push(
              ...later
                .map((one) => own({ ...one, id: `later-${one.id}`, at: horizon + (one.at % (NOW - horizon)) } as LiveEvent))
                .map((one) => ({ ...one, id: `${customer}-${one.id}` })),
            );
          }
          await take(workspace, events);
          const before = await factsOf(workspace);
          await env.DB.prepare(`DELETE FROM job_cursors WHERE workspace = ? AND job IN ('retention', 'purge')`).bind(workspace).run();
          await keepFor(workspace, months);
          expect(await factsOf(workspace)).toEqual(before);
          const old = await count(
            `SELECT count(*) AS n FROM events WHERE workspace = ? AND at < ? AND type <> 'opening'`,
            workspace,
            horizon,
          );
          expect(old).toBe(0);
          await refoldAll(workspace);
          expect(await factsOf(workspace)).toEqual(before);
          await take(workspace, after);
          const facts = await factsOf(workspace);
          for (const customer of new Set(after.map((one) => one.customer))) {
            const whole = [...events, ...after].filter((one) => one.customer === customer);
            expect(facts.get(customer)).toBe(JSON.stringify(fold(whole)));
          }
        },
      ),
      { numRuns: 8 },
    );
  }, 120_000);

  test('a purged event sent again counts once; corrected, or older than what is kept, it is refused by name', async () => {
    const office = await openOffice('Purged');
    const { workspace, adminToken: token } = office;
    const now = Date.now();
    const old = event('shop', 'purchase', now - 900 * DAY, { amount: 500, currency: 'EUR' });
    const young = event('shop', 'purchase', now - 9 * DAY, { amount: 70, currency: 'EUR' });
    await take(workspace, [old, young], now);
    await keepFor(workspace, 12, now);
    const before = (await factsOf(workspace)).get('shop');
    const wire = (one: VafaEvent, more: object = {}) => ({
      id: one.id,
      customer: one.customer,
      type: one.type,
      at: one.at,
      data: one.data,
      ...more,
    });
    const send = async (...events: object[]) => (await call('POST', '/v1/events?source=test', { token, body: { events } })).body;

    expect(await send(wire(old))).toMatchObject({ accepted: 0, duplicates: 1, refused: [] });
    const corrected = await send(
      wire(old, { revision: 1, data: { amount: 1, currency: 'EUR' } }),
      wire(old, { revision: 2, at: now - DAY }),
    );
    expect(corrected).toMatchObject({
      accepted: 0,
      duplicates: 0,
      refused: [
        { index: 0, id: old.id, code: 'event.purged' },
        { index: 1, code: 'event.purged' },
      ],
    });
    const late = await send(
      { ...wire(old), id: 'late' },
      { ...wire(young), id: 'in time' },
      { ...wire(old), id: 'of another', customer: 'new' },
    );
    expect(late).toMatchObject({ accepted: 2, refused: [{ index: 0, id: 'late', code: 'event.purged' }] });
    expect((await factsOf(workspace)).get('shop')).not.toBe(before);
    expect(JSON.parse((await factsOf(workspace)).get('shop') ?? '').spend.EUR).toEqual({ sum: 640, count: 3 });
    expect(await send(wire(young, { revision: 1, data: null }))).toMatchObject({ accepted: 1 });
    expect(JSON.parse((await factsOf(workspace)).get('shop') ?? '').spend.EUR).toEqual({ sum: 570, count: 2 });
    expect((await call('GET', '/v1/retention', { token })).body).toMatchObject({ months: 12 });
  });

  test('a customer who gets an event while it is purged keeps its whole log until the next run', async () => {
    const { workspace } = await openOffice('Purged at the same time');
    await take(workspace, [event('busy', 'purchase', NOW - 900 * DAY, { amount: 5, currency: 'EUR' })]);
    await ingest(env.DB, workspace, [event('busy', 'purchase', NOW - DAY, { amount: 6, currency: 'EUR' })], NOW);
    await keepFor(workspace, 12);
    expect(await count('SELECT count(*) AS n FROM events WHERE workspace = ?', workspace)).toBe(2);
    await foldPending(env.DB, workspace, NOW, ALL);
    for (let run = 0; run < 3; run++) await purgeOn(env.DB, workspace, NOW + 2 * DAY);
    expect(await count(`SELECT count(*) AS n FROM events WHERE workspace = ? AND type = 'opening'`, workspace)).toBe(1);
  });

  test('history and backtest read a log that begins with an opening', async () => {
    const { workspace, adminToken: token } = await openOffice('History of the kept');
    const now = Date.now();
    await take(workspace, demoEvents(now).events as VafaEvent[], now);
    await keepFor(workspace, 9, now);
    const customer = demoEvents(now).customers[0]?.id ?? '';
    const history = await call('GET', `/v1/customers/${customer}/history?days=400`, { token });
    expect(history.status).toBe(200);
    expect(history.body.events.map(({ type }: { type: string }) => type)).not.toContain('opening');
    const run = await call('POST', '/v1/backtests', { token, body: {} });
    const { report } = (await call('GET', `/v1/backtests/${run.body.id}`, { token })).body;
    expect(report.from >= new Date(monthsBefore(now, 9)).toISOString().slice(0, 10)).toBe(true);
    expect(report.from < new Date(monthsBefore(now, 8)).toISOString()).toBe(true);
    expect(report.notes).toContainEqual({ code: 'purged', args: {} });
  });

  test('rows of a file that are older than what is kept are named, dry and for real, and the others are kept', async () => {
    const { workspace, adminToken: token } = await openOffice('A file after a purge');
    const now = Date.now();
    await take(workspace, [event('shop', 'purchase', now - 900 * DAY, { amount: 500, currency: 'EUR' })], now);
    await keepFor(workspace, 12, now);
    const day = (back: number) => new Date(now - back * DAY).toISOString().slice(0, 10);
    const file = `customer,type,at,amount,currency\nshop,purchase,${day(800)},10,EUR\nshop,purchase,${day(5)},20,EUR\n`;
    const send = (dry: boolean) =>
      call('POST', `/v1/imports/events${dry ? '?dry=1' : ''}`, { token, body: file, headers: { 'content-type': 'text/csv' } });
    const events = () => count('SELECT count(*) AS n FROM events WHERE workspace = ?', workspace);
    const before = await events();
    for (const dry of [true, false]) {
      const { body } = await send(dry);
      expect(body).toMatchObject({ rows: 2, good: 1, new_events: 1, bad: [{ line: 2, column: 'at', value: day(800) }] });
      expect(body.bad[0].reason).toContain('older');
    }
    expect(await events()).toBe(before + 1);
    expect((await send(false)).body).toMatchObject({ good: 1, unchanged: 1, new_events: 0, bad: [{ line: 2 }] });
  });
});
