import { describe, expect, it } from 'vitest';
import { DAY } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { health } from '../../../shared/health/score';
import { defaultLocale } from '../../../shared/i18n/default-locale';
import { translator } from '../../../shared/i18n/t';
import { closingActs, closingEvent, openMatters } from '../../../shared/judgement/matters';
import { judgedView } from '../../../shared/judgement/view';
import { day, ev } from '../../../shared/signals/example';
import { SIGNALS } from '../../../shared/signals/registry';

const NOW = day('2026-10-13') + DAY / 2;
const model = defaultModel(0);
const t = translator(defaultLocale('en-GB', 'UTC'), NOW);
const fa = translator(defaultLocale('fa-IR', 'Asia/Tehran'), NOW);
const ar = translator(defaultLocale('ar-EG', 'Africa/Cairo'), NOW);
const USERS = { u1: 'Maya' };
const signalOf = (id: string) => {
  const signal = SIGNALS.find((one) => one.id === id);
  if (!signal) throw new Error(`no signal ${id}`);
  return signal;
};
const COMPETITOR = ev('remark', '2026-10-10', { kind: 'competitor', name: 'Northglass' }, 'r1');

describe('what is open', () => {
  it('is each unanswered remark, unkept promise, unsent price notice, open step and undelivered benefit, the due first', () => {
    const facts = fold([
      COMPETITOR,
      ev('remark', '2026-10-01', { kind: 'praise' }, 'r2'),
      ev('remark', '2026-10-02', { kind: 'complaint', text: 'Late again' }, 'r3'),
      ev('promise', '2026-10-01', { promise: 'P1', what: 'The refund', due: day('2026-10-20') }),
      ev('contract.set', '2026-01-01', { contract: 'C1', end: day('2027-01-01') }),
      ev('price.change', '2026-10-01', { contract: 'C1', effective: day('2026-12-01'), percent: 5 }),
      ev('onboarding.step', '2026-09-01', { step: 'S1', title: 'First import' }),
      ev('benefit', '2026-09-01', { benefit: 'B1', what: 'A gift', due: day('2026-11-01') }),
    ]);
    expect(openMatters(facts).map(({ kind, id, closings }) => [kind, id, closings])).toEqual([
      ['promise', 'P1', ['yes', 'partly', 'no']],
      ['benefit', 'B1', ['delivered']],
      ['notice', 'C1', ['sent']],
      ['step', 'S1', ['done']],
      ['remark', 'r3', ['answered', 'received']],
      ['remark', 'r1', ['answered']],
    ]);
  });
  it('is open no more once it was said to be done', () => {
    const facts = fold([
      COMPETITOR,
      ev('promise', '2026-10-01', { promise: 'P1', what: 'The refund', due: day('2026-10-20') }),
      ev('onboarding.step', '2026-09-01', { step: 'S1', title: 'First import' }),
      ev('benefit', '2026-09-01', { benefit: 'B1', what: 'A gift', due: day('2026-11-01') }),
    ]);
    const done = openMatters(facts).flatMap(({ kind, id, closings }, nth) => {
      const event = closingEvent(kind, id, closings[0] ?? 'done');
      return event === null ? [] : [{ ...event, id: `d${nth}`, customer: facts.customer, at: NOW, source: '', revision: 0 } as never];
    });
    expect(done).toHaveLength(4);
    expect(openMatters(fold(done, facts))).toEqual([]);
  });
  it('keeps a promise open that was said not to be kept', () => {
    const facts = fold([
      ev('promise', '2026-09-01', { promise: 'P1', what: 'The refund', due: day('2026-09-20') }),
      ev('promise.kept', '2026-09-21', { promise: 'P1', outcome: 'no' }),
    ]);
    expect(openMatters(facts).map(({ id }) => id)).toEqual(['P1']);
  });
  it('knows nothing that can be said of a thing of another kind', () => {
    expect(closingEvent('remark', 'r1', 'delivered')).toBeNull();
    expect(closingEvent('promise', 'P1', 'answered')).toBeNull();
  });
});

describe('the act that ends a signal', () => {
  it('is found by trying: the answer to a competitor named', () => {
    expect(closingActs(signalOf('competitor-named'), fold([COMPETITOR]), model, NOW)).toMatchObject([
      { kind: 'remark', ids: ['r1'], how: 'answered' },
    ]);
  });
  it('is one for all of a kind where one alone does not end it', () => {
    const facts = fold([COMPETITOR, ev('remark', '2026-10-11', { kind: 'competitor', name: 'Other' }, 'r9')]);
    expect(closingActs(signalOf('competitor-named'), facts, model, NOW)).toMatchObject([{ ids: ['r1', 'r9'], how: 'answered' }]);
  });
  it('is none where only a system can end it', () => {
    const facts = fold([ev('payment.failed', '2026-10-12', { decline: 'hard' }), COMPETITOR]);
    expect(closingActs(signalOf('card-declined'), facts, model, NOW)).toEqual([]);
  });
});

describe('the judgement in words', () => {
  it('says of a signal what it is, whose, and what would end it', () => {
    const judged = judgedView(fold([COMPETITOR]), model, NOW, t, USERS);
    expect(judged.openCount).toBe(1);
    expect(judged.signals[0]).toMatchObject({
      id: 'competitor-named',
      severity: 'high',
      whose: 'Theirs',
      snoozed: '',
      caps: '',
      act: null,
    });
    expect(judged.signals[0]?.closings).toEqual([{ kind: 'remark', ids: ['r1'], how: 'answered', label: 'Answered' }]);
  });
  it('says until when and why a signal is put aside, that it still holds health down, and puts it last', () => {
    const facts = fold([
      ev('remark', '2026-10-05', { kind: 'price-cut' }, 'cut'),
      ev('contract.set', '2026-01-01', { contract: 'C1', end: day('2026-12-01') }),
      COMPETITOR,
      ev('signal.snoozed', '2026-10-11', {
        signal: 'price-cut-before-renewal',
        until: day('2026-10-22') + DAY / 3,
        reason: 'agreed',
        by: 'u1',
      }),
    ]);
    const judged = judgedView(facts, model, NOW, t, USERS);
    const aside = judged.signals.at(-1);
    expect(aside?.id).toBe('price-cut-before-renewal');
    expect(aside?.snoozed).toBe('Snoozed until Thu 22 Oct, in 9 d: Agreed with them.');
    expect(aside?.caps).toBe('Health stays at 49 or below all the same.');
    expect(judged.openCount).toBe(judged.signals.length - 1);
    expect(health(facts, model, NOW).score).toBeLessThanOrEqual(49);
    expect(judgedView(facts, model, NOW, fa, USERS).signals.at(-1)?.snoozed).toContain('پنجشنبه ۳۰ مهر');
  });
  it('shows a reason of one’s own as it was written', () => {
    const snoozed = ev('signal.snoozed', '2026-10-11', { signal: 'competitor-named', until: NOW + DAY, reason: 'Their CEO is away' });
    expect(judgedView(fold([COMPETITOR, snoozed]), model, NOW, t, USERS).signals[0]?.snoozed).toContain('Their CEO is away');
  });
  it('says who has seen it', () => {
    const seen = ev('signal.acknowledged', '2026-10-12', { signal: 'competitor-named', by: 'u1' });
    expect(judgedView(fold([COMPETITOR, seen]), model, NOW, t, USERS).signals[0]?.seen).toContain('Maya');
  });
  it('has the standing pulse with its age and end, and nothing of it in health', () => {
    const pulse = ev('pulse', '2026-10-01', { score: 2, reason: 'They compare offers', codes: ['price', 'old-code'], by: 'u1' });
    const judged = judgedView(fold([COMPETITOR, pulse]), model, NOW, t, USERS);
    expect(judged.pulse).toMatchObject({ score: 2, reason: 'They compare offers', codes: ['Price and terms', 'old-code'] });
    expect(judged.pulse?.text).toMatch(/^2 of 5, .?Maya.?, 12 d ago$/);
    expect(judged.pulse?.until).toBe('Stands until 30 Dec');
    expect(judgedView(fold([COMPETITOR, pulse]), model, NOW, ar, USERS).pulse?.text).toContain('٢ من ٥');
  });
  it.each([
    [1, 30],
    [3, 90],
    [5, 30],
  ] as const)('lets a pulse of %i expire after %i days, and says so', (score, days) => {
    const facts = fold([ev('pulse', '2026-06-01', { score, reason: 'So it seems' })]);
    const at = day('2026-06-01') + days * DAY;
    expect(judgedView(facts, model, at - 1, t, USERS).pulse?.score).toBe(score);
    const after = judgedView(facts, model, at, t, USERS);
    expect(after.pulse).toBeNull();
    expect(after.expired).toContain(`${score} of 5`);
  });
  it('has no warnings without a model that it knows, and still what is open', () => {
    const judged = judgedView(fold([COMPETITOR]), { ...model, formula: 99 } as never, NOW, t, USERS);
    expect(judged.signals).toEqual([]);
    expect(judged.matters).toHaveLength(1);
  });
});
