/** Every type of event through the Worker: whatever order, batches, repeats, corrections and deletions it comes in, the facts are those of a clean replay. */
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVENT_TYPES, type LiveEvent, type VafaEvent } from '../../shared/event';
import { fold } from '../../shared/facts/fold';
import { findRecord } from '../../worker/store/customers';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { anyEvents } from '../unit/facts/any-event';
import { openOffice } from './office';

const NOW = Date.UTC(2026, 9, 1);
const ALL = 10_000;

/** What came of one event: how it first stood, what a correction made of it, and whether it was deleted in the end. */
const fate = fc.record({ corrected: fc.boolean(), deleted: fc.integer({ min: 0, max: 7 }).map((roll) => roll === 0), repeats: fc.nat(2) });
const arrival = fc.record({
  log: anyEvents(70),
  other: anyEvents(70),
  fates: fc.array(fate, { minLength: 70, maxLength: 70 }),
  order: fc.array(fc.nat(), { minLength: 400, maxLength: 400 }),
  batch: fc.integer({ min: 1, max: 40 }),
  foldsBetween: fc.boolean(),
});

test('facts of any log of all event types, sent in any order, batches and repeats, corrected and deleted, are those of a clean replay', async () => {
  const { workspace, admin } = await openOffice('Any order');
  const viewer = { workspace, user: admin, role: 'admin' as const };
  let customers = 0;
  await fc.assert(
    fc.asyncProperty(arrival, async ({ log, other, fates, order, batch, foldsBetween }) => {
      const customer = `any-${++customers}`;
      const own = (event: LiveEvent) => JSON.parse(JSON.stringify({ ...event, customer }).replaceAll(/"(e\d+)"/g, `"${customer}-$1"`));
      const sent: VafaEvent[] = [];
      const stands: LiveEvent[] = [];
      for (const [i, event] of log.entries()) {
        const { corrected, deleted, repeats } = fates[i] ?? { corrected: false, deleted: false, repeats: 0 };
        const versions: VafaEvent[] = [own(event)];
        const second = other[i];
        if (corrected && second) versions.push({ ...own(second), revision: 3 });
        if (deleted) versions.push({ ...(versions.at(-1) as VafaEvent), revision: 5, data: null });
        const last = versions.at(-1) as VafaEvent;
        if (last.data !== null) stands.push(last as LiveEvent);
        for (let time = 0; time <= repeats; time++) sent.push(...versions);
      }
      const arriving = sent.map((event, i) => ({ event, key: order[i % order.length] ?? 0 })).sort((a, b) => a.key - b.key);
      for (let from = 0; from < arriving.length; from += batch) {
        const piece = arriving.slice(from, from + batch).map(({ event }) => event);
        expect((await ingest(env.DB, workspace, piece, NOW)).taken).toEqual([]);
        if (foldsBetween) await foldPending(env.DB, workspace, NOW, ALL);
      }
      await foldPending(env.DB, workspace, NOW, ALL);
      if (stands.length === 0) return;
      const facts = (await findRecord(env.DB, viewer, customer))?.facts;
      expect(JSON.stringify(facts)).toBe(JSON.stringify(fold(stands)));
    }),
    { numRuns: 12 },
  );
}, 120_000);

test('such logs hold every type of the vocabulary', () => {
  const types = fc.sample(anyEvents(70), { numRuns: 200, seed: 7 }).flatMap((log) => log.map(({ type }) => type));
  expect([...new Set(types)].sort()).toEqual([...EVENT_TYPES].sort());
});
