import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import { spendOf } from '../health/activity';
import { ATTENTION_DAYS, benefitsIn, givenAt, NEW_DAYS, touchesIn } from '../health/attention';
import { withContact } from '../health/cadence';
import { placeIn } from '../health/cuts';
import { dayList } from '../health/day-list';
import type { Model } from '../health/model';
import { inForce } from '../loyalty/in-force';
import { heldSince, tierTurns } from '../loyalty/tiers';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

/**
 * `years`: a customer for so long is an old one. `top_tiers`: so many of the club's tiers, from above, are the top; `top_place`: where no
 * club is known, from this place in spend on. As little as this part of what the new get is too little: `top_share` for the top;
 * `old_share` for the old, since the new are called often while they start.
 */
const defaults = { years: 2, top_tiers: 1, top_place: 0.9, top_share: 0.5, old_share: 0.25 };
const id = 'loyal-neglected';
const YEAR = 365 * DAY;
const SINCE_2020 = ev('customer.profile', '2020-01-01', { name: 'Quillbrook', since: day('2020-01-01') });
const NEW_CUSTOMERS = { newTouches: 4, newBenefits: 0 };

/**
 * A top or long-standing customer gets far less of us than the median new one: fewer days in touch and no more benefits, or the other
 * way round. Silent until the book has enough new customers to compare with.
 */
export const signal: Signal = {
  id,
  row: 34,
  severity: 'low',
  fault: 'us',
  thresholds: defaults,
  message: {
    text: 'Gets less time than new customers',
    evidence: 'In touch on {n:day} of 90; the median new customer on {usual:day}.',
    short: 'loyal, but neglected',
    variants: {
      benefits: {
        text: 'Gets fewer benefits than the new',
        evidence: 'In 90 days: {n}; the median new customer {usual}.',
      },
    },
  },
  evaluate(facts, model, now): SignalReading | null {
    const { newTouches, newBenefits } = model.population.medians ?? {};
    if (newTouches == null || newBenefits == null) return null;
    const rule = thresholdsOf(id, defaults, model);
    const touches = touchesIn(facts, now);
    const benefits = benefitsIn(facts, now);
    // Most get enough, whoever they are: their tier need not be read.
    const most = Math.max(rule.top_share, rule.old_share);
    if (touches > most * newTouches && benefits > most * newBenefits) return null;
    const loyal = loyalty(facts, model, rule, now);
    if (loyal === null) return null;
    const fewTouches = newTouches > 0 && touches <= loyal.share * newTouches && benefits <= newBenefits;
    // Nearly everybody starts with a gift: that alone slights only those at the top.
    const fewBenefits = loyal.top && newBenefits > 0 && benefits <= loyal.share * newBenefits && (newTouches === 0 || touches < newTouches);
    if (!fewTouches && !fewBenefits) return null;
    const name = personToCall(facts);
    return {
      since: Math.min(
        now,
        Math.max(loyal.since, lastBeforeFewer(facts, loyal.share * (fewTouches ? newTouches : newBenefits), fewTouches, now)),
      ),
      severity: loyal.top ? 'medium' : 'low',
      ...(fewTouches ? {} : { variant: 'benefits' }),
      args: fewTouches ? { n: touches, usual: newTouches } : { n: benefits, usual: newBenefits },
      act: fewTouches
        ? { code: 'keep-in-touch', args: { name }, log: 'call', due: null, done: withContact }
        : { code: 'give-benefit', args: { name }, log: 'email', due: null, done: withBenefit },
    };
  },
  nextChange(facts, model, now) {
    const { newTouches, newBenefits } = model.population.medians ?? {};
    if (newTouches == null || newBenefits == null || Math.max(newTouches, newBenefits) === 0) return null;
    const { years } = thresholdsOf(id, defaults, model);
    const { since } = facts.profile;
    const candidates = [
      ...dayList(facts.activity.contacts).flatMap((day) => [day * DAY, (day + ATTENTION_DAYS) * DAY]),
      ...facts.benefits.flatMap((benefit) => {
        const at = givenAt(benefit);
        return at === null ? [] : [at, at + ATTENTION_DAYS * DAY];
      }),
      ...(since === null ? [] : [since, since + NEW_DAYS * DAY, since + years * YEAR]),
      ...(model.club ? tierTurns(facts, model.club, now) : []),
    ];
    return firstFlip((at) => signal.evaluate(facts, model, at), candidates, now);
  },
  get examples() {
    return [
      {
        title: 'six years with us and one call, while the new are called four times',
        now: day('2026-10-13'),
        events: [SINCE_2020, ev('note', '2026-08-20', { kind: 'call' })],
        medians: NEW_CUSTOMERS,
        fires: true,
      },
      {
        title: 'one of the top in spend, with half of what the new get',
        now: day('2026-10-13'),
        events: [
          SINCE_2020,
          ev('purchase', '2026-09-01', { amount: 2_000_000, currency: 'EUR' }),
          ev('note', '2026-08-20', { kind: 'call' }),
          ev('note', '2026-10-01', { kind: 'call' }),
        ],
        medians: NEW_CUSTOMERS,
        fires: true,
      },
      {
        title: 'a customer in the top of the book by what they bought',
        now: day('2026-10-13'),
        events: [ev('purchase', '2026-09-01', { amount: 2_000_000, currency: 'EUR' })],
        medians: NEW_CUSTOMERS,
        fires: true,
      },
      {
        title: 'one of the top in spend, called often, and never given what the new are given',
        now: day('2026-10-13'),
        events: [
          ev('purchase', '2026-09-01', { amount: 2_000_000, currency: 'EUR' }),
          ...['2026-08-20', '2026-09-01', '2026-10-01'].map((at) => ev('note', at, { kind: 'call' })),
        ],
        medians: { newTouches: 4, newBenefits: 2 },
        fires: true,
      },
      {
        title: 'an old customer, called every six weeks',
        now: day('2026-10-13'),
        events: [SINCE_2020, ev('note', '2026-08-20', { kind: 'call' }), ev('note', '2026-10-01', { kind: 'call' })],
        medians: NEW_CUSTOMERS,
        fires: false,
      },
      {
        title: 'an old customer without the gift that everybody starts with',
        now: day('2026-10-13'),
        events: [SINCE_2020, ...['2026-08-20', '2026-09-01', '2026-10-01'].map((at) => ev('note', at, { kind: 'call' }))],
        medians: { newTouches: 4, newBenefits: 1 },
        fires: false,
      },
      {
        title: 'seldom called, but with gifts that the new do not get',
        now: day('2026-10-13'),
        events: [SINCE_2020, ev('benefit', '2026-09-01', { benefit: 'gift-7', kind: 'gift', delivered: true })],
        medians: NEW_CUSTOMERS,
        fires: false,
      },
      {
        title: 'neither old nor at the top',
        now: day('2026-10-13'),
        events: [ev('customer.profile', '2025-10-01', { since: day('2025-10-01') })],
        medians: NEW_CUSTOMERS,
        fires: false,
      },
      { title: 'no median of new customers is known yet', now: day('2026-10-13'), events: [SINCE_2020], fires: false },
    ];
  },
};

interface Loyalty {
  since: number;
  top: boolean;
  /** The part of what the new get that is too little for them. */
  share: number;
}

/** Since when they count as loyal, and whether they are at the top; null for the others. Who is new is no old friend, however much they buy. */
function loyalty(facts: Facts, model: Model, rule: typeof defaults, now: number): Loyalty | null {
  const { since } = facts.profile;
  const old = since !== null && now >= since + rule.years * YEAR;
  const settled = since === null ? null : since + NEW_DAYS * DAY;
  const risen = settled !== null && now < settled ? null : topSince(facts, model, rule, now);
  if (!old && risen === null) return null;
  const from = [...(old ? [since + rule.years * YEAR] : []), ...(risen === null ? [] : [Math.max(risen, settled ?? risen)])];
  return { share: risen === null ? rule.old_share : rule.top_share, since: Math.min(...from), top: risen !== null };
}

/** Since when they are at the top: in one of the club's highest tiers, never its lowest; where no club is known, of the book in spend. */
function topSince(facts: Facts, model: Model, rule: typeof defaults, now: number): number | null {
  if (model.club) {
    const { tiers } = inForce(model.club, now);
    return tiers.length < 2 ? null : heldSince(facts, model.club, Math.max(2, tiers.length - rule.top_tiers + 1), now);
  }
  const spend = spendOf(facts);
  return model.money && spend > 0 && placeIn(model.population.spendCuts, spend) >= rule.top_place ? model.population.at : null;
}

/** When the touch or benefit that would still be too many left the window; -Infinity when there never were so many. */
function lastBeforeFewer(facts: Facts, most: number, touches: boolean, now: number): number {
  const ends = touches
    ? dayList(facts.activity.contacts).map((day) => (day + ATTENTION_DAYS) * DAY)
    : facts.benefits.flatMap((benefit) => {
        const at = givenAt(benefit);
        return at === null || at > now ? [] : [at + ATTENTION_DAYS * DAY];
      });
  return ends.sort((a, b) => b - a)[Math.floor(most)] ?? -Infinity;
}

function withBenefit(facts: Facts, at: number): Facts {
  const row = { id: `${id}@${at}`, what: '', kind: 'offer' as const, setAt: at, due: null, deliveredAt: at };
  return { ...facts, benefits: [...facts.benefits, row] };
}
