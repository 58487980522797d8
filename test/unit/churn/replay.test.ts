/** Replaying the past: nothing that came later is seen, and nothing is skipped that a rule would have said. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observer } from '../../../shared/churn/observe';
import { endOfDay, type Plan } from '../../../shared/churn/plan';
import { readerAt } from '../../../shared/churn/reader';
import { replay } from '../../../shared/churn/replay';
import { COLUMNS } from '../../../shared/churn/sheet';
import { FEEDS } from '../../../shared/event-entry';
import { fold } from '../../../shared/facts/fold';
import { leavingIndex } from '../../../shared/health/chance';
import { defaultModel } from '../../../shared/health/default-model';
import { health } from '../../../shared/health/score';
import { openSignals } from '../../../shared/signals/registry';
import { anyEvents } from '../facts/any-event';
import { anyCustomer, NOW } from '../health/any-customer';

const CUTOFFS = [20_010, 20_030, 20_400, 21_200];
const plan: Plan = { rule: { horizon: 60, by: 'activity', activity: ['purchases', 'usage'] }, cutoffs: CUTOFFS, money: true };
const models = CUTOFFS.map((day) => defaultModel(endOfDay(day)));

describe('replay', () => {
  it('shows at each cutoff the facts of the events up to then', () => {
    fc.assert(
      fc.property(anyEvents(20), (events) => {
        replay(events, CUTOFFS.map(endOfDay), (facts, i) => {
          const past = events.filter(({ at }) => at <= endOfDay(CUTOFFS[i] as number));
          expect({ ...facts, customer: '' }).toEqual({ ...fold(past), customer: '' });
        });
      }),
      { numRuns: 60 },
    );
  });

  it('reads the same at a cutoff whatever happened afterwards; only who left is read from that', () => {
    const seen = (events: Parameters<ReturnType<typeof observer>['observe']>[1]) => {
      const { observe, close } = observer(plan, models);
      observe(1, events, null);
      return close().sheets;
    };
    fc.assert(
      fc.property(anyEvents(25), fc.nat(CUTOFFS.length - 1), (events, i) => {
        const whole = seen(events)[i];
        const past = seen(events.filter(({ at }) => at <= endOfDay(CUTOFFS[i] as number)))[i];
        for (const column of COLUMNS) if (column !== 'left') expect([column, whole?.[column]]).toEqual([column, past?.[column]]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the reader of many customers', () => {
  const model = { ...defaultModel(NOW), fed: [...FEEDS] };
  const read = readerAt(model, NOW);
  it('says what health and openSignals say, of every kind of customer', () => {
    fc.assert(
      fc.property(anyCustomer(), (facts) => {
        const open = openSignals(facts, model, NOW);
        const { score, band, exact } = health(facts, model, NOW, open);
        const reading = read(facts);
        expect({ score: reading.score, band: reading.band, exact: reading.exact }).toEqual({ score, band, exact });
        expect(reading.index).toBe(leavingIndex(facts, model, NOW));
        expect(reading.open.map(({ signal }) => signal.id).sort()).toEqual(open.map(({ signal }) => signal.id).sort());
      }),
      { numRuns: 300 },
    );
  });

  it('says it of examples of every signal, too', async () => {
    const { SIGNALS } = await import('../../../shared/signals/registry');
    for (const { examples } of SIGNALS)
      for (const { events, now } of examples) {
        const facts = fold(events);
        const open = openSignals(facts, model, now);
        const reading = readerAt(model, now)(facts);
        expect(reading.exact).toBe(health(facts, model, now, open).exact);
        expect(reading.open.map(({ signal }) => signal.id).sort()).toEqual(open.map(({ signal }) => signal.id).sort());
      }
  });
});
