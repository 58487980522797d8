import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, type VafaEvent } from '../../../shared/event';
import { instantsOf, readWireEvent, writeWireEvent } from '../../../shared/event-wire';
import { day } from '../../../shared/signals/example';
import { anyEvents } from './any-event';

const now = day('2026-11-01');
const context = { source: 'api', now };
const read = (input: unknown, customer?: string) => readWireEvent(input, customer === undefined ? context : { ...context, customer });
const purchase = { id: 'e1', customer: 'acme', type: 'purchase', at: '2026-10-13', data: { amount: 1200, currency: 'USD' } };

describe('an event from outside', () => {
  it('is read with its instants as epoch ms, wherever they stand', () => {
    const reading = read({
      id: 'c1',
      customer: ' acme ',
      type: 'contract.set',
      at: '1405-07-21',
      data: { contract: 'K', start: '2026-01-01T00:00:00+03:30', end: '۱۴۰۶/۰۷/۲۱', value: { amount: 5, currency: 'EUR' } },
    });
    expect(reading).toEqual({
      ok: true,
      event: {
        id: 'c1',
        customer: 'acme',
        type: 'contract.set',
        at: day('2026-10-13'),
        source: 'api',
        revision: 0,
        data: { contract: 'K', start: day('2025-12-31T20:30:00Z'), end: day('2027-10-13'), value: { amount: 5, currency: 'EUR' } },
      },
    });
    expect(read({ ...purchase, at: 1_790_000_000_000 })).toMatchObject({ ok: true, event: { at: 1_790_000_000_000 } });
  });

  it('may name its customer or leave that to its surroundings', () => {
    const { customer: _, ...unnamed } = purchase;
    expect(read(unnamed, 'beta')).toMatchObject({ ok: true, event: { customer: 'beta' } });
    expect(read(purchase, 'beta')).toMatchObject({ ok: true, event: { customer: 'acme' } });
    expect(read(unnamed)).toMatchObject({ ok: false, id: 'e1', code: 'event.customer-missing' });
  });

  it.each<[string, unknown, string, RegExp]>([
    ['no object', 'purchase', 'event.attributes', /object/],
    ['a list', null, 'event.attributes', /object/],
    ['an unknown type', { ...purchase, type: 'purchse' }, 'event.type-unknown', /type/],
    ['a type that every object has', { ...purchase, type: 'constructor' }, 'event.type-unknown', /type/],
    ['a missing attribute', { ...purchase, type: 'ticket.opened', data: {} }, 'event.attributes', /^data\.ticket: expected/],
    ['a wrong attribute', { ...purchase, data: { amount: 'lots', currency: 'USD' } }, 'event.attributes', /^data\.amount: expected number/],
    ['half a unit', { ...purchase, data: { amount: 1.5, currency: 'USD' } }, 'event.attributes', /^data\.amount/],
    ['an amount of no currency', { ...purchase, data: { amount: 5 } }, 'event.attributes', /^data\.currency/],
    [
      'a score off the scale',
      { ...purchase, type: 'survey.answered', data: { survey: 'S', kind: 'nps', score: 11 } },
      'event.attributes',
      /^data\.score.*10/,
    ],
    ['no data', { ...purchase, data: undefined }, 'event.attributes', /^data: expected/],
    ['an impossible day', { ...purchase, at: '2026-02-30' }, 'event.attributes', /^at: expected/],
    [
      'an impossible day inside',
      { ...purchase, type: 'task.set', data: { task: 'A', title: 'x', due: '1404-12-30' } },
      'event.attributes',
      /^data\.due: expected/,
    ],
    ['a time in words', { ...purchase, at: 'yesterday' }, 'event.attributes', /^at: expected/],
    ['an event of the day after tomorrow', { ...purchase, at: now + DAY + 1 }, 'event.too-far-ahead', /ahead/],
    ['a deletion of nothing', { ...purchase, id: undefined, data: null }, 'event.attributes', /^id: expected/],
    ['an id that is too long', { ...purchase, id: 'x'.repeat(201) }, 'event.attributes', /^id: expected/],
    ['a revision below zero', { ...purchase, revision: -1 }, 'event.attributes', /^revision: expected/],
  ])('is refused by name: %s', (_, input, code, detail) => {
    const reading = read(input);
    expect(reading).toMatchObject({ ok: false, code });
    if (!reading.ok) expect(reading.detail).toMatch(detail);
  });

  it('may be a day ahead, and speak of dates years ahead', () => {
    expect(read({ ...purchase, at: now + DAY })).toMatchObject({ ok: true });
    expect(
      read({ ...purchase, type: 'invoice.issued', data: { invoice: 'I', amount: 1, currency: 'EUR', due: '2031-01-01' } }),
    ).toMatchObject({ ok: true });
  });

  it('is a deletion when its data is null', () => {
    expect(read({ ...purchase, revision: 2, data: null })).toEqual({
      ok: true,
      event: { id: 'e1', customer: 'acme', type: 'purchase', at: day('2026-10-13'), source: 'api', revision: 2, data: null },
    });
  });

  it('never repeats in a refusal what was received', () => {
    const reading = read({ ...purchase, type: 'contact.set', data: { contact: 'p', email: 'tamsin at acme' } });
    expect(reading).toMatchObject({ ok: false, code: 'event.attributes' });
    expect(JSON.stringify(reading)).not.toContain('tamsin');
  });

  it('without an id gets the same one for the same content, from whatever source and in whatever order of members', () => {
    const idOf = (input: object, source = 'api') => {
      const reading = readWireEvent({ ...input, id: undefined }, { source, now });
      return reading.ok ? reading.event.id : reading.detail;
    };
    const same = idOf({ data: { currency: 'USD', amount: 1200 }, at: '2026-10-13T00:00:00Z', type: 'purchase', customer: 'acme' }, 'csv');
    expect(same).toMatch(/^h-[0-9a-f]{32}$/);
    expect(same).toBe(idOf(purchase));
    const others = [{ customer: 'beta' }, { at: '2026-10-14' }, { data: { amount: 1201, currency: 'USD' } }, { data: {} }].map((change) =>
      idOf({ ...purchase, ...change }),
    );
    expect(new Set([same, ...others]).size).toBe(5);
  });

  it('comes back from the wire as it was written', () => {
    fc.assert(
      fc.property(anyEvents(20), (set) => {
        for (const event of set as VafaEvent[]) {
          const wire = JSON.parse(JSON.stringify(writeWireEvent(event)));
          const reading = readWireEvent(wire, { source: 'test', now: 4e12 });
          // What contradicts itself is refused; everything else is the same event.
          if (!reading.ok) expect(reading.detail).toMatch(/currency|score/);
          else expect(reading.event).toEqual(event);
        }
      }),
    );
    const early: VafaEvent = {
      id: 'x',
      customer: 'acme',
      type: 'customer.profile',
      at: Date.UTC(1500, 0, 1),
      source: 'api',
      revision: 0,
      data: { since: Date.UTC(1450, 1, 1) },
    };
    expect(readWireEvent(writeWireEvent(early), context)).toEqual({ ok: true, event: early });
  });

  it('is read alike by the fast lane and by the schemas, right or wrong', () => {
    const odd = fc.constantFrom<unknown>(
      ' ',
      ' padded ',
      '',
      'x'.repeat(400),
      null,
      undefined,
      -1,
      0.5,
      1e18,
      Number.NaN,
      [],
      {},
      'eur',
      '2026-10-13T25:00:00.000Z',
    );
    const spoil = fc.record({ within: fc.boolean(), nth: fc.nat(9), value: odd });
    fc.assert(
      fc.property(anyEvents(8), fc.option(spoil), (events, harm) => {
        for (const event of events) {
          const wire = writeWireEvent(event as VafaEvent) as unknown as Record<string, unknown>;
          const data = { ...(wire.data as object) } as Record<string, unknown>;
          const target = harm?.within ? data : wire;
          const keys = Object.keys(target);
          if (harm && keys.length > 0) target[keys[harm.nth % keys.length] as string] = harm.value;
          const given = harm?.within || !harm ? { ...wire, data } : wire;
          const isObject = typeof given.data === 'object' && given.data !== null && !Array.isArray(given.data);
          // What is no plain object of JSON takes the way of the schemas.
          const slowly = isObject ? { ...given, data: Object.assign(Object.create(null), given.data) } : { ...given };
          const late = { source: 'api', now: 22_000 * DAY };
          const [fast, slow] = [readWireEvent(given, late), readWireEvent(slowly, late)];
          expect(JSON.stringify(fast)).toBe(JSON.stringify(slow));
          expect(fast).toEqual(slow);
        }
      }),
    );
  });

  it('knows which attributes are instants from the vocabulary itself', () => {
    expect(instantsOf('contract.set')).toEqual(['start', 'end']);
    expect(instantsOf('customer.profile')).toEqual(['since', 'joined_club']);
    expect(instantsOf('price.change')).toEqual(['effective']);
    expect(instantsOf('visit')).toEqual([]);
  });
});
