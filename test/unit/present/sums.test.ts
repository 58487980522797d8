import { describe, expect, it } from 'vitest';
import { DAY, type LiveEvent } from '../../../shared/event';
import { lookAt } from '../../../shared/health/explain';
import { health } from '../../../shared/health/score';
import { stripMarks } from '../../../shared/i18n/bidi';
import { present } from '../../../shared/present/present';
import { day } from '../../../shared/signals/example';
import { events } from '../events';
import { EN, FA, inputFor, LOCALES, model, NOW, names, quillbrook, recordOf, type Told } from './quillbrook';

/** Everything that can go wrong with a customer at once. */
function troubled(language: Told): LiveEvent[] {
  const e = events('quillbrook');
  const currency = language === 'fa' ? 'IRR' : language === 'ar' ? 'SAR' : 'USD';
  return quillbrook(language, [
    e['price.change']('2026-10-01', { contract: 'C-2025-11', effective: day('2026-11-06'), percent: 12 }, 't1'),
    e.remark('2026-10-08', { kind: 'price-cut' }, 't2'),
    e.remark('2026-10-09', { kind: 'complaint', text: names[language].note }, 't3'),
    e['payment.failed']('2026-10-10', { decline: 'hard', reason: '' }, 't4'),
    e['signal.raised']('2026-10-11', { signal: 'flag', text: names[language].note, by: 'u1' }, 't5'),
    e['onboarding.step']('2026-08-01', { step: 's', title: names[language].note, due: day('2026-09-01'), required: true }, 't6'),
    e.promise('2026-09-20', { promise: 'p', what: names[language].note, due: day('2026-10-01'), by: 'us' }, 't7'),
    e['invoice.issued']('2026-08-01', { invoice: 'INV-190', amount: 100_000, currency, due: day('2026-09-01') }, 't8'),
    e.mail(day('2026-10-06') + 36_000_000, { direction: 'in', contact: 'tamsin' }, 't9'),
  ]);
}

describe('the sums of the card', () => {
  it('hold on every day of a troubled half year, whatever was seen before', () => {
    const all = troubled('en');
    let folded = 0;
    let capped = 0;
    for (let back = 0; back < 120; back += 3) {
      const now = NOW - back * DAY;
      const then = now - ((back * 7) % 40) * DAY - 3_600_000;
      const recordAt = (at: number) => recordOf(all.filter((event) => event.at <= at));
      const seen = health(recordAt(then).facts, model, then);
      const card = present(inputFor(EN, { record: recordAt(now), now, look: lookAt(seen, model, then) }));
      if (card.score === null) continue;
      expect(100 + card.lines.reduce((sum, { points }) => sum + points, 0)).toBe(card.score);
      const [start, ...steps] = card.change;
      expect(steps.slice(0, -1).reduce((sum, { points }) => sum + points, start?.points ?? 0)).toBe(card.score);
      expect(start?.points).toBe(seen.score);
      if (card.lines.some(({ id }) => id === 'smaller')) folded++;
      if (card.lines.some(({ id }) => id === 'cap')) capped++;
    }
    expect(folded).toBeGreaterThan(0);
    expect(capped).toBeGreaterThan(0);
  });

  it('name the cap in its own row, never in the tail', () => {
    const e = events('calm');
    const calm = [
      e['customer.profile']('2022-03-01', { name: 'Calm', since: day('2022-03-01') }),
      e['contract.set']('2025-11-06', { contract: 'C', end: day('2026-12-20') }),
      e.note(NOW - DAY, { kind: 'call' }),
      ...Array.from({ length: 60 }, (_, i) => e.usage(NOW - i * DAY, {})),
      ...Array.from({ length: 30 }, (_, i) => e.purchase(NOW - i * 10 * DAY, { amount: 900_000, currency: 'USD' })),
      e['survey.answered'](NOW - 3 * DAY, { survey: 's', kind: 'nps', score: 10, scale: 10 }),
      e.remark(NOW - 2 * DAY, { kind: 'price-cut' }),
    ];
    const card = present(inputFor(EN, { record: recordOf(calm), look: null }));
    expect(card.lines.map(({ text }) => text)).toContain('Cap: price cut asked');
    expect(100 + card.lines.reduce((sum, { points }) => sum + points, 0)).toBe(card.score);
  });

  it.each(LOCALES)('and its words are whole in $language, with everything wrong at once', (locale) => {
    const card = present(inputFor(locale, { record: recordOf(troubled(locale.language as Told)) }));
    expect(card.signals.length).toBeGreaterThan(6);
    for (const { text, evidence } of card.signals) expect(text + evidence).not.toMatch(/undefined|NaN|signal\.|–/);
    for (const { text, evidence } of card.lines) expect(text + evidence).not.toMatch(/undefined|NaN|factor\.|–/);
  });

  it('tell a change of the model as a step of its own', () => {
    const record = recordOf(quillbrook('fa'));
    const seen = health(record.facts, model, NOW);
    const heavier = { ...model, version: 2, weights: { '': { ...model.weights[''], support: 40, usage: 5 } } } as typeof model;
    const card = present(inputFor(FA, { record, model: heavier, look: lookAt(seen, model, NOW - DAY) }));
    expect(card.change.filter(({ kind }) => kind === 'model').map(({ text }) => stripMarks(text))).toEqual(['مدل به‌روز شد']);
  });
});
