/**
 * A setting that nothing reads is a promise that nobody keeps: every place of the club's document is found in its schema, and changing it
 * changes what the club says of some customer of a fitting book.
 */
import type * as v from 'valibot';
import { expect, test } from 'vitest';
import { computedDue } from '../../../shared/cadence/computed';
import type { ComputedDue } from '../../../shared/cadence/computed-due';
import { contextFor } from '../../../shared/cadence/context';
import { DAY } from '../../../shared/event';
import type { Facts } from '../../../shared/facts/facts';
import { fold } from '../../../shared/facts/fold';
import { translator } from '../../../shared/i18n/t';
import { badgesDue } from '../../../shared/loyalty/badges';
import { creditDue, nextCredit } from '../../../shared/loyalty/credit-back';
import { carry, expire, grantCredit, redeem, rewardOf } from '../../../shared/loyalty/ledger';
import { lotsOf } from '../../../shared/loyalty/lots';
import { packageFor } from '../../../shared/loyalty/packages';
import { priceGroupOf } from '../../../shared/loyalty/price-groups';
import type { Programme } from '../../../shared/loyalty/programme';
import { checkProgramme, ProgrammeSchema } from '../../../shared/loyalty/programme-check';
import type { ProgrammeDocument } from '../../../shared/loyalty/programme-document';
import { judgeReferral } from '../../../shared/loyalty/referrals';
import { tierHistory } from '../../../shared/loyalty/tier-history';
import { nextTierChange, tierOf } from '../../../shared/loyalty/tiers';
import { wouldLose } from '../../../shared/loyalty/would-lose';
import { expiringGroup } from '../../../shared/present/club';
import { day } from '../../../shared/signals/example';
import { events } from '../events';

const DOCUMENT: ProgrammeDocument = {
  timeZone: 'Asia/Tehran',
  tiers: [
    { id: 'bronze', entry: 0, benefits: [{ kind: 'recognition', what: 'thanks' }] },
    {
      ...{ id: 'silver', entry: 500, maintain: 300, creditPercent: 3, cadenceDays: 40, reviewMonths: 4 },
      ...{ mailDays: 20, visitDays: 100, eventDays: 200 },
      benefits: [{ kind: 'access', what: 'early-news' }],
    },
    {
      ...{ id: 'gold', entry: 2000, creditPercent: 5, cadenceDays: 15, reviewMonths: 2 },
      ...{ mailDays: 10, visitDays: 50, eventDays: 90 },
      benefits: [
        { kind: 'experience', what: 'own-contact' },
        { kind: 'recognition', what: 'thanks' },
      ],
    },
  ],
  qualification: { basis: 'earned', currency: 'USD', period: 'rolling' },
  periodDays: 365,
  validity: null,
  graceDays: 30,
  fall: 'one-step',
  gapMonths: 6,
  pendingDays: 14,
  earn: {
    ...{ perUnit: { USD: 1, IRR: 0.0001 }, perPurchase: 5, perVisit: 2, perYear: 50, perReferral: 100, referralCap: 250 },
    custom: [
      { id: 'big', name: 'Big order', event: 'purchase', when: { atLeast: 40_000, currency: 'USD' }, points: 30, cap: 70 },
      { id: 'asked', name: 'Survey', event: 'survey', when: { is: 'nps' }, points: 7, cap: null },
    ],
  },
  pointsExpire: { months: 12, roundUp: 'none' },
  credit: { expire: { months: 6, roundUp: 'none' }, warnDays: [60, 20] },
  rewards: [
    { id: 'mug', name: 'A mug', kind: 'gift', cost: 50, stock: 3 },
    {
      id: 'coupon',
      name: 'Ten off',
      kind: 'coupon',
      cost: 100,
      stock: null,
      value: { amount: 1000, currency: 'USD' },
      tier: 'silver',
      days: 30,
    },
  ],
  badges: [
    { id: 'two', name: 'Two orders', of: 'purchases', at: 2 },
    { id: 'year', name: 'A year', of: 'years', at: 2 },
  ],
  referral: { approveDays: 31, minimum: { amount: 5000, currency: 'USD' }, friendPoints: 20, sameAddressMost: 2 },
  priceGroups: {
    on: true,
    groups: [
      { id: 'old', name: 'Old', years: 2, purchases: 0, percent: 5 },
      { id: 'many', name: 'Many', years: 0, purchases: 3, percent: 10 },
    ],
  },
  packages: [
    { id: 'small', name: 'Small', activeDays: 0, months: 12, percent: 0 },
    { id: 'team', name: 'Team', activeDays: 6, months: 24, percent: 10 },
  ],
};

/** Some settings speak only beside others. */
const DOCUMENTS: ProgrammeDocument[] = [
  DOCUMENT,
  { ...DOCUMENT, gapMonths: 0 },
  { ...DOCUMENT, gapMonths: 0, validity: { months: 12, roundUp: 'none' } },
  { ...DOCUMENT, gapMonths: 0, qualification: { basis: 'spend', currency: 'USD', period: 'rolling' } },
];
/** Tells a rule from others where versions are compared; nobody's points hang on it. */
const ONLY_NAMES = ['earn.custom[].id'];

const c = events('acme');
const usd = (at: string | number, dollars: number, refund = false) =>
  c.purchase(at, { amount: dollars * 100, currency: 'USD', ...(refund ? { refund } : {}) });
/** Late in the evening of UTC: already the next day in the club's time zone. */
const EVENING = Date.UTC(2026, 6, 31, 21, 30);
const BOOK: Facts[] = [
  // Bought much, then less: every tier, a fall, and a gap.
  fold([
    c['customer.profile']('2023-03-01', { since: day('2023-03-01'), joined_club: day('2023-03-01') }),
    ...[usd('2025-02-01', 2600), usd('2025-03-10', 80), usd('2025-09-15', 100), usd('2026-01-20', 350), usd('2026-07-01', 90)],
    ...['2026-06-02', '2026-07-15', '2026-07-20'].map((at) => c.visit(at, {})),
    c['survey.answered']('2026-05-01', { survey: 'q2', kind: 'nps', score: 9 }),
    c['survey.answered']('2026-05-01', { survey: 'q2', kind: 'csat', score: 4 }),
    c['credit.granted']('2026-04-01', { grant: 'g', amount: 2000, currency: 'USD' }),
    ...['a', 'b', 'c'].map((friend) => c.referral('2026-06-10', { friend, state: 'complete' as const })),
  ]),
  // Silver, and on the way up; uses the product; a gift of points that ends.
  fold([
    c['customer.profile']('2026-01-01', { since: day('2024-07-31') }),
    ...[usd('2025-11-01', 300), usd('2026-05-01', 450), usd('2026-07-01', 120), usd('2026-07-25', 600)],
    c.purchase('2026-07-02', { amount: 40_000_000, currency: 'IRR' }),
    ...[1, 2, 3, 4, 5, 6].map((ago) => c.usage(EVENING - ago * 3 * DAY, { feature: 'reports' })),
    c['credit.granted']('2026-07-01', { grant: 'h', amount: 700, currency: 'USD', expires: day('2026-08-10') }),
  ]),
  fold([c['customer.profile']('2026-02-01', { since: day('2026-02-01') }), usd('2026-06-10', 55), usd('2026-06-20', 20)]),
  // Once gold, and never seen again.
  fold([usd('2025-02-01', 2600)]),
];
const FRIENDS = [60, 30].map((dollars) => fold([{ ...usd('2026-06-25', dollars), customer: 'friend' }]));
const TIMES = [day('2025-04-01'), day('2026-03-10'), day('2026-07-10'), EVENING, day('2026-12-20')];
const en = { language: 'en', tag: 'en-US', calendar: 'gregory', digits: 'latn', timeZone: 'UTC', toman: false } as const;

/** What the club says of one customer at one time: only what it works out, never the document itself. */
function said(facts: Facts, programme: Programme, now: number): unknown {
  const lots = lotsOf(facts, programme, now);
  const referral = {
    id: 'friend',
    state: 'pending' as const,
    reason: '',
    since: day('2026-06-01'),
    at: 0,
    points: 0,
    place: 'p',
    byHand: false,
  };
  const dues: ComputedDue[] = computedDue(facts, contextFor(facts, programme, now), now + 60 * DAY);
  return [
    tierOf(facts, programme, now),
    nextTierChange(facts, programme, now),
    lots,
    expire(facts, programme, now),
    carry(facts, programme, now),
    expiringGroup(translator(en, now), facts, programme, now),
    wouldLose(facts, programme, now),
    priceGroupOf(facts, programme, now),
    packageFor(facts, programme, now),
    badgesDue(facts, programme, now),
    creditDue(facts, programme, now),
    nextCredit(facts, programme, now),
    programme.rewards.map(({ id }) => [
      redeem(facts, programme, { reward: id, code: 'CODE', by: 'x' }, now),
      rewardOf(programme, id, now)?.stock,
    ]),
    grantCredit(programme, { grant: 'g', amount: 1, currency: 'USD', kind: 'gift', expires: null, reason: '', by: 'x' }, now),
    FRIENDS.map((friend) => [2, 3].map((from) => judgeReferral(referral, facts, friend, from, programme, now))),
    dues,
  ];
}
function everythingSaid(document: ProgrammeDocument): string {
  const programme: Programme = { version: 1, from: 0, former: null, ...document };
  return JSON.stringify([
    BOOK.map((facts) => TIMES.map((now) => said(facts, programme, now))),
    BOOK.map((facts) => tierHistory(facts, programme, TIMES.at(-1) ?? 0)),
  ]);
}

type Path = (string | number)[];
type Any = v.GenericSchema & Record<string, unknown>;
interface Place {
  /** As the schema has it: lists as `[]`, tables as `*`. */
  name: string;
  schema: Any;
}
/** Every place of the schema that holds a value. */
function* placesOf(schema: Any, name: string): Generator<Place> {
  const inner = schema.wrapped as Any | undefined;
  const pipe = (schema.pipe as Any[] | undefined)?.[0];
  if (inner) {
    if (schema.type === 'nullable') yield { name: `${name} (or none)`, schema };
    yield* placesOf(inner, name);
  } else if (pipe && pipe !== schema) yield* placesOf(pipe, name);
  else if (schema.type === 'strict_object' || schema.type === 'object')
    for (const [key, entry] of Object.entries(schema.entries as Record<string, Any>))
      yield* placesOf(entry, name === '' ? key : `${name}.${key}`);
  else if (schema.type === 'array') yield* placesOf(schema.item as Any, `${name}[]`);
  else if (schema.type === 'record') yield* placesOf(schema.value as Any, `${name}.*`);
  else yield { name, schema };
}
const PLACES = [...placesOf(ProgrammeSchema as unknown as Any, '')];

/** Where a place stands in the document: every row of a list and every entry of a table. */
function pathsOf(name: string, value: unknown, path: Path = []): Path[] {
  if (name === '') return value === undefined ? [] : [path];
  const [, step = '', rest = ''] = /^\.?([^.[]+|\[\])(.*)$/.exec(name) ?? [];
  if (value === null || value === undefined) return [];
  if (step === '[]') return (value as unknown[]).flatMap((one, i) => pathsOf(rest, one, [...path, i]));
  if (step === '*') return Object.keys(value).flatMap((key) => pathsOf(rest, (value as Record<string, unknown>)[key], [...path, key]));
  return pathsOf(rest, (value as Record<string, unknown>)[step], [...path, step]);
}
function withAt(document: ProgrammeDocument, path: Path, value: unknown): ProgrammeDocument {
  const copy = structuredClone(document);
  const parent = path
    .slice(0, -1)
    .reduce<Record<string | number, unknown>>((at, step) => at[step] as Record<string, unknown>, copy as never);
  parent[path.at(-1) ?? ''] = value;
  return copy;
}
const at = (document: ProgrammeDocument, path: Path): unknown =>
  path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], document);

/** Other values that the place may hold. */
function othersFor({ name, schema }: Place, value: unknown): unknown[] {
  if (name.endsWith('(or none)')) return [value === null ? { months: 12, roundUp: 'none' } : null, 1];
  if (schema.type === 'picklist') return (schema.options as unknown[]).filter((option) => option !== value);
  if (schema.type === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, value * 2 + 3, value * 20, Math.floor(value / 2), value / 2, 0, value - 1];
  return ['UTC', 'EUR', 'other', 'gold', 'csat'];
}

const USUAL = new Map(DOCUMENTS.map((document) => [document, everythingSaid(document)]));
const isValid = (document: ProgrammeDocument): boolean => 'document' in checkProgramme(document);
/** Whether any of these values at any place of this name changes anything. */
function changes(name: string, others: (value: unknown) => unknown[]): boolean {
  return DOCUMENTS.some((document) =>
    pathsOf(name, document).some((path) =>
      others(at(document, path))
        .map((value) => withAt(document, path, value))
        .some((changed) => isValid(changed) && everythingSaid(changed) !== USUAL.get(document)),
    ),
  );
}

test('the fitting documents may be published', () => {
  for (const document of DOCUMENTS) expect(checkProgramme(document)).toHaveProperty('document');
});

for (const place of PLACES.filter(({ name }) => !ONLY_NAMES.includes(name))) {
  test(`row 135: changing ${place.name} changes what the club says of somebody`, () => {
    const name = place.name.replace(' (or none)', '');
    expect(
      DOCUMENTS.flatMap((document) => pathsOf(name, document)),
      'no fitting document has such a setting',
    ).not.toEqual([]);
    expect(changes(name, (value) => othersFor(place, value))).toBe(true);
  });
}

for (const { name, schema } of PLACES.filter((place) => place.schema.type === 'picklist')) {
  test(`row 135: every choice of ${name} is another than what it stands beside`, () => {
    const stands = new Set(DOCUMENTS.flatMap((document) => pathsOf(name, document).map((path) => at(document, path))));
    const others = (schema.options as unknown[]).filter((option) => !(stands.size === 1 && stands.has(option)));
    const alike = others.filter((option) => !changes(name, (value) => (value === option ? [] : [option])));
    expect(alike).toEqual([]);
  });
}
