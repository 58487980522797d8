// The demo has to show the product: every band, every first signal, every tier, on whatever day it is started.
import { describe, expect, it } from 'vitest';
import { byTimeThenId, type LiveEvent } from '../../shared/event';
import { readWireEvent, writeWireEvent } from '../../shared/event-wire';
import { fold } from '../../shared/facts/fold';
import { defaultModel } from '../../shared/health/default-model';
import { health } from '../../shared/health/score';
import { snapshotPopulation } from '../../shared/health/snapshot';
import { defaultProgramme } from '../../shared/loyalty/default-programme';
import { tierOf } from '../../shared/loyalty/tiers';
import { openSignals } from '../../shared/signals/registry';
import { demoEvents } from '../../worker/local/demo-data';
import { COLLEAGUES, demoOwners } from '../../worker/local/demo-team';

const DAYS = ['2026-11-21T14:00:00Z', '2027-02-28T00:00:30Z', '2028-02-29T23:59:00Z'].map((text) => Date.parse(text));
const FIRST_ROWS = [19, 20, 22, 23, 24, 25, 27, 33, 39];

describe.each(DAYS)('the demo, started at %i', (now) => {
  const { customers, events } = demoEvents(now);
  const books = customers.map(({ id }) => fold(events.filter((event) => event.customer === id).sort(byTimeThenId) as LiveEvent[]));
  const draft = defaultModel(now);
  const model = { ...draft, population: snapshotPopulation(books, draft, now) };

  it('shows every band, all three tiers and every first signal', () => {
    const bands = new Set(books.map((facts) => health(facts, model, now).band));
    const tiers = new Set(books.map((facts) => tierOf(facts, defaultProgramme(), now).tier));
    const rows = new Set(books.flatMap((facts) => openSignals(facts, model, now).map((open) => open.signal.row)));
    expect([...bands].sort()).toEqual(['at-risk', 'healthy', 'unknown', 'watch']);
    expect([...tiers].sort()).toEqual(['bronze', 'gold', 'silver']);
    for (const row of FIRST_ROWS) expect(rows).toContain(row);
  });

  it('has a healthy customer of every language without any warning', () => {
    const calm = customers.filter(
      (_, index) =>
        openSignals(books[index] ?? fold([]), model, now).length === 0 && health(books[index] ?? fold([]), model, now).band === 'healthy',
    );
    expect([...new Set(calm.map((customer) => customer.language))].sort()).toEqual(['ar', 'en', 'fa']);
  });

  it('consists of events that the border accepts, none of them in the future, each with an id of its own', () => {
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
    for (const event of events) {
      expect(event.at).toBeLessThanOrEqual(now);
      const read = readWireEvent(writeWireEvent(event), { source: 'demo', now });
      expect(read).toMatchObject({ ok: true, event: { id: event.id, customer: event.customer, type: event.type, at: event.at } });
    }
  });
});

describe('the owners of the demo', () => {
  const now = DAYS[0] ?? 0;
  const owners = demoOwners(now, 'me');

  it('are mostly whoever looks at it, two colleagues, and for one customer nobody', () => {
    const of = (user: string) => owners.filter(({ data }) => (data as { owner: string }).owner === user).length;
    const { customers } = demoEvents(now);
    expect(of('me')).toBeGreaterThan(customers.length / 2);
    expect(COLLEAGUES.map(({ id }) => of(id)).every((owned) => owned > 0)).toBe(true);
    expect(customers.length - owners.length).toBe(1);
  });

  it('are events that the border accepts, with ids of their own, after the customer was there', () => {
    const { events } = demoEvents(now);
    const ids = new Set(events.map(({ id }) => id));
    for (const event of owners) {
      expect(readWireEvent(writeWireEvent(event), { source: 'demo', now })).toMatchObject({ ok: true, event: { id: event.id } });
      expect(ids).not.toContain(event.id);
      expect(events.find(({ customer, type }) => customer === event.customer && type === 'customer.profile')?.at).toBeLessThan(event.at);
    }
  });
});

it('the demo has the same event ids on every day', () => {
  const ids = DAYS.map((now) =>
    demoEvents(now)
      .events.map((event) => event.id)
      .join(),
  );
  expect(new Set(ids).size).toBe(1);
});
