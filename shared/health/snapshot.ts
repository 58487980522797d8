/** The dated picture of the whole book that a model places its customers in. */
import { dayOf } from '../event';
import { activeAsOf } from '../facts/active-days';
import type { Facts } from '../facts/facts';
import { type RfmPart, rfmCuts, rfmPart } from '../loyalty/rfm';
import { type ActivityState, activityState, damped, paceOf, type ScoredActivity, spendOf, spendWorth } from './activity';
import { type Attention, attentionAsNew, mediansOf } from './attention';
import { percentiles } from './cuts';
import { THIN_BOOK, typicalPopulation } from './default-model';
import type { Model, Population } from './model';

/** What one customer adds to the picture: a few numbers, so that a book of any size is passed through and never held. */
export interface PopulationPart {
  gaps: Record<GapKind, { span: number; repeats: number } | null>;
  spend: number;
  /** Ever bought. */
  bought: boolean;
  /** For those silent for less than two horizons. */
  active: Record<ScoredActivity, { pace: number; state: Omit<ActivityState, 'ages'> } | null>;
  /** What one that is new gets of us. */
  asNew: Attention | null;
  rfm: RfmPart | null;
}
type GapKind = keyof Population['gap'];
const GAPS = ['purchases', 'usage', 'contacts'] as const satisfies readonly GapKind[];
const SCORED = ['purchases', 'usage'] as const satisfies readonly ScoredActivity[];

/** A customer's part in the picture at `now`; null for one that has left. */
export function populationPart(facts: Facts, model: Model, now: number): PopulationPart | null {
  if (facts.profile.lostAt !== null && facts.profile.lostAt <= now) return null;
  const today = dayOf(now);
  const gapOf = (kind: GapKind) => {
    const { first, last, days } = activeAsOf(facts.activity[kind], today);
    return first === null || last === null || days < 2 ? null : { span: last - first, repeats: days - 1 };
  };
  const activeOf = (kind: ScoredActivity) => {
    const state = activityState(facts.activity[kind], today);
    if (!state || state.silence >= 2 * model.horizon[kind]) return null;
    // The pace needs no gap, so the ages need not be kept until the gap is known.
    const { ages, ...rest } = state;
    return { pace: paceOf(ages, model.horizon[kind]), state: rest };
  };
  return {
    gaps: { purchases: gapOf('purchases'), usage: gapOf('usage'), contacts: gapOf('contacts') },
    spend: spendOf(facts),
    bought: facts.activity.purchases.last !== null,
    active: { purchases: activeOf('purchases'), usage: activeOf('usage') },
    asNew: attentionAsNew(facts, now),
    rfm: rfmPart(facts, now),
  };
}

/**
 * The picture of the whole book at `now`: pooled gaps (Σ span ÷ Σ repeats), the percentiles of spend among customers that ever bought,
 * and of risk among those silent for less than two horizons. Customers that have left are not in it. A part that rests on fewer than
 * twenty customers (or repeats) stays typical: the worst of three good customers is not at risk for being the worst.
 */
export function snapshotPopulation(facts: Iterable<Facts>, model: Model, now: number): Population {
  const parts: PopulationPart[] = [];
  for (const known of facts) {
    const part = populationPart(known, model, now);
    if (part) parts.push(part);
  }
  return populationOf(parts, model, now);
}

/** The picture made of the parts of all customers; see snapshotPopulation. */
export function populationOf(parts: readonly PopulationPart[], model: Model, now: number): Population {
  const typical = typicalPopulation(now);
  const gap = { ...typical.gap };
  for (const kind of GAPS) {
    let [span, repeats] = [0, 0];
    for (const { gaps } of parts) {
      span += gaps[kind]?.span ?? 0;
      repeats += gaps[kind]?.repeats ?? 0;
    }
    if (repeats >= THIN_BOOK) gap[kind] = span / repeats;
  }
  const spends = parts.flatMap(({ bought, spend }) => (bought ? [spend] : []));
  const spendCuts = spends.length >= THIN_BOOK ? percentiles(spends) : typical.spendCuts;
  const riskCuts = { ...typical.riskCuts };
  for (const kind of SCORED) {
    const active = parts.flatMap((part) => (part.active[kind] ? [{ ...part.active[kind], spend: part.spend }] : []));
    if (active.length < THIN_BOOK) continue;
    const money = kind === 'purchases' && model.money;
    riskCuts[kind] = percentiles(
      active.map(({ pace, state, spend }) => damped(pace, state, gap[kind]).risk - (money ? spendWorth(spendCuts, spend) : 0)),
    );
  }
  const medians = mediansOf(parts.flatMap(({ asNew }) => (asNew ? [asNew] : [])));
  const rfm = rfmCuts(parts.flatMap((part) => (part.rfm ? [part.rfm] : [])));
  return { at: now, customers: parts.length, gap, spendCuts, riskCuts, medians, rfm };
}
