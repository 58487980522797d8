import { expect, test } from 'vitest';
import { DAY, type LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { health } from '../../../shared/health/score';
import { snapshotPopulation } from '../../../shared/health/snapshot';
import { translator } from '../../../shared/i18n/t';
import { signalWords } from '../../../shared/present/signal-words';
import { day, ev } from '../../../shared/signals/example';
import { openSignals } from '../../../shared/signals/registry';

const model = defaultModel(0);
const now = day('2026-10-13');
const en = translator({ language: 'en', tag: 'en-US', calendar: 'gregory', digits: 'latn', timeZone: 'UTC', toman: false }, now);

const openIds = (events: LiveEvent[], at = now, own = model) => openSignals(fold(events), own, at).map(({ signal }) => signal.id);
const reading = (id: string, events: LiveEvent[], at = now, own = model) =>
  openSignals(fold(events), own, at).find(({ signal }) => signal.id === id)?.reading;
function words(id: string, events: LiveEvent[], part: 'text' | 'evidence'): string | undefined {
  const one = openSignals(fold(events), model, now).find(({ signal }) => signal.id === id);
  return one && signalWords(en, one.signal, part, one.reading.args, one.reading.variant).replace(/[\u2066-\u2069]/g, '');
}

test('row 34: what the median new customer gets comes from the picture of the book; with too few new ones there is none', () => {
  const customer = (since: string, calls: number) =>
    fold([
      ev('customer.profile', since, { name: 'x', since: day(since) }),
      ...Array.from({ length: calls }, (_, i) => ev('note', now - (i + 1) * 9 * DAY, { kind: 'call' })),
    ]);
  const fresh = [1, 3, 4, 5, 9].map((calls) => customer('2026-07-01', calls));
  const old = customer('2020-01-01', 1);
  const picture = snapshotPopulation([...fresh, old], model, now);
  expect(picture.medians).toEqual({ newTouches: 4, newBenefits: 0 });
  expect(snapshotPopulation([...fresh.slice(1), old], model, now).medians).toEqual({ newTouches: null, newBenefits: null });

  const open = openSignals(old, { ...model, population: picture }, now).find(({ signal }) => signal.id === 'loyal-neglected');
  expect(open?.signal.fault).toBe('us');
  expect(open?.reading.severity).toBe('low');
  // One more call, and they get more than a quarter of what the new get.
  const called = open?.reading.act?.done(old, now);
  expect(called && openSignals(called, { ...model, population: picture }, now).map(({ signal }) => signal.id)).not.toContain(
    'loyal-neglected',
  );
});

test('row 35: it says more than a contact that is overdue, takes its place, and one personal word ends it', () => {
  const events = [
    ev('note', '2026-05-10', { kind: 'call' }),
    ...['2026-07-01', '2026-08-01', '2026-09-01'].map((at) => ev('mail', at, { direction: 'out', auto: true })),
  ];
  expect(openIds(events)).toContain('impersonal-contact');
  expect(openIds(events)).not.toContain('contact-overdue');
  expect(openIds([...events, ev('note', '2026-10-12', { kind: 'message', tone: 'personal' })])).toContain('contact-overdue');
  expect(openIds([...events, ev('note', '2026-10-12', { kind: 'call' })])).toEqual([]);
});

test('row 36: twenty met and one missed is told with its date for ninety days, whatever comes after, and lowers no score', () => {
  const met = (count: number) => Array.from({ length: count }, (_, i) => ev('sla.result', day('2026-06-01') + i * 6 * DAY, { met: true }));
  const missed = ev('sla.result', '2026-09-14', { met: false, what: 'First reply within 4 hours' });
  expect(words('service-missed', [...met(20), missed], 'text')).toBe('20 met, 1 missed (14 Sep)');
  const later = fold([...met(20), missed]);
  const lastDay = day('2026-09-14') + 90 * DAY;
  const ids = (at: number) => openSignals(later, model, at).map(({ signal }) => signal.id);
  expect(ids(lastDay - 1)).toContain('service-missed');
  expect(ids(lastDay)).not.toContain('service-missed');
  expect(reading('service-missed', [...met(20), missed])?.severity).toBe('low');
  expect(reading('service-missed', [missed, ev('sla.result', '2026-10-01', { met: false })])?.severity).toBe('medium');
  expect(openSignals(later, model, now).find(({ signal }) => signal.id === 'service-missed')?.signal.cap).toBeUndefined();
});

test('row 36: a complaint has a warning of its own while it waits, and is remembered once it is answered', () => {
  const complaint = ev('remark', '2026-10-10', { kind: 'complaint', text: 'Broken on arrival' }, 'broken');
  expect(openIds([complaint])).toContain('complaint');
  expect(openIds([complaint])).not.toContain('service-missed');
  expect(openIds([complaint, ev('remark.answered', '2026-10-11', { remark: 'broken' })])).toContain('service-missed');
});

test('row 37: the competitor is named, and a call that answers it ends it', () => {
  const events = [ev('remark', '2026-10-12', { kind: 'competitor', name: 'Northglass' })];
  expect(words('competitor-named', events, 'text')).toBe('Named a competitor: Northglass');
  const open = reading('competitor-named', events);
  expect(open?.severity).toBe('high');
  const after = open?.act?.done(fold(events), now);
  expect(after && openSignals(after, model, now).map(({ signal }) => signal.id)).not.toContain('competitor-named');
});

test('row 38: a price objection is medium, shortly before a renewal critical, and beside a request for a lower price said by that', () => {
  const objection = ev('remark', '2026-10-12', { kind: 'price-objection' });
  const contract = ev('contract.set', '2025-12-01', { contract: 'C-1', end: day('2026-12-10') });
  const request = ev('remark', '2026-10-11', { kind: 'price-cut' });
  expect(reading('price-objection', [objection])?.severity).toBe('medium');
  expect(reading('price-objection', [objection, contract])?.severity).toBe('critical');
  expect(openIds([objection, contract, request])).toContain('price-cut-before-renewal');
  expect(openIds([objection, contract, request])).not.toContain('price-objection');
});

test('row 41: what stops their work is high and stands before the rest, until it is answered', () => {
  const events = [
    ev('remark', '2026-08-01', { kind: 'defect', name: 'Log export' }),
    ev('remark', '2026-10-12', { kind: 'feature-gap', name: 'Two ovens', blocker: true }, 'stuck'),
  ];
  expect(reading('defect-open', events)?.severity).toBe('high');
  expect(words('defect-open', events, 'evidence')).toBe('Two ovens. Not answered: 2.');
  const answered = [...events, ev('remark.answered', '2026-10-13', { remark: 'stuck' })];
  expect(reading('defect-open', answered)?.severity).toBe('medium');
});

test('row 43: a promised result is high the day after its day, medium when reached in part, and on us', () => {
  const promise = ev('promise', '2026-07-01', { promise: 'P', what: 'Firing time down', due: day('2026-10-12'), kind: 'result' });
  const kept = (outcome: 'yes' | 'partly' | 'no') => [promise, ev('promise.kept', '2026-10-13', { promise: 'P', outcome })];
  expect(reading('promise-missed', [promise], now - 1)).toBeUndefined();
  expect(reading('promise-missed', [promise])?.severity).toBe('high');
  expect(reading('promise-missed', kept('no'))?.severity).toBe('high');
  expect(reading('promise-missed', kept('partly'))?.severity).toBe('medium');
  expect(reading('promise-missed', kept('yes'))).toBeUndefined();
  expect(openSignals(fold([promise]), model, now).find(({ signal }) => signal.id === 'promise-missed')?.signal.fault).toBe('us');
});

test('row 43: keeping a promise gives back what it cost', () => {
  const facts = fold([
    ev('note', '2026-10-01', { kind: 'call' }),
    ev('promise', '2026-07-01', { promise: 'P', what: 'Firing time down', due: day('2026-09-20'), kind: 'result' }),
  ]);
  const after = openSignals(facts, model, now)
    .find(({ signal }) => signal.id === 'promise-missed')
    ?.reading.act?.done(facts, now);
  expect(after && health(after, model, now).score).toBeGreaterThan(health(facts, model, now).score);
});

test('row 45: an opportunity is good news, never lowers health, and ends once they were told or have it', () => {
  const owned = ev('product.owned', '2025-03-01', { product: 'Kiln controller', version: '4' });
  const released = ev('product.released', '2026-09-20', { product: 'Kiln controller', version: '5' });
  expect(reading('newer-product', [owned, released])?.severity).toBe('good');
  expect(words('newer-product', [owned, released], 'text')).toBe('Newer: Kiln controller 5');
  expect(health(fold([owned, released]), model, now).score).toBe(health(fold([owned]), model, now).score);
  expect(openIds([owned, released, ev('product.owned', '2026-10-12', { product: 'Kiln controller', version: '5' })])).toEqual([]);
});

test('row 50: the last four scores stand in the evidence; a fall of two points of ten fires, on any scale, and takes the place of "neutral"', () => {
  const rounds = (scores: readonly number[], kind: 'nps' | 'csat' = 'nps') =>
    scores.map((score, i) =>
      ev('survey.answered', now - (scores.length - i) * 45 * DAY, { survey: `S${i}`, kind, score, contact: 'odile' }),
    );
  expect(words('rating-dropped', rounds([9, 8, 10, 9, 7]), 'text')).toBe('Rating fell from 9 to 7');
  expect(words('rating-dropped', rounds([9, 8, 10, 9, 7]), 'evidence')).toBe('Of 10, on 29 Aug. Last answers: 8, 10, 9, 7.');
  expect(openIds(rounds([9, 7]))).toEqual(expect.arrayContaining(['rating-dropped']));
  expect(openIds(rounds([9, 7]))).not.toContain('neutral-rating');
  expect(reading('rating-dropped', rounds([9, 8, 7]))).toBeUndefined();
  expect(reading('rating-dropped', rounds([9, 5]))?.severity).toBe('high');
  expect(reading('rating-dropped', rounds([4, 3], 'csat'))?.severity).toBe('medium');
  expect(reading('rating-dropped', rounds([9, 7]), now, { ...model, thresholds: { 'rating-dropped': { points: 3 } } })).toBeUndefined();
});

test('row 124: a perk whose day is over is on us, costs a little, and delivering it ends both', () => {
  const facts = fold([
    ev('note', '2026-10-01', { kind: 'call' }),
    ev('benefit', '2026-01-02', { benefit: 'service-26', what: 'Yearly service', due: day('2026-10-03') }),
  ]);
  const open = openSignals(facts, model, now).find(({ signal }) => signal.id === 'benefit-undelivered');
  expect(open?.signal.fault).toBe('us');
  expect(open?.reading.severity).toBe('medium');
  expect(openSignals(facts, model, day('2026-10-18')).map(({ reading: { severity } }) => severity)).toContain('high');
  const after = open?.reading.act?.done(facts, now);
  expect(after && openSignals(after, model, now)).toEqual([]);
  expect(after && health(after, model, now).score).toBeGreaterThan(health(facts, model, now).score);
});

test('a quiet, healthy customer of three years who pays, talks and is well rated opens none of them', () => {
  const months = Array.from({ length: 12 }, (_, i) => now - (12 - i) * 30 * DAY);
  const events = [
    ev('customer.profile', '2023-06-01', { name: 'Quillbrook', since: day('2023-06-01') }),
    ev('contract.set', '2026-06-01', { contract: 'C-1', end: day('2027-06-01'), auto_renew: true }),
    ...months.flatMap((at, i) => [
      ev('note', at, { kind: 'call' }),
      ev('sla.result', at, { met: true }),
      ev('invoice.issued', at, { invoice: `F-${i}`, amount: 120_000, currency: 'EUR', due: at + 14 * DAY }),
      ev('invoice.paid', at + 12 * DAY, { invoice: `F-${i}` }),
      ...(i % 3 === 0 ? [ev('survey.answered', at, { survey: `S${i}`, kind: 'nps', score: 10 - (i % 2), contact: 'odile' })] : []),
    ]),
    ev('remark', months[10] as number, { kind: 'billing-question' }, 'bill'),
    ev('remark.answered', (months[10] as number) + DAY, { remark: 'bill' }),
    ev('promise', months[9] as number, { promise: 'P', what: 'A visit', due: months[10] as number }),
    ev('promise.kept', months[10] as number, { promise: 'P' }),
    ev('benefit', months[9] as number, { benefit: 'B', what: 'Yearly service', due: now + 20 * DAY }),
  ];
  const book = { ...model, population: { ...model.population, medians: { newTouches: 5, newBenefits: 1 } } };
  expect(openIds(events, now, book)).toEqual([]);
});
