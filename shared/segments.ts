/**
 * Saved segments: named groups of customers, by what they are and how they stand. Membership is a pure function of the facts, the same
 * in the Worker's counts, on the page and on the card.
 */
import * as v from 'valibot';
import { currency, minor, text } from './attributes';
import type { Facts } from './facts/facts';
import { renewalAt } from './facts/renewal-at';
import type { Band } from './health/health';
import { type Model, withClub } from './health/model';
import { health } from './health/score';
import type { Programme } from './loyalty/programme';
import { RFM_SEGMENTS, type RfmSegment, rfmSegment } from './loyalty/rfm';
import { tierOf } from './loyalty/tiers';
import { foldName } from './matching/fold-text';
import type { Money } from './money';
import { openSignals } from './signals/registry';

const DAY = 86_400_000;
const anyOf = <S extends v.GenericSchema>(entry: S) => v.optional(v.pipe(v.array(entry), v.minLength(1), v.maxLength(50)));

/** Every condition that is given must hold; of a list, any one of its entries. */
export const SegmentFilter = v.object({
  bands: anyOf(v.picklist(['at-risk', 'watch', 'healthy', 'unknown'])),
  tiers: anyOf(text(60)),
  /** By recency, frequency and money. */
  rfm: anyOf(v.picklist(RFM_SEGMENTS)),
  /** Values of the customer's own field `segment`. */
  groups: anyOf(text(60)),
  /** Owned, or ever bought. */
  products: anyOf(text(200)),
  /** User ids. */
  owners: anyOf(text(200)),
  /** Ids of signals that are open. */
  signals: anyOf(text(200)),
  /** A contract ends within so many days from now. */
  renewalDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650))),
  /** Yearly value in this one currency, from … up to and including …, in minor units. */
  value: v.optional(v.object({ currency, from: v.optional(minor), to: v.optional(minor) })),
});
export type SegmentFilter = v.InferOutput<typeof SegmentFilter>;
export const Segment = v.object({ id: text(60), name: text(120), filter: SegmentFilter });
export type Segment = v.InferOutput<typeof Segment>;
/** The segments of a workspace, one numbered document; version 0 is none yet. */
export const MOST_SEGMENTS = 40;
export interface SavedSegments {
  version: number;
  segments: Segment[];
}

/** How groups and products are compared: whoever writes a filter spells them otherwise than whoever wrote the customer. */
export const segmentKey = foldName;

/** What a filter is held against; group and products by their `segmentKey`. */
export interface SegmentKeys {
  band: Band;
  tier: string;
  rfm: RfmSegment | '';
  group: string;
  products: readonly string[];
  owner: string | null;
  signals: readonly string[];
  renewalAt: number | null;
  value: Money | null;
}

/** Products that the customer owns or has ever bought, each also with the edition that is known of it ("Kiln", "Kiln 2"), sorted. */
export function productsOf(facts: Facts): string[] {
  return facts.products
    .filter(({ ownedAt, endedAt, boughtAt }) => (ownedAt !== null && endedAt === null) || boughtAt !== null)
    .flatMap(({ id, version }) => (version === '' ? [id] : [id, `${id} ${version}`]))
    .sort();
}

/** What takes time to find is found when a filter asks for it: most ask for little, and many customers are held against them. */
export function segmentKeys(facts: Facts, model: Model, programme: Programme, now: number): SegmentKeys {
  let known: ReturnType<typeof openSignals> | null = null;
  const open = () => {
    known ??= openSignals(facts, withClub(model, programme), now);
    return known;
  };
  return {
    get band() {
      return health(facts, model, now, open()).band;
    },
    get tier() {
      return tierOf(facts, programme, now).tier;
    },
    get rfm() {
      return rfmSegment(facts, model.population.rfm, now);
    },
    group: segmentKey(facts.profile.segment),
    get products() {
      return productsOf(facts).map(segmentKey);
    },
    owner: facts.owner.user || null,
    get signals() {
      return open().map(({ signal }) => signal.id);
    },
    get renewalAt() {
      return renewalAt(facts, now);
    },
    value: facts.profile.value,
  };
}

/** Whether a customer that stands like this is in the segment at `now`. */
export function isIn(filter: SegmentFilter, keys: SegmentKeys, now: number): boolean {
  const { bands, tiers, rfm, groups, products, owners, signals, renewalDays, value } = filter;
  const among = (wanted: readonly string[] | undefined, has: () => string | null | readonly string[]) =>
    wanted === undefined || [has() ?? []].flat().some((one) => wanted.includes(one));
  return (
    among(owners, () => keys.owner) &&
    among(groups?.map(segmentKey), () => keys.group) &&
    among(products?.map(segmentKey), () => keys.products) &&
    among(tiers, () => keys.tier) &&
    among(rfm, () => keys.rfm) &&
    among(signals, () => keys.signals) &&
    among(bands, () => keys.band) &&
    (renewalDays === undefined || (keys.renewalAt !== null && keys.renewalAt >= now && keys.renewalAt <= now + renewalDays * DAY)) &&
    (value === undefined ||
      (keys.value !== null &&
        keys.value.currency === value.currency &&
        keys.value.amount >= (value.from ?? -Infinity) &&
        keys.value.amount <= (value.to ?? Infinity)))
  );
}

/** The segments that a customer is in at `now`, in the order they were saved. */
export function segmentsOf(
  facts: Facts,
  under: { model: Model; programme: Programme; segments: readonly Segment[] },
  now: number,
): Segment[] {
  if (under.segments.length === 0) return [];
  const keys = segmentKeys(facts, under.model, under.programme, now);
  return under.segments.filter(({ filter }) => isIn(filter, keys, now));
}
