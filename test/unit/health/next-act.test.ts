import { expect, test } from 'vitest';
import { emptyFacts, fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { nextAct, worthOf, yearlyValue } from '../../../shared/health/next-act';
import { health, weightsOf } from '../../../shared/health/score';
import { day, ev } from '../../../shared/signals/example';

const model = defaultModel(0);
const now = day('2026-10-13');
const called = ev('note', '2026-10-10', { kind: 'call' });

test('row 27: the act that gives back most is offered, with the score it leads to', () => {
  const facts = fold([
    called,
    ev('ticket.opened', '2026-10-01', { ticket: '4471', priority: 'urgent' }),
    ev('invoice.issued', '2026-08-01', { invoice: 'F-7', amount: 100, currency: 'EUR', due: day('2026-10-01') }),
  ]);
  const next = nextAct(facts, model, now);
  expect(next?.act.code).toBe('reply-ticket');
  expect(next?.fault).toBe('us');
  expect(next?.from).toBe(health(facts, model, now).score);
  if (next) expect(health(next.act.done(facts, now), model, now).score).toBe(next.to);
  expect(next?.to).toBeGreaterThan(next?.from ?? 100);
});

test('a snoozed signal asks for nothing', () => {
  const facts = fold([
    called,
    ev('ticket.opened', '2026-10-01', { ticket: '4471' }),
    ev('signal.snoozed', '2026-10-12', { signal: 'ticket-unanswered', until: day('2026-10-20') }),
  ]);
  expect(nextAct(facts, model, now)).toBeNull();
});

test('row 33: with no open act, keeping in touch is offered two weeks before it is due', () => {
  const facts = fold([
    ev('contact.set', '2026-01-01', { contact: 'tamsin', name: 'Tamsin Orrell' }),
    ev('note', '2026-08-20', { kind: 'call' }),
  ]);
  expect(nextAct(facts, model, day('2026-09-20'))).toBeNull();
  const next = nextAct(facts, model, now);
  expect(next).toMatchObject({
    signal: null,
    due: day('2026-10-19'),
    act: { code: 'keep-in-touch', args: { name: { name: 'Tamsin Orrell' } } },
  });
});

test('where two caps hold the score, the pair is offered', () => {
  const full = { ...model, fed: ['relationship' as const], weights: { '': { ...weightsOf(emptyFacts('x'), model), relationship: 100 } } };
  const facts = fold([
    called,
    ev('payment.failed', '2026-10-12', { decline: 'hard' }),
    ev('invoice.issued', '2026-08-01', { invoice: 'F-7', amount: 100, currency: 'EUR', due: day('2026-10-01') }),
  ]);
  const next = nextAct(facts, full, now);
  expect(next?.from).toBe(74);
  expect(next?.to).toBe(100);
  expect([next?.act.code, next?.together?.code].sort()).toEqual(['new-card', 'remind-invoice']);
});

test('acts are ordered among customers by points × yearly value', () => {
  const facts = fold([
    called,
    ev('ticket.opened', '2026-10-01', { ticket: '1' }),
    ev('contract.set', '2026-01-01', { contract: 'C', end: day('2027-06-01'), value: { amount: 900_00, currency: 'EUR' } }),
  ]);
  const next = nextAct(facts, model, now);
  expect(yearlyValue(facts, now)).toEqual({ amount: 900_00, currency: 'EUR' });
  if (next) expect(worthOf(next, facts, now)).toBe((next.to - next.from) * 900_00);
  expect(next).not.toBeNull();
});
