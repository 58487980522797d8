/** Whole documents and acts, right but for one place, where something stands that JSON can say and nobody means: refused by name, and nothing written. */
import { env, exports } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PROBLEMS } from '../../shared/api/problems';
import { EVENTS } from '../../shared/event';
import { toDocument } from '../../shared/health/model-document';
import { programmeDocument } from '../../shared/loyalty/programme-document';
import { CSV_KINDS } from '../../worker/connectors/csv';
import { call, openStaffed, type Staffed, ulid } from './office';
import { rowCounts } from './stored';

const ORIGIN = 'http://127.0.0.1:8787';
const NOW = Date.now();
let staffed: Staffed;
beforeAll(async () => {
  staffed = await openStaffed('Documents', NOW);
});
beforeEach(async () => {
  await env.DB.prepare('DELETE FROM counters').run();
});

/** Written as they are: what `JSON.stringify` would never write. */
const RAW: readonly string[] = [
  '1e400',
  '-1e400',
  '-0',
  '9007199254740993',
  '8640000000000001',
  '"+275760-09-13T00:00:00.001Z"',
  '"-271821-04-19"',
  '"+275760-09-13"',
  '"0000-00-00"',
  '"\\ud800"',
  '"a\\u0000b"',
  '"\\u202Egnp.exe"',
  '"NaN"',
  '"__proto__"',
  '{"__proto__":{"admin":true}}',
  '{"a":1,"a":2}',
  `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  `[${'1,'.repeat(20_000)}1]`,
  `"${'x'.repeat(100_000)}"`,
  'null',
  '[]',
  '{}',
  '""',
  'true',
  '0.1',
  '-1',
];
const MARK = '\u2603here\u2603';
type Place = (string | number)[];
function places(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...at, Array.isArray(value) ? Number(key) : key]))];
}
function put(value: unknown, [first, ...rest]: Place): unknown {
  if (first === undefined) return MARK;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  copy[first] = put(copy[first], rest);
  return copy;
}
/** The body as text, with something raw in one of its places, or with a member that nobody expects. */
const spoiltText = (body: object): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...places(body)), fc.constantFrom(...RAW), fc.boolean())
    .map(([place, raw, beside]) =>
      beside
        ? JSON.stringify(body).replace('{', `{"__proto__":${raw},"constructor":${raw},`)
        : JSON.stringify(put(body, place)).replace(`"${MARK}"`, raw),
    );

async function send(path: string, body: string): Promise<{ status: number; code: string | undefined; text: string }> {
  const response = await exports.default.fetch(`${ORIGIN}${path}`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${staffed.tokens.admin}`, 'content-type': 'application/json' },
  });
  const text = await response.text();
  return { status: response.status, code: text.startsWith('{') ? JSON.parse(text).code : undefined, text };
}

const FILTER = {
  bands: ['at-risk'],
  tiers: ['gold'],
  rfm: ['champions'],
  groups: ['school'],
  products: ['Kiln'],
  owners: ['agent-1'],
  signals: ['silence'],
  renewalDays: 30,
  value: { currency: 'EUR', from: 1, to: 2 },
};
const MESSAGES = { en: { subject: 'Late', text: 'Dear {name}' }, fa: { subject: 'دیر', text: 'سلام' } };
const LIST = { revision: 0, kind: 'incident', title: 'Delay', what: 'w', messages: MESSAGES, closed: false };
const ACTS: Record<string, unknown>[] = [
  { do: 'redeem', reward: 'mug' },
  { do: 'spend', amount: 5, currency: 'EUR', reason: 'r' },
  { do: 'use', coupon: 'c' },
  { do: 'refer', friend: 'theirs' },
  { do: 'adjust', points: 5, reason: 'r' },
  { do: 'grant', amount: 5, currency: 'EUR', kind: 'gift', expires: NOW + 86_400_000, reason: 'r' },
  { do: 'issue', percent: 5, amount: 5, currency: 'EUR', expires: NOW + 86_400_000, reason: 'r' },
  { do: 'price', group: 'g', until: NOW + 86_400_000, reason: 'r' },
  { do: 'cancel', coupon: 'c' },
  { do: 'reverse', decision: 'd' },
];
/** By name: where it is sent, and a body that is right. Made anew for each, as some are taken in once. */
const BODIES: Record<string, () => Promise<[path: string, body: object]>> = {
  segments: async () => ['/v1/segments', { version: 0, segments: [{ id: 's', name: 'S', filter: FILTER }] }],
  'an outreach list by segment': async () => [
    '/v1/outreach',
    { ...LIST, id: 'list-s', audience: { by: 'segment', name: 'S', filter: FILTER }, advice: [{ name: 'S', filter: FILTER, text: 't' }] },
  ],
  'an outreach list by product': async () => [
    '/v1/outreach',
    { ...LIST, id: 'list-p', audience: { by: 'product', product: 'Kiln', edition: '2', without: '3' }, advice: [] },
  ],
  measures: async () => [
    '/v1/measures',
    {
      version: 0,
      improvements: [{ id: 'i', goal: 'Faster', cause: '', start: NOW - 90 * 86_400_000, tactics: 't', days: 90, periods: 1 }],
      costs: [{ id: 'c', from: NOW - 90 * 86_400_000, to: NOW, currency: 'EUR', acquisition: 5, retention: 5 }],
    },
  ],
  'rules of the club': async () => {
    const { programme } = (await call('GET', '/v1/programme', { token: staffed.tokens.admin })).body;
    return ['/v1/programme/drafts', { base: programme.version, document: programmeDocument(programme) }];
  },
  'the model': async () => {
    const { model } = (await call('GET', '/v1/model', { token: staffed.tokens.admin })).body;
    return ['/v1/model/drafts', { base: model.version, document: toDocument(model) }];
  },
  draws: async () => ['/v1/draws', { id: ulid(), prize: 'p', winners: 1, per: 5 }],
  'a backtest on days': async () => ['/v1/backtests', { cutoffs: ['2026-01-01', '2026-02-01'], horizon: 30 }],
  merges: async () => ['/v1/merges', { id: ulid(), from: 'mine', into: 'nobody' }],
  'a hand-over': async () => ['/v1/handovers', { id: ulid(), customers: ['nobody'], cover: 'agent-1', until: NOW + 86_400_000 }],
  'a move of a contact': async () => [
    '/v1/contact-moves',
    { id: ulid(), from: 'mine', contact: 'x', to: 'theirs', email: 'a@b.example', role: 'r' },
  ],
  pins: async () => [
    '/v1/changes/pinned',
    {
      pinned: [
        ['mine', 5],
        ['theirs', 0],
      ],
    },
  ],
  people: async () => ['/v1/users', { name: 'N', role: 'viewer', id: `u-${ulid()}` }],
  ...Object.fromEntries(
    ACTS.map((act) => [
      `the club: ${String(act.do)}`,
      async (): Promise<[string, object]> => ['/v1/customers/mine/club', { ...act, id: ulid() }],
    ]),
  ),
};

describe('one place that is wrong', () => {
  test.each(Object.keys(BODIES))('in %s', async (name) => {
    let before: unknown = null;
    const [path, body] = (await BODIES[name]?.()) ?? ['', {}];
    await fc.assert(
      fc.asyncProperty(spoiltText(body), async (text) => {
        before ??= await rowCounts();
        const answer = await send(path, text);
        const said = `${name} ${answer.status} ${answer.text.slice(0, 200)} to ${text.slice(0, 300)}`;
        expect(answer.status, said).toBeLessThan(500);
        if (answer.status < 400) {
          before = null;
          return;
        }
        expect(Object.keys(PROBLEMS), said).toContain(answer.code);
        expect(await rowCounts(), said).toEqual(before);
      }),
      { numRuns: 25 },
    );
    // As it was, nothing of its shape is refused: what was spoilt was refused for what was spoilt.
    const [at, whole] = (await BODIES[name]?.()) ?? ['', {}];
    expect((await send(at, JSON.stringify(whole))).code ?? '', name).not.toMatch(/request\.malformed|programme\.document|model\.document/);
    // What was taken in after all can be read by everybody, in every way.
    for (const question of [
      'changes',
      'customers',
      'customer-sums',
      'segments',
      'outreach',
      'measures',
      'draws',
      'reports/book',
      'programme',
      'model',
      'backtests',
    ])
      expect((await call('GET', `/v1/${question}`, { token: staffed.tokens.viewer })).status, `${question} after ${name}`).toBe(200);
  });

  test.each(Object.keys(EVENTS))('in an event %s', async (type) => {
    const data: Record<string, unknown> = {};
    for (const key of Object.keys((EVENTS as Record<string, { attributes: { entries: object } }>)[type]?.attributes.entries ?? {}))
      data[key] = 'x';
    const event = { id: 'fuzzed', customer: 'fuzzed', type, at: NOW - 1000, revision: 0, data };
    for (const [id, text] of fc.sample(spoiltText(event), { numRuns: 6, seed: type.length }).entries()) {
      const answer = await send('/v1/events', `{"events":[${text.replace('"fuzzed"', `"${type}-${id}"`)}]}`);
      expect(answer.status, `${answer.text.slice(0, 200)} to ${text.slice(0, 300)}`).toBeLessThan(500);
      if (answer.status >= 400) expect(Object.keys(PROBLEMS), answer.text).toContain(answer.code);
    }
  });
  test('and what came of those events is read, counted and folded anew without a fault', async () => {
    const { tokens } = staffed;
    for (const question of [
      'changes',
      'customers',
      'customers.csv',
      'customer-sums',
      'reports/signals',
      'reports/book',
      'reports/areas',
      'check',
      'export',
    ])
      expect((await call('GET', `/v1/${question}`, { token: tokens.admin })).status, question).toBe(200);
    expect((await call('GET', '/v1/check', { token: tokens.admin })).body.differ).toEqual([]);
  });
});

describe('files that no program writes', () => {
  const head: Record<string, string> = {
    customers: 'id,name',
    contacts: 'customer,email',
    contracts: 'customer,end',
    events: 'customer,type,at',
    tickets: 'customer,subject,created',
  };
  const take = async (kind: string, body: string | Uint8Array, dry = true) =>
    exports.default.fetch(`${ORIGIN}/v1/imports/${kind}${dry ? '?dry=1' : ''}`, {
      method: 'POST',
      body: body as BodyInit,
      headers: { authorization: `Bearer ${staffed.tokens.admin}`, 'content-type': 'text/csv' },
    });
  const wide = (text: string, bigEnd: boolean) =>
    new Uint8Array([...text].flatMap((letter) => (bigEnd ? [0, letter.charCodeAt(0)] : [letter.charCodeAt(0), 0])));

  test.each(CSV_KINDS.map((kind) => [kind]))(
    '%s: wide letters without a mark, a hundred thousand columns, a quote over megabytes, packed',
    async (kind) => {
      const first = head[kind] ?? 'customer';
      const packed = new Uint8Array(
        await new Response(new Blob([`${first}\na,b\n`]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer(),
      );
      const before = await rowCounts();
      const files: [string, string | Uint8Array][] = [
        ['UTF-16LE', wide(`${first}\na,b,c\n`, false)],
        ['UTF-16BE', wide(`${first}\na,b,c\n`, true)],
        ['columns of the head', `${first},${Array.from({ length: 100_000 }, (_, i) => `c${i}`).join(',')}\na,b,c\n`],
        ['columns of a row', `${first}\n${'x,'.repeat(100_000)}x\n`],
        ['empty columns', `${first}${','.repeat(100_000)}\na,b${','.repeat(100_000)}\n`],
        ['an open quote', `${first}\n"${'never closed, '.repeat(150_000)}`],
        ['quotes alone', `${first}\n${'"'.repeat(200_001)}`],
        ['NUL', `${first}\na\0b,c\0,d\0\n\0\0\0\n`],
        ['separators', `${first}\n${'\u2028\u2029\u0085\v\f'.repeat(2000)}\n`],
        ['times', `${first}\na,+275760-09-13,x\na,1e400,x\na,-0,x\na,9007199254740993,x\n`],
        ['packed', packed],
      ];
      for (const [name, file] of files) {
        const answer = await take(kind, file);
        const text = await answer.text();
        expect(answer.status, `${kind} ${name} ${text.slice(0, 200)}`).toBeLessThan(500);
        if (answer.status >= 400) expect(Object.keys(PROBLEMS), name).toContain(JSON.parse(text).code);
        // One cell or row of a report is not the whole file again.
        expect(text.length, name).toBeLessThan(200_000);
      }
      expect(await rowCounts()).toEqual(before);
    },
  );
});
