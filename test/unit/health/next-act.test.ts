import { expect, test } from 'vitest';
import { emptyFacts, fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { actsThatMove, nextAct, worthOf, yearlyValue } from '../../../shared/health/next-act';
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

test('row 47: every act that gives points is listed, the best first, with the number and band that it leads to', () => {
  const facts = fold([
    called,
    ev('ticket.opened', '2026-09-20', { ticket: '4471', priority: 'urgent' }),
    ev('invoice.issued', '2026-08-01', { invoice: 'F-7', amount: 100, currency: 'EUR', due: day('2026-10-01') }),
  ]);
  const moves = actsThatMove(facts, model, now);
  expect(moves.map(({ act }) => act.code)).toEqual(expect.arrayContaining(['reply-ticket', 'remind-invoice']));
  const next = nextAct(facts, model, now);
  expect([moves[0]?.act.code, moves[0]?.to]).toEqual([next?.act.code, next?.to]);
  const singles = moves.filter(({ together }) => together === null);
  expect(singles.map(({ to }) => to)).toEqual(singles.map(({ to }) => to).sort((a, b) => b - a));
  for (const { act, together, from, to, band } of moves) {
    const done = act.done(facts, now);
    const after = health(together ? together.done(done, now) : done, model, now);
    expect([to, band]).toEqual([after.score, after.band]);
    expect(to).toBeGreaterThan(from);
  }
});

test('under a cap the pair that leads higher than any single act stands at the end of the list', () => {
  const full = { ...model, fed: ['relationship' as const], weights: { '': { ...weightsOf(emptyFacts('x'), model), relationship: 100 } } };
  const facts = fold([
    called,
    ev('contract.set', '2026-01-01', { contract: 'C', end: day('2026-12-01') }),
    ev('remark', '2026-10-09', { kind: 'price-cut' }),
    ev('payment.failed', '2026-10-12', { decline: 'hard' }),
  ]);
  const moves = actsThatMove(facts, full, now);
  const last = moves.at(-1);
  expect(moves[0]).toMatchObject({ together: null, from: 49, to: 74, band: 'watch' });
  expect(last).toMatchObject({ from: 49, to: 100, band: 'healthy' });
  expect([last?.act.code, last?.together?.code].sort()).toEqual(['answer-price', 'new-card']);
  expect(moves.filter(({ together }) => together !== null)).toHaveLength(1);
});

test('where nothing moves the number, the act of the warning that holds it is offered', () => {
  const full = { ...model, fed: ['relationship' as const], weights: { '': { ...weightsOf(emptyFacts('x'), model), relationship: 100 } } };
  const answered = (score: number, at: string) =>
    ev('survey.answered', at, { survey: at, kind: 'nps', score, scale: 10, contact: 'k' }, at);
  const facts = fold([called, answered(7, '2026-10-01')]);
  expect(health(facts, full, now).score).toBe(74);
  expect(actsThatMove(facts, full, now)).toEqual([]);
  expect(nextAct(facts, full, now)).toMatchObject({ signal: { id: 'neutral-rating' }, act: { code: 'ask-rating' }, from: 74, to: 74 });
});
