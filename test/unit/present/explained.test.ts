import { describe, expect, it } from 'vitest';
import { DAY, type LiveEvent } from '../../../shared/event';
import { lookAt } from '../../../shared/health/explain';
import type { Model } from '../../../shared/health/model';
import { health } from '../../../shared/health/score';
import { stripMarks } from '../../../shared/i18n/bidi';
import type { CustomerCard } from '../../../shared/present/card-view';
import type { PresentInput } from '../../../shared/present/input';
import { present } from '../../../shared/present/present';
import { day } from '../../../shared/signals/example';
import { events } from '../events';
import { AR, EN, FA, inputFor, LOCALES, model, NOW, quillbrook, recordOf } from './quillbrook';

const e = events('quillbrook');
const card = (locale = EN, extra: LiveEvent[] = [], change: Partial<PresentInput> = {}) =>
  present(inputFor(locale, { record: recordOf(quillbrook(locale.language, extra)), ...change }));
const group = (view: CustomerCard, id: string) => view.details.groups.find((one) => one.id === id);
const rows = (view: CustomerCard, id: string) =>
  (group(view, id)?.rows ?? []).map(({ text, shown }) => `${stripMarks(text)} | ${stripMarks(shown)}`);

/** In order, but for tickets without an answer; `tickets` of them. */
function waiting(tickets: number, days: number): LiveEvent[] {
  const c = events('calm');
  return [
    c['customer.profile']('2022-03-01', { name: 'Calm', since: day('2022-03-01') }),
    c['contract.set']('2025-11-06', { contract: 'C', end: day('2027-12-20') }),
    c.note(NOW - DAY, { kind: 'call' }),
    ...Array.from({ length: 60 }, (_, i) => c.usage(NOW - i * DAY, {})),
    ...Array.from({ length: 30 }, (_, i) => c.purchase(NOW - i * 10 * DAY, { amount: 900_000, currency: 'USD' })),
    c['survey.answered'](NOW - 3 * DAY, { survey: 's', kind: 'nps', score: 10, scale: 10 }),
    ...Array.from({ length: tickets }, (_, i) => c['ticket.opened'](NOW - days * DAY, { ticket: `#${412 + i}`, priority: 'urgent' })),
  ];
}

describe('why, in one sentence', () => {
  const said = (locale: typeof EN, tickets: number, days = 15) =>
    stripMarks(present(inputFor(locale, { record: recordOf(waiting(tickets, days)), look: null })).sentence);

  it('names the loss that weighs most and what it costs, in every language and number', () => {
    expect(said(EN, 1, 6)).toMatch(/^Ticket #412 unanswered for 6 days costs \d+ points\.$/);
    expect(said(EN, 2, 6)).toMatch(/^2 tickets unanswered, the oldest for 6 days, costs? \d+ points\.$/);
    const [one, two, three] = [1, 2, 3].map((n) => said(AR, n, 6));
    expect(one).toContain('التذكرة #412 بلا رد منذ ٦ أيام');
    expect(two).toContain('تذكرتين بلا رد، أقدمهما منذ ٦ أيام');
    expect(three).toContain('٣ تذاكر بلا رد');
    expect(said(FA, 2, 6)).toMatch(/^[۰-۹]+ نمره کم شده، به‌خاطر ۲ تیکت بی‌پاسخ/u);
  });
  it('isolates the names and numbers that come from outside', () => {
    for (const locale of LOCALES)
      expect(present(inputFor(locale, { record: recordOf(waiting(1, 6)), look: null })).sentence).toContain('\u2066#412\u2069');
  });
  it('costs exactly what the rows that it names show', () => {
    const view = present(inputFor(EN, { record: recordOf(waiting(1, 6)), look: null }));
    const n = Number(/costs? (\d+) point/.exec(view.sentence)?.[1]);
    expect(n).toBe(-(view.lines.find(({ id }) => id === 'support')?.points ?? 0));
  });
  it('names the warning that holds the score where that takes most', () => {
    const c = events('calm');
    const record = recordOf([
      ...waiting(0, 0),
      c['contract.set']('2026-01-06', { contract: 'C', end: day('2026-12-20') }, 'sooner'),
      c.remark(NOW - 4 * DAY, { kind: 'price-cut' }),
    ]);
    expect(present(inputFor(EN, { record, look: null })).sentence).toBe('Held at 49 while this is open: price cut asked, 68 d left.');
    expect(present(inputFor(AR, { record, look: null })).sentence).toMatch(/^لا تتجاوز ٤٩ ما دام هذا قائمًا: /);
  });
  it('is silent about a customer in order', () => {
    expect(said(EN, 0)).toBe('');
  });
  it('leads with what was lost since the last look, not with what was always so', () => {
    const before = recordOf(waiting(0, 0).filter(({ type }) => type !== 'contract.set'));
    const after = recordOf(waiting(1, 4).filter(({ type }) => type !== 'contract.set'));
    const look = lookAt(health(before.facts, model, NOW - 5 * DAY), model, NOW - 5 * DAY);
    expect(stripMarks(present(inputFor(EN, { record: after, look })).sentence)).toMatch(/ticket #412 unanswered for 4 days/i);
  });
  it('says what is not known where there is no number', () => {
    const record = recordOf([e['customer.profile']('2026-10-12', { name: 'New', since: day('2026-10-12') })]);
    expect(present(inputFor(EN, { record, look: null })).sentence).toMatch(/^Too little to say: no fresh data on \w+, \w+ and \w+\.$/);
  });
});

describe('row 47: the number over 7 and 30 days', () => {
  it('is told against the nearest mark of the trace', () => {
    const view = card();
    const marks = recordOf(quillbrook()).trace;
    expect(view.trend.map(({ days, label }) => [days, label])).toEqual([
      [7, '7 days'],
      [30, '30 days'],
    ]);
    for (const { days, points } of view.trend) {
      const near = marks
        .filter(({ day: at }) => Math.abs(at * DAY - (NOW - days * DAY)) <= 2.5 * DAY)
        .map(({ score }) => (view.score ?? 0) - (score ?? 0));
      expect(near).toContain(points);
    }
  });
  it('is left out where no mark reaches so far, and without a number', () => {
    const record = { ...recordOf(quillbrook()), trace: [{ day: Math.floor(NOW / DAY) - 7, score: 80 }] };
    expect(present(inputFor(EN, { record })).trend.map(({ days }) => days)).toEqual([7]);
    expect(present(inputFor(EN, { record: { ...record, trace: [] } })).trend).toEqual([]);
  });
  it('stands for the change where nobody has looked before', () => {
    const view = card(EN, [], { look: null });
    expect(view.delta).toMatchObject({ points: view.trend[1]?.points, since: 'in 30 days' });
    expect(view.tabs.change.count).toBe('');
  });
});

describe('the details', () => {
  it.each(LOCALES)('row 47: list what would move the score, with number and band, in $language', (locale) => {
    const view = card(locale);
    const moves = group(view, 'moves')?.rows ?? [];
    expect(moves.length).toBeGreaterThan(1);
    expect(new Set(moves.map(({ text }) => text)).size).toBe(moves.length);
    for (const { shown, tone } of moves) {
      expect(stripMarks(shown)).toMatch(/^\+[\d۰-۹٠-٩]+: [\d۰-۹٠-٩]+[,،] \S/u);
      expect(tone).toBe('up');
    }
    expect(moves[0]?.text).toBe(view.act?.title);
  });
  it('say what is missing, and how far it could move the score', () => {
    const silent = quillbrook().filter(({ type }) => type !== 'survey.answered');
    const view = present(inputFor(EN, { record: recordOf(silent), look: null }));
    expect(group(view, 'missing')?.sub).toMatch(/^\d+% of data$/);
    expect(rows(view, 'missing')).toContain('Sentiment: no survey answered | could change up to 8');
    const known = health(recordOf(silent).facts, model, NOW);
    expect(rows(view, 'missing')).toHaveLength(known.missing.length);
  });
  it('row 49: show the answers of the contact whose mail is open, not an average', () => {
    const answers = [
      e['contact.set']('2026-01-01', { contact: 'odile', name: 'Odile Varga', email: 'odile@quillbrook.example' }),
      e['survey.answered']('2026-09-05', { survey: 's1', kind: 'nps', score: 2, scale: 10, contact: 'odile' }, 'o1'),
    ];
    const tamsin = card(EN, answers);
    expect(stripMarks(group(tamsin, 'answers')?.title ?? '')).toBe('Answers of Tamsin Orrell');
    expect(rows(tamsin, 'answers')).toEqual(['Would recommend: 7 of 10 | 41 d ago']);
    const odile = card(EN, answers, { match: { how: 'address', contact: 'odile', address: 'odile@quillbrook.example' } });
    expect(rows(odile, 'answers')).toEqual(['Would recommend: 2 of 10 | 38 d ago']);
    const nobody = card(EN, answers, { match: { how: 'domain', contact: null, address: 'x@quillbrook.example' } });
    expect(rows(nobody, 'answers')).toEqual(['Odile Varga: 2 of 10 | 38 d ago', 'Tamsin Orrell: 7 of 10 | 41 d ago']);
    const silent = card(EN, [e['contact.set']('2026-01-01', { contact: 'pell', name: 'Pell Anstey', email: 'pell@quillbrook.example' })], {
      match: { how: 'address', contact: 'pell', address: 'pell@quillbrook.example' },
    });
    expect(rows(silent, 'answers')).toEqual(['Has answered nothing yet | ']);
  });
  it('row 50: show the last four scores of a question and how far the newest moved', () => {
    const earlier = [9, 9, 8, 8].map((score, i) =>
      e['survey.answered'](
        day('2025-06-01') + i * 90 * DAY,
        { survey: `r${i}`, kind: 'nps', score, scale: 10, contact: 'tamsin' },
        `r${i}`,
      ),
    );
    const [row] = group(card(EN, earlier), 'answers')?.rows ?? [];
    expect(row?.text).toBe('Would recommend: 7 of 10; before 8, 8, 9');
    expect([stripMarks(row?.shown ?? ''), row?.tone]).toEqual(['−1', 'down']);
  });
  it('row 46: say when they were last seen, and whether that is more or less often', () => {
    const seen = group(card(), 'seen')?.rows ?? [];
    expect(seen.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Usage: \d+ d ago; 0 of 30 days, \d+ before$/),
      expect.stringMatching(/^Purchases: .+; \d of 90 days, \d before$/),
    ]);
    expect([seen[0]?.shown, seen[0]?.tone]).toEqual(['↓ less', 'down']);
  });
  it('row 53: list the parts of the engagement, which add up to it', () => {
    const view = card();
    const numbers = (text: string) => [...text.matchAll(/\d+/g)].map(([n]) => Number(n));
    const parts = group(view, 'engagement')?.rows.map(({ shown }) => numbers(shown)) ?? [];
    const [whole] = numbers(group(view, 'engagement')?.sub ?? '');
    expect(parts.map(([points]) => points ?? 0).reduce((sum, points) => sum + points, 0)).toBe(whole);
    expect(parts.map(([, most]) => most ?? 0).reduce((sum, most) => sum + most, 0)).toBe(100);
  });
  it('show the chance of leaving with its error, and only where the model is calibrated', () => {
    expect(group(card(), 'chance')).toBeUndefined();
    const calibrated: Model = { ...model, calibration: { a: -1, b: 0.5, error: 0.04, customers: 212, horizon: 90, at: NOW } };
    const view = card(EN, [], { model: calibrated });
    expect(group(view, 'chance')?.title).toBe('Chance of leaving within 90 days');
    expect(group(view, 'chance')?.rows.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^About \d+%, give or take 4%$/),
      'Learnt from 212 customers; not part of the score',
    ]);
    expect(view.score).toBe(card().score);
  });
});

describe('a person’s judgement', () => {
  const judged = (score: 1 | 2 | 3 | 4 | 5, by = 'u1') =>
    e.pulse(NOW - 12 * DAY, { score, reason: 'three calls, no answer', codes: ['people'], by }, 'judged');

  it('stands beside the score with who, why and its age, and never moves it', () => {
    const view = card(EN, [judged(2)]);
    expect(stripMarks(view.judgement?.text ?? '')).toBe('R. Penhale says 2 of 5: three calls, no answer');
    expect(view.judgement?.age).toBe('12 d ago');
    expect(view.score).toBe(card().score);
    expect(rows(view, 'judgement')[0]).toContain('three calls, no answer');
    expect(group(view, 'judgement')?.sub).toBe('not part of the score');
  });
  it('says where it contradicts the band', () => {
    const calm = (score: 1 | 4) =>
      present(
        inputFor(EN, { record: recordOf([...waiting(0, 0), events('calm').pulse(NOW - DAY, { score, reason: 'felt so' })]), look: null }),
      );
    expect(calm(1)).toMatchObject({ band: 'healthy', judgement: { against: 'The score says otherwise.' } });
    expect(calm(4).judgement?.against).toBe('');
  });
  it('is gone once it has expired', () => {
    expect(card(EN, [e.pulse(NOW - 91 * DAY, { score: 2, reason: 'old' }, 'old')]).judgement).toBeNull();
  });
});

describe('the change since the last look', () => {
  it('row 47: shows the part of a new picture of the book as the model’s, where the model of the look is known', () => {
    const record = recordOf(quillbrook());
    const population = {
      ...model.population,
      riskCuts: { ...model.population.riskCuts, usage: model.population.riskCuts.usage.map((cut) => cut - 1) },
    };
    const newer: Model = { ...model, version: 2, population };
    const look = lookAt(health(record.facts, model, NOW), model, NOW - DAY);
    const told = present(inputFor(EN, { record, model: newer, look, before: model })).change;
    const kinds = (steps: CustomerCard['change']) =>
      steps.filter(({ kind }) => kind === 'factor' || kind === 'model').map(({ kind, text }) => [kind, text]);
    const untold = present(inputFor(EN, { record, model: newer, look })).change;
    expect(kinds(told).length + kinds(untold).length).toBeGreaterThan(0);
    expect(kinds(told).every(([kind]) => kind === 'model')).toBe(true);
    for (const change of [told, untold])
      expect(change.slice(1, -1).reduce((sum, { points }) => sum + points, change[0]?.points ?? 0)).toBe(change.at(-1)?.points);
  });
  it('calls a cap lifted only once its warning has closed; until then it weighs less', () => {
    const c = events('calm');
    const held = [
      ...waiting(0, 0),
      c['contract.set']('2026-01-06', { contract: 'C', end: day('2026-12-20') }, 'sooner'),
      c.remark(NOW - 9 * DAY, { kind: 'price-cut' }, 'asked'),
    ];
    const then = NOW - 5 * DAY;
    const seen = health(recordOf(held.filter(({ at }) => at <= then)).facts, model, then);
    const look = lookAt(seen, model, then);
    const capStep = (extra: LiveEvent[]) =>
      present(inputFor(EN, { record: recordOf([...held, ...extra]), look }))
        .change.map(({ text }) => text)
        .find((text) => text.startsWith('Cap'));
    expect(capStep([c['remark.answered'](NOW - DAY, { remark: 'asked' }, 'answered')])).toBe('Cap lifted');
    expect(capStep([c['survey.answered'](NOW - DAY, { survey: 'x', kind: 'nps', score: 2, scale: 10 }, 'low')])).toBe('Cap weighs less');
  });
  it('draws the trace up to the look, so that it leads into the steps', () => {
    const look = lookAt(health(recordOf(quillbrook()).facts, model, NOW - 22 * DAY), model, NOW - 22 * DAY);
    const marks = card(EN, [], { look }).trace.marks.length;
    expect(marks).toBe(card(EN, [], { look: null }).trace.marks.length - 4);
  });
});

it('row 13: the card says how late they pay and whether it gets worse', () => {
  const paid = [0, 1, 2, 3].flatMap((month) => {
    const due = day('2026-05-01') + month * 30 * DAY;
    const amount = { amount: 10_000, currency: 'USD' };
    return [
      e['invoice.issued'](due - 14 * DAY, { invoice: `P-${month}`, due, ...amount }, `i${month}`),
      e['invoice.paid'](due + month * 4 * DAY, { invoice: `P-${month}` }, `p${month}`),
    ];
  });
  const view = card(EN, paid);
  expect(group(view, 'payment')).toMatchObject({ title: 'Payment', sub: '4 invoices' });
  expect(rows(view, 'payment')).toEqual(['On average 6 days late | ↓ later than before']);
  expect(group(card(), 'payment')).toBeUndefined();
});

it('row 48: names the saved segments that the customer is in, in one line of every language', () => {
  const segments = [
    { id: 'soon', name: 'Renewing soon', filter: { renewalDays: 60 } },
    { id: 'gone', name: 'Elsewhere', filter: { groups: ['elsewhere'] } },
    { id: 'all', name: 'Big spenders', filter: {} },
  ];
  const said = (locale: typeof EN) => {
    const view = card(locale, [], { segments });
    return [group(view, 'segments')?.title, ...rows(view, 'segments')];
  };
  expect(said(EN)).toEqual(['In segments', 'Renewing soon, Big spenders | ']);
  expect(said(FA)).toEqual(['در این گروه‌ها', 'Renewing soon، Big spenders | ']);
  expect(said(AR)).toEqual(['ضمن الشرائح', 'Renewing soon، Big spenders | ']);
  expect(group(card(EN, [], { segments: [] }), 'segments')).toBeUndefined();
});
