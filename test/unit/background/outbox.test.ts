import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HOLD, type Mirror, type Outbox, type OutboxEntry, openOutbox } from '../../../extension/background/outbox';
import { makeUlid } from '../../../extension/background/ulid';
import type { ActItem } from '../../../shared/api/contract';
import { type MemoryStore, memoryStore } from './memory-store';
import { workerDouble } from './worker-double';

/** A device whose background can be killed at any moment: only the two stores live on. */
function device() {
  const store = memoryStore();
  const mirrorStore = memoryStore();
  const clock = { now: 1_790_000_000_000 };
  let made = 0;
  const mirror = (of: MemoryStore): Mirror => ({
    read: () => of.get('outbox'),
    write: (entries) => of.write({ put: [['outbox', entries]] }),
  });
  const wake = (): Outbox => openOutbox({ store, mirror: mirror(mirrorStore), now: () => clock.now, random: () => 0.5 });
  const act = (type = 'note'): ActItem => ({
    id: makeUlid(clock.now, new Uint8Array(10).fill(++made)),
    customer: 'c1',
    type,
    at: clock.now,
    data: { kind: 'call' },
    revision: 0,
  });
  return { store, mirrorStore, clock, wake, act };
}
const titles = (rows: OutboxEntry[]) => rows.map(({ title, state }) => `${title} ${state}`);

describe('the outbox', () => {
  // That one of two copies failed is said on the console; here it fails on purpose.
  beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));

  it('holds an act for eight seconds, so that undo takes it back without a request', async () => {
    const { wake, act, clock } = device();
    const outbox = wake();
    const worker = workerDouble();
    const item = act();
    await outbox.add(item, 'Call');
    await outbox.flush(worker);
    expect(worker.requests).toBe(0);
    expect(titles(await outbox.visible())).toEqual(['Call waiting']);
    expect(await outbox.undo(item.id)).toBe(true);
    clock.now += HOLD + 1;
    await outbox.flush(worker);
    expect(worker.requests).toBe(0);
    expect(await outbox.visible()).toEqual([]);
  });

  it('takes a sent act back by a deletion of the same id, one revision higher', async () => {
    const { wake, act, clock } = device();
    const outbox = wake();
    const worker = workerDouble();
    const item = act();
    await outbox.add(item, 'Call');
    clock.now += HOLD;
    await outbox.flush(worker);
    expect([...worker.live().keys()]).toEqual([item.id]);
    expect(await outbox.undo(item.id)).toBe(true);
    await outbox.flush(worker);
    expect(worker.live().size).toBe(0);
  });

  it('makes one note of five tries whose answers were lost', async () => {
    const { wake, act, clock } = device();
    const worker = workerDouble();
    worker.next('answer-lost', 'answer-lost', 'busy', 'lost', 'answer-lost');
    await wake().add(act(), 'Call');
    for (let round = 0; round < 6; round++) {
      clock.now += 3_600_000;
      await wake().flush(worker);
    }
    expect(worker.requests).toBe(6);
    expect(worker.live().size).toBe(1);
    expect(await wake().visible()).toEqual([]);
  });

  it('waits longer after each failure and stays visible meanwhile', async () => {
    const { wake, act, clock } = device();
    const outbox = wake();
    const worker = workerDouble();
    worker.next('lost', 'lost', 'lost');
    await outbox.add(act(), 'Call', 0);
    const waits: number[] = [];
    for (let round = 0; round < 3; round++) {
      await outbox.flush(worker);
      const due = await outbox.dueAt();
      waits.push((due ?? 0) - clock.now);
      clock.now = due ?? 0;
    }
    expect(waits).toEqual([5_000, 10_000, 20_000]);
    expect(titles(await outbox.visible())).toEqual(['Call waiting']);
  });

  it('shows what the Worker refuses, and sends the rest of the batch', async () => {
    const { wake, act } = device();
    const outbox = wake();
    const worker = workerDouble();
    await outbox.add(act('forbidden'), 'Refused', 0);
    await outbox.add(act(), 'Kept', 0);
    const result = await outbox.flush(worker);
    expect(result.sent.map(({ title }) => title)).toEqual(['Kept']);
    expect(titles(await outbox.visible())).toEqual(['Refused refused']);
  });

  it('keeps an act while one of its two stores is broken, and says so when both are', async () => {
    const { wake, act, store, mirrorStore } = device();
    store.failAt(1, 'before');
    await wake().add(act(), 'Call');
    expect(titles(await wake().visible())).toEqual(['Call waiting']);
    store.failAt(1, 'before');
    mirrorStore.failAt(1, 'before');
    await expect(wake().add(act(), 'Mail')).rejects.toThrow();
  });

  it('survives the loss of its database', async () => {
    const { wake, act, store, clock } = device();
    const worker = workerDouble();
    await wake().add(act(), 'Call');
    await store.clear();
    clock.now += HOLD;
    await wake().flush(worker);
    expect(worker.live().size).toBe(1);
  });

  it('never loses and never doubles an act, whatever is killed, lost or undone, and when', async () => {
    const step = fc.record({
      do: fc.constantFrom('add', 'undo', 'flush', 'wait'),
      kill: fc.option(
        fc.record({
          store: fc.boolean(),
          write: fc.integer({ min: 1, max: 3 }),
          when: fc.constantFrom('before' as const, 'after' as const),
        }),
        { nil: undefined },
      ),
      fate: fc.option(fc.constantFrom('lost' as const, 'answer-lost' as const, 'busy' as const), { nil: undefined }),
      pick: fc.nat(20),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { wake, act, store, mirrorStore, clock } = device();
        const worker = workerDouble();
        const saved: string[] = [];
        const tried: string[] = [];
        const undone = new Set<string>();
        const doubtful = new Set<string>();
        for (const { do: what, kill, fate, pick } of steps) {
          const outbox = wake();
          if (kill) (kill.store ? store : mirrorStore).failAt(kill.write, kill.when);
          if (fate && what === 'flush') worker.next(fate);
          const target = saved[pick % Math.max(1, saved.length)];
          try {
            if (what === 'add') {
              const item = act();
              tried.push(item.id);
              await outbox.add(item, 'Call');
              saved.push(item.id);
            } else if (what === 'undo' && target !== undefined) {
              doubtful.add(target);
              if (await outbox.undo(target)) undone.add(target);
              doubtful.delete(target);
            } else if (what === 'flush') await outbox.flush(worker);
            else clock.now += 60_000;
          } catch {
            // The background was killed here; the next step wakes a new one.
          }
          clock.now += 1_000;
        }
        store.failAt(0, 'before');
        mirrorStore.failAt(0, 'before');
        worker.calm();
        for (let round = 0; round < 4; round++) {
          clock.now += 3_600_000;
          await wake().flush(worker);
        }
        const live = worker.live();
        for (const id of saved) if (!undone.has(id) && !doubtful.has(id)) expect(live.has(id)).toBe(true);
        for (const id of undone) expect(live.has(id)).toBe(false);
        expect(live.size).toBeLessThanOrEqual(tried.length);
      }),
      { numRuns: 300 },
    );
  });
});
