import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FEEDS } from '../../../shared/event-entry';
import { fold } from '../../../shared/facts/fold';
import { cadenceOf } from '../../../shared/health/cadence';
import { competitorNames } from '../../../shared/health/competitor-names';
import { defaultModel, typicalPopulation } from '../../../shared/health/default-model';
import { checkDocument, type DocumentProblem } from '../../../shared/health/document-check';
import { causesOf, diffDocuments } from '../../../shared/health/document-diff';
import { parseDocument, printDocument } from '../../../shared/health/document-text';
import { type ModelDocument, type ModelExample, toDocument, withDocument } from '../../../shared/health/model-document';
import { publishModel } from '../../../shared/health/publish';
import { ev } from '../../../shared/signals/example';
import { SIGNALS } from '../../../shared/signals/registry';

const model = defaultModel(0);
const usual = toDocument(model);
const changed = (change: (draft: ModelDocument) => void): ModelDocument => {
  const draft = structuredClone(usual);
  change(draft);
  return draft;
};
const problemsOf = (draft: unknown): DocumentProblem[] => {
  const checked = checkDocument(draft);
  return 'problems' in checked ? checked.problems : [];
};
const withRow = (segment: string, row: Record<string, number>): unknown => ({ ...usual, weights: { ...usual.weights, [segment]: row } });
const withThresholds = (id: string, own: Record<string, number>): unknown => ({ ...usual, thresholds: { ...usual.thresholds, [id]: own } });
const withExample = (example: unknown): unknown => ({ ...usual, examples: [example] });

/** Whole numbers over all factors that add up to 100. */
const anyRow = fc
  .array(fc.nat({ max: 100 }), { minLength: FEEDS.length - 1, maxLength: FEEDS.length - 1 })
  .map((cuts) => [0, ...cuts.sort((a, b) => a - b), 100])
  .map(
    (ends) => Object.fromEntries(FEEDS.map((feed, i) => [feed, (ends[i + 1] ?? 0) - (ends[i] ?? 0)])) as ModelDocument['weights'][string],
  );
const anyDocument = fc
  .record({
    note: fc.string({ maxLength: 40 }).map((text) => text.trim()),
    everyone: anyRow,
    others: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), anyRow, { maxKeys: 3 }),
    bands: fc.record({ healthy: fc.integer({ min: 75, max: 100 }), watch: fc.integer({ min: 50, max: 74 }) }),
    days: fc.integer({ min: 1, max: 730 }),
    rest: fc.subarray([0, 1, 2, 3, 4, 5, 6], { maxLength: 6 }),
    money: fc.boolean(),
    rivals: fc.array(fc.constantFrom('Acme', ' ACME', 'constructor', '__proto__', 'رقيب', 'رقیب', 'Ä b', '1')),
  })
  .map(
    ({ note, everyone, others, bands, days, rest, money, rivals }): ModelDocument => ({
      ...structuredClone(usual),
      note,
      weights: { '*': everyone, ...others },
      bands,
      horizon: { purchases: days, usage: 30 },
      cadence: { '*': days, gold: 14 },
      restDays: rest,
      ...(rivals.length > 0 ? { competitors: competitorNames(rivals) } : {}),
      money,
      examples: [],
    }),
  );

describe('the document', () => {
  test('row 47: is complete: the default one names every signal with every threshold, and its examples hold', () => {
    expect(problemsOf(usual)).toEqual([]);
    const named = Object.entries(usual.thresholds).flatMap(([id, own]) => Object.entries(own).map(([name, n]) => `${id} ${name} ${n}`));
    expect(named).toEqual(SIGNALS.flatMap(({ id, thresholds }) => Object.entries(thresholds).map(([name, n]) => `${id} ${name} ${n}`)));
    expect(usual.examples.length).toBeGreaterThan(1);
  });

  test('row 47: reads back as it was printed, and equal documents print alike whatever the order of their members', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const text = printDocument(document);
        const read = parseDocument(text);
        if (!('document' in read)) throw new Error(JSON.stringify(read.problems));
        expect(diffDocuments(document, read.document)).toEqual([]);
        const backwards = (value: unknown): unknown =>
          typeof value === 'object' && value !== null && !Array.isArray(value)
            ? Object.fromEntries(
                Object.entries(value)
                  .reverse()
                  .map(([key, inner]) => [key, backwards(inner)]),
              )
            : value;
        const again = checkDocument(backwards(document));
        expect('document' in again && printDocument(again.document)).toBe(printDocument(read.document));
      }),
      { numRuns: 50 },
    );
  });

  test('row 47: goes into a model and comes out of it unchanged; what equals a signal’s own number is not kept', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const published = publishModel(withDocument(model, document), FEEDS);
        if ('problem' in published) throw new Error(published.problem.code);
        expect(diffDocuments(document, toDocument(published.model))).toEqual([]);
        expect(published.model.thresholds).toEqual({});
        expect(published.model.population).toBe(model.population);
      }),
      { numRuns: 50 },
    );
    const draft = changed((d) => {
      d.thresholds['ticket-unanswered'] = { ...d.thresholds['ticket-unanswered'], high_days: 5 };
    });
    expect(withDocument(model, draft).thresholds).toEqual({ 'ticket-unanswered': { high_days: 5 } });
  });

  test('stands one thing a line, so that one change is one changed line', () => {
    const draft = changed((d) => {
      (d.thresholds['ticket-unanswered'] as Record<string, number>).high_days = 5;
    });
    const before = printDocument(usual).split('\n');
    const after = printDocument(draft).split('\n');
    expect(after.filter((line, i) => line !== before[i])).toEqual([
      expect.stringContaining('"ticket-unanswered": { "high_days": 5, "critical_days": 14 }'),
    ]);
    expect(Math.max(...before.map((line) => line.length))).toBeLessThanOrEqual(125);
  });
});

describe('the competitors of a workspace', () => {
  const listing = (competitors: unknown) => checkDocument({ ...usual, competitors });
  test('are trimmed, each once however it is typed, in one order', () => {
    const checked = listing([' Zeta', 'acme ', 'ACME', 'رقیب', 'رقيب']);
    expect('document' in checked && checked.document.competitors).toEqual(['acme', 'Zeta', 'رقیب']);
  });
  test('may be absent, and an empty list is none', () => {
    expect('competitors' in usual).toBe(false);
    const checked = listing([]);
    expect('document' in checked && 'competitors' in checked.document).toBe(false);
    expect(withDocument({ ...model, competitors: ['Acme'] }, usual)).not.toHaveProperty('competitors');
  });
  test('are refused where they are no names or too many', () => {
    const codes = (competitors: unknown) => problemsOf({ ...usual, competitors }).map(({ code, path }) => `${code} ${path.join('.')}`);
    expect(codes('Acme')).toEqual(['shape competitors']);
    expect(codes(['Acme', ' ', 7, 'x'.repeat(61)])).toEqual(['shape competitors.1', 'shape competitors.2', 'shape competitors.3']);
    expect(codes(Array.from({ length: 200 }, (_, i) => `n${i}`))).toEqual([]);
    expect(codes(Array.from({ length: 201 }, (_, i) => `n${i}`))).toEqual(['out-of-range competitors']);
  });
  test('differ name by name, change no score and no formula', () => {
    const more: ModelDocument = { ...usual, competitors: ['Acme', 'constructor'] };
    expect(diffDocuments(usual, more).map(({ path, from, to }) => [...path, from, to])).toEqual([
      ['competitors', 'Acme', null, 'Acme'],
      ['competitors', 'constructor', null, 'constructor'],
    ]);
    const { competitors, ...scored } = withDocument(model, more);
    expect(competitors).toEqual(['Acme', 'constructor']);
    expect(scored).toEqual(withDocument(model, usual));
    expect(causesOf(model, { ...model, competitors: ['Acme'] })).toEqual(['edited']);
  });
});

describe('a document that is not sound', () => {
  test('row 47: weights that do not add up are refused by segment and sum', () => {
    const row = { ...(usual.weights['*'] as ModelDocument['weights'][string]), usage: 0, purchases: 0 };
    const sum = Object.values(row).reduce((a, b) => a + b, 0);
    expect(problemsOf(withRow('trade', row))).toEqual([
      { code: 'weights-sum', path: ['weights', 'trade'], args: { segment: { id: 'trade' }, sum } },
    ]);
    expect(problemsOf(withRow('*', { ...usual.weights['*'], usage: 12.5 }))[0]).toMatchObject({
      code: 'not-whole',
      path: ['weights', '*', 'usage'],
    });
    expect(problemsOf({ ...usual, weights: {} })).toMatchObject([{ code: 'no-default-row', path: ['weights'] }]);
  });

  test('row 47: a name that nothing has is refused with the nearest that there is', () => {
    const cases: [unknown, string[], string][] = [
      [{ ...usual, weihgts: {} }, ['weihgts'], 'weights'],
      [withThresholds('ticket-unansered', {}), ['thresholds', 'ticket-unansered'], 'ticket-unanswered'],
      [withThresholds('ticket-unanswered', { hi_days: 3 }), ['thresholds', 'ticket-unanswered', 'hi_days'], 'high_days'],
      [withRow('*', { ...usual.weights['*'], suport: 0 }), ['weights', '*', 'suport'], 'support'],
      [
        withExample({ title: 'x', facts: { tiket_waiting: 3 }, expect: { band: 'watch' } }),
        ['examples', '0', 'facts', 'tiket_waiting'],
        'ticket_waiting',
      ],
      [
        withExample({ title: 'x', events: [{ type: 'purchse', at: '-3d', data: {} }], expect: { band: 'watch' } }),
        ['examples', '0', 'events', '0', 'type'],
        'purchase',
      ],
    ];
    for (const [draft, path, nearest] of cases)
      expect(problemsOf(draft)).toEqual([
        { code: 'unknown-name', path, args: { name: { id: path.at(-1) === 'type' ? 'purchse' : path.at(-1) }, nearest: { id: nearest } } },
      ]);
  });

  test('every number has a range, every list a shape, and all faults are told at once', () => {
    const draft = changed((d) => {
      d.bands = { healthy: 60, watch: 80 };
      d.minCoverage = 2;
      d.horizon.usage = 0;
      d.knots = [
        [0, 0.5],
        [1, 0.2],
      ];
      d.cadence = { '*': Number.NaN };
      d.restDays = [0, 1, 2, 3, 4, 5, 6];
      (d.thresholds['usage-drop'] as Record<string, number>).ratio = 3;
    });
    expect(problemsOf(draft).map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'out-of-range bands.healthy',
      'out-of-range bands.watch',
      'out-of-range minCoverage',
      'out-of-range horizon.usage',
      'order knots',
      'not-a-number cadence.*',
      'shape restDays',
      'out-of-range thresholds.usage-drop.ratio',
    ]);
    expect(problemsOf([])).toEqual([{ code: 'unreadable', path: [], args: {} }]);
    expect(problemsOf({}).every(({ code }) => code === 'missing')).toBe(true);
  });

  test('row 33: a row of usual contact is a segment, as profiles can have it, and counts for its customers', () => {
    const draft = changed((d) => {
      d.cadence = { '*': 60, key: 14 };
    });
    const checked = checkDocument(draft);
    if (!('document' in checked)) throw new Error('a sound document was refused');
    const own = withDocument(model, checked.document);
    const usualFor = (segment: string) => cadenceOf(fold([ev('customer.profile', '2026-01-01', { segment })]), own);
    expect([usualFor('key'), usualFor('retail'), usualFor('constructor')]).toEqual([14, 60, 60]);
    for (const name of ['', ' ', ' key', 'k'.repeat(61)])
      expect(problemsOf({ ...usual, cadence: { '*': 60, [name]: 14 } })).toEqual([{ code: 'shape', path: ['cadence', name], args: {} }]);
  });

  test('text that is no JSON is refused with its line', () => {
    const read = parseDocument('{\n  "note": "",\n  "weights": {,\n}\n');
    expect(read).toEqual({ problems: [{ code: 'unreadable', path: [], args: { line: 3 } }] });
  });

  test('any value at all is answered with problems, never an exception', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(usual)), fc.jsonValue(), (part, value) => {
        const draft = { ...usual, [part]: value };
        const checked = checkDocument(draft);
        expect('document' in checked || checked.problems.length > 0).toBe(true);
      }),
    );
  });
});

describe('examples', () => {
  const failing = (example: ModelExample) => problemsOf(withExample(example));
  test('row 47: a customer that comes out otherwise than told is refused with what came out', () => {
    const example: ModelExample = {
      title: 'Silent for a year',
      facts: { purchases: { every: 30, times: 12, last: 365 } },
      expect: { band: 'healthy' },
    };
    const [problem] = failing(example);
    expect(problem).toMatchObject({
      code: 'example',
      path: ['examples', '0'],
      args: { title: 'Silent for a year', band: { key: 'band.at-risk' } },
    });
    const score = problem?.args.score as number;
    expect(score).toBeLessThan(50);
    expect(failing({ ...example, expect: { band: 'at-risk', score: [score, score] } })).toEqual([]);
  });

  test('an example may be given by events, with instants told in days from its today', () => {
    const events = [
      { type: 'contract.set', at: '-300d', data: { contract: 'C', end: '+20d' } },
      { type: 'note', at: '-2d', data: { kind: 'call' } },
    ];
    const [problem] = failing({ title: 'Ends soon', events, expect: { score: [101, 102] } });
    expect(problem).toMatchObject({ code: 'example', args: { title: 'Ends soon' } });
    expect(failing({ title: 'Ends soon', events, expect: { score: [0, 100] } })).toEqual([]);
  });

  test('what an example may not say is refused where it stands', () => {
    const cases: [unknown, string[]][] = [
      [{ facts: { contact: 1 }, expect: { band: 'watch' } }, ['title']],
      [{ title: 'x', expect: { band: 'watch' } }, ['facts']],
      [{ title: 'x', facts: { contact: 1 }, expect: {} }, ['expect']],
      [{ title: 'x', facts: { contact: 1 }, expect: { band: 'fine' } }, ['expect', 'band']],
      [{ title: 'x', facts: { contact: 1 }, expect: { score: [80, 20] } }, ['expect', 'score']],
      [{ title: 'x', facts: { contact: -1 }, expect: { band: 'watch' } }, ['facts', 'contact']],
      [{ title: 'x', facts: { usage: { every: 1, last: 0 } }, expect: { band: 'watch' } }, ['facts', 'usage']],
      [
        { title: 'x', events: [{ type: 'invoice.issued', at: '-3d', data: { invoice: 'I' } }], expect: { band: 'watch' } },
        ['events', '0', 'data', 'due'],
      ],
    ];
    for (const [example, place] of cases) {
      const [problem] = problemsOf(withExample(example));
      expect(problem?.code).toBe('shape');
      expect(problem?.path.slice(0, 2 + place.length - 1)).toEqual(['examples', '0', ...place].slice(0, 2 + place.length - 1));
    }
    const twice = { title: 'x', facts: { contact: 1 }, expect: { score: [0, 100] } };
    expect(problemsOf({ ...usual, examples: [twice, twice] })).toMatchObject([{ code: 'shape', path: ['examples', '1', 'title'] }]);
  });
});

describe('differences', () => {
  test('row 47: name each number that changed, came or went, with its place', () => {
    const draft = changed((d) => {
      d.bands.watch = 60;
      d.weights.trade = d.weights['*'] as ModelDocument['weights'][string];
      (d.thresholds['usage-drop'] as Record<string, number>).days = 60;
      d.examples = d.examples.slice(1);
    });
    expect(diffDocuments(usual, usual)).toEqual([]);
    expect(diffDocuments(usual, draft)).toEqual([
      { path: ['weights', 'trade'], from: null, to: usual.weights['*'] },
      { path: ['bands', 'watch'], from: 50, to: 60 },
      { path: ['thresholds', 'usage-drop', 'days'], from: 30, to: 60 },
      { path: ['examples', usual.examples[0]?.title], from: usual.examples[0], to: null },
    ]);
  });

  test('row 47: say what a version is: edited, fed, measured or calibrated', () => {
    const edited = withDocument(model, { ...usual, bands: { healthy: 80, watch: 60 } });
    const population = { ...model, population: { ...typicalPopulation(5), customers: 30 } };
    expect(causesOf(model, { ...model, version: 2, publishedAt: 9 })).toEqual([]);
    expect(causesOf(model, edited)).toEqual(['edited']);
    expect(causesOf(model, population)).toEqual(['population']);
    expect(causesOf(model, { ...model, fed: ['usage'] })).toEqual(['feeds']);
    expect(causesOf(model, { ...edited, calibration: { a: 0, b: 1, error: 0, customers: 50, horizon: 90, at: 0 } })).toEqual([
      'edited',
      'calibration',
    ]);
  });
});
