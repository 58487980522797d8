/** Whether a document says what a club can be: every fault by its place. */
import * as v from 'valibot';
import { currency, minor, text } from '../attributes';
import type { Args } from '../i18n/message';
import { isTimeZone } from './calendar';
import { BENEFIT_KINDS, RULE_EVENTS } from './programme';
import type { ProgrammeDocument } from './programme-document';

export type ClubProblemCode =
  | 'shape'
  | 'not-a-number'
  | 'not-whole'
  | 'out-of-range'
  | 'first-zero'
  | 'order'
  | 'same-id'
  | 'maintain'
  | 'only-money'
  | 'unknown-tier'
  | 'time-zone'
  | 'gap';
/** One fault; the words stand under `club.problem.<code>`. */
export interface ClubProblem {
  code: ClubProblemCode;
  path: string[];
  args: Args;
}

const from = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const rate = v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000));
const points = from(0, 1_000_000);
const quantity = from(0, 1e15);
const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
const list = <S extends v.GenericSchema>(entry: S, most: number) => v.pipe(v.array(entry), v.maxLength(most));
const id = text(60);
const name = text(120);
const money = v.strictObject({ amount: minor, currency });
const roundUp = v.picklist(['none', 'month', 'quarter', 'half-year', 'year']);
const span = v.nullable(v.strictObject({ months: from(0, 60), roundUp }));
const optional = v.optional;

/** Every setting of the club's rules. */
export const ProgrammeSchema = v.strictObject({
  timeZone: text(60),
  tiers: v.pipe(
    list(
      v.strictObject({
        id,
        entry: quantity,
        maintain: optional(quantity),
        benefits: optional(list(v.strictObject({ kind: v.picklist(BENEFIT_KINDS), what: text(120) }), 12)),
        creditPercent: optional(percent),
        cadenceDays: optional(from(1, 730)),
        mailDays: optional(from(0, 730)),
        visitDays: optional(from(0, 730)),
        eventDays: optional(from(0, 730)),
        reviewMonths: optional(from(0, 24)),
      }),
      12,
    ),
    v.minLength(1),
  ),
  qualification: v.strictObject({
    basis: v.picklist(['earned', 'spend', 'count']),
    currency,
    period: v.picklist(['rolling', 'calendar-year']),
  }),
  // Facts keep 800 days of purchases.
  periodDays: from(30, 730),
  validity: span,
  graceDays: from(0, 365),
  fall: v.picklist(['one-step', 'to-earned', 'never']),
  gapMonths: from(0, 24),
  pendingDays: from(0, 180),
  earn: v.strictObject({
    perUnit: v.record(currency, rate),
    perPurchase: points,
    perVisit: points,
    perYear: points,
    perReferral: points,
    referralCap: v.nullable(quantity),
    custom: list(
      v.strictObject({
        id,
        name,
        event: v.picklist(RULE_EVENTS),
        when: optional(v.strictObject({ atLeast: optional(quantity), currency: optional(currency), is: optional(text(200)) })),
        points: from(1, 1_000_000),
        cap: v.nullable(from(1, 1e9)),
      }),
      30,
    ),
  }),
  pointsExpire: span,
  credit: v.strictObject({ expire: span, warnDays: list(from(1, 365), 5) }),
  rewards: list(
    v.strictObject({
      id,
      name,
      kind: v.picklist(['gift', 'coupon', 'credit', 'shipping', 'service']),
      cost: from(1, 1e9),
      stock: v.nullable(from(0, 1e9)),
      value: optional(money),
      tier: optional(id),
      days: optional(from(1, 3650)),
    }),
    100,
  ),
  badges: list(v.strictObject({ id, name, of: v.picklist(['purchases', 'years', 'referrals', 'points', 'tier']), at: from(1, 1e9) }), 50),
  referral: v.strictObject({
    approveDays: from(0, 365),
    minimum: v.nullable(money),
    friendPoints: points,
    sameAddressMost: from(0, 1000),
  }),
  priceGroups: v.strictObject({
    on: v.boolean(),
    groups: list(
      v.strictObject({
        id,
        name,
        years: from(0, 100),
        purchases: from(0, 1e6),
        percent,
      }),
      20,
    ),
  }),
  packages: list(v.strictObject({ id, name, activeDays: from(0, 30), months: from(1, 120), percent }), 20),
});

/** Reads what may be a document; all that is wrong with it otherwise. */
export function checkProgramme(given: unknown): { document: ProgrammeDocument } | { problems: ClubProblem[] } {
  const read = v.safeParse(ProgrammeSchema, given);
  if (!read.success) return { problems: read.issues.map(problemOf) };
  // Members that are not given are absent, never undefined.
  const rules = JSON.parse(JSON.stringify(read.output)) as ProgrammeDocument;
  const problems = [...faultsOf(rules)];
  return problems.length > 0 ? { problems } : { document: rules };
}

function problemOf(issue: v.BaseIssue<unknown>): ClubProblem {
  const path = (issue.path ?? []).map(({ key }) => String(key));
  const bounds = { requirement: 'requirement' in issue ? Number(issue.requirement) : 0 };
  if (issue.type === 'min_value') return { code: 'out-of-range', path, args: { least: bounds.requirement } };
  if (issue.type === 'max_value') return { code: 'out-of-range', path, args: { most: bounds.requirement } };
  if (issue.type === 'integer') return { code: 'not-whole', path, args: {} };
  return { code: issue.type === 'number' ? 'not-a-number' : 'shape', path, args: {} };
}

/** What no single member shows. */
function* faultsOf(rules: ProgrammeDocument): Generator<ClubProblem> {
  const fault = (code: ClubProblemCode, ...path: (string | number)[]): ClubProblem => ({ code, path: path.map(String), args: {} });
  if (!isTimeZone(rules.timeZone)) yield fault('time-zone', 'timeZone');
  if (![0, 3, 6, 12].includes(rules.gapMonths)) yield fault('gap', 'gapMonths');
  for (const [i, tier] of rules.tiers.entries()) {
    const below = rules.tiers[i - 1];
    if (i === 0 && tier.entry !== 0) yield fault('first-zero', 'tiers', i, 'entry');
    if (below && tier.entry <= below.entry) yield fault('order', 'tiers', i, 'entry');
    if (tier.maintain !== undefined && tier.maintain > tier.entry) yield fault('maintain', 'tiers', i, 'maintain');
    if (!(tier.benefits ?? []).some(({ kind }) => kind !== 'money' && kind !== 'shipping'))
      yield fault('only-money', 'tiers', i, 'benefits');
  }
  const lists: [string[], { id: string }[]][] = [
    [['tiers'], rules.tiers],
    [['earn', 'custom'], rules.earn.custom],
    [['rewards'], rules.rewards],
    [['badges'], rules.badges],
    [['priceGroups', 'groups'], rules.priceGroups.groups],
    [['packages'], rules.packages],
  ];
  for (const [path, entries] of lists)
    for (const [i, entry] of entries.entries())
      if (entries.findIndex(({ id: other }) => other === entry.id) !== i) yield fault('same-id', ...path, i, 'id');
  for (const [i, { tier }] of rules.rewards.entries())
    if (tier !== undefined && !rules.tiers.some(({ id: known }) => known === tier)) yield fault('unknown-tier', 'rewards', i, 'tier');
}
