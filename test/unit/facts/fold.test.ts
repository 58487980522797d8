import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byTimeThenId, EVENT_TYPES, type LiveEvent } from '../../../shared/event';
import type { Facts } from '../../../shared/facts/facts';
import { emptyFacts, FACT_KINDS, fold } from '../../../shared/facts/fold';
import { events } from '../events';
import { anyEvents } from './any-event';

const bytes = (facts: Facts) => JSON.stringify(facts);
/** As the row of the store holds them: the way to text and back must lose nothing. */
const stored = (facts: Facts): Facts => JSON.parse(bytes(facts));
const shuffled = <T>(list: readonly T[], seed: number): T[] =>
  list
    .map((item, i) => ({ item, key: (Math.sin(seed + i * 12.9898) * 43_758.5453) % 1 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);

describe('the fold', () => {
  it('gives the same bytes for the same set of events, in whatever order they are handed over', () => {
    fc.assert(
      fc.property(anyEvents(60), fc.integer(), (set, seed) => {
        expect(bytes(fold(shuffled(set, seed)))).toBe(bytes(fold(set)));
      }),
      { numRuns: 200 },
    );
  });

  it('counts every event once, as last corrected, whatever is repeated and in whatever order', () => {
    fc.assert(
      fc.property(
        anyEvents(60),
        anyEvents(60),
        fc.array(fc.nat(3), { minLength: 60, maxLength: 60 }),
        fc.integer(),
        (set, other, rolls, seed) => {
          // A correction may change type and content; one that moves the time replaces the row in the store, before any fold.
          const corrected = set.map((event, i) => {
            const content = rolls[i] === 0 ? other[i] : undefined;
            return content ? ({ ...event, type: content.type, data: content.data, revision: 2 } as LiveEvent) : event;
          });
          const heard = [...set, ...corrected, ...corrected.filter((_, i) => rolls[i] === 1)];
          expect(bytes(fold(shuffled(heard, seed)))).toBe(bytes(fold(corrected)));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('gives the same bytes in any number of steps onward, through storage', () => {
    fc.assert(
      fc.property(anyEvents(80), fc.array(fc.nat(80), { maxLength: 5 }), (set, cuts) => {
        const sorted = [...set].sort(byTimeThenId);
        let facts = emptyFacts('acme');
        const ends = [...cuts, sorted.length].sort((a, b) => a - b);
        let start = 0;
        for (const end of ends) {
          facts = stored(fold(sorted.slice(start, end), facts));
          start = Math.max(start, end);
        }
        expect(bytes(facts)).toBe(bytes(fold(sorted, emptyFacts('acme'))));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps its lists within bounds without losing either property', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 399 }), fc.integer(), (cut, seed) => {
        const c = events('acme');
        const at = (i: number) => 1.7e12 + (i % 97) * 3_600_000;
        const set: LiveEvent[] = [];
        for (let i = 0; i < 80; i++) {
          set.push(
            c['ticket.opened'](at(i), { ticket: `t${i}` }),
            c.note(at(i), { kind: 'call' }),
            c['invoice.issued'](at(i), { invoice: `i${i}`, amount: 1, currency: 'USD', due: at(i) }),
          );
          set.push(
            i % 3 ? c['ticket.closed'](at(i + 5), { ticket: `t${i}` }) : c['invoice.paid'](at(i), { invoice: `i${i}` }),
            c['signal.raised'](at(i), { signal: `s${i}` }),
          );
        }
        const sorted = [...set].sort(byTimeThenId);
        const whole = fold(shuffled(set, seed));
        expect(bytes(fold(sorted.slice(cut), stored(fold(sorted.slice(0, cut)))))).toBe(bytes(whole));
        expect([whole.tickets.length, whole.notes.length, whole.invoices.length, Object.keys(whole.raised).length]).toEqual([
          60, 30, 60, 50,
        ]);
        // What is still open is the last to be given up.
        expect(whole.tickets.filter((ticket) => ticket.closedAt === null)).toHaveLength(27);
      }),
      { numRuns: 30 },
    );
  });

  it('changes neither the events nor the facts it is handed', () => {
    fc.assert(
      fc.property(anyEvents(40), (set) => {
        const sorted = [...set].sort(byTimeThenId);
        const older = fold(sorted.slice(0, 20));
        const before = [bytes(older), JSON.stringify(sorted)];
        fold(sorted.slice(20), older);
        expect([bytes(older), JSON.stringify(sorted)]).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  it('counts an id once, with its highest revision', () => {
    const c = events('acme');
    const first = c.purchase('2026-01-03', { amount: 100, currency: 'USD' }, 'one');
    const corrected = { ...c.purchase('2026-01-03', { amount: 700, currency: 'USD' }, 'one'), revision: 1 } as LiveEvent;
    expect(fold([first, corrected]).spend).toEqual({ USD: { sum: 700, count: 1 } });
    expect(bytes(fold([first, corrected]))).toBe(bytes(fold([corrected, first])));
  });

  it('refuses to go onward with an event that sorts before the last one folded', () => {
    const c = events('acme');
    const facts = fold([c.visit('2026-03-02', {}, 'm')]);
    expect(() => fold([c.visit('2026-03-01', {}, 'z')], facts)).toThrow(RangeError);
    expect(() => fold([c.visit('2026-03-02', {}, 'a')], facts)).toThrow(RangeError);
    expect(fold([c.visit('2026-03-02', {}, 'n')], facts).lastId).toBe('n');
  });

  it('says of every kind which types it reads, each of the vocabulary, under an id of its own', () => {
    expect(FACT_KINDS.length).toBeGreaterThanOrEqual(13);
    expect(new Set(FACT_KINDS.map((kind) => kind.id)).size).toBe(FACT_KINDS.length);
    for (const kind of FACT_KINDS) for (const type of kind.reads) expect(EVENT_TYPES).toContain(type);
  });
});
