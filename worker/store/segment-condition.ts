/** A segment's filter as a condition on the customers row `c`: the same that `isIn` decides in memory. */

import { BAND_ORDER } from '../../shared/list-order';
import { type SegmentFilter, segmentKey } from '../../shared/segments';

const DAY = 86_400_000;

/** `bind` takes a value and answers the parameter that stands for it. */
export function segmentCondition(filter: SegmentFilter, now: number, bind: (value: string | number) => string): string {
  const among = (values: readonly (string | number)[]) => `(SELECT value FROM json_each(${bind(JSON.stringify(values))}))`;
  const parts = ['c.band IS NOT NULL'];
  if (filter.bands) parts.push(`c.band IN ${among(filter.bands.map((band) => BAND_ORDER.indexOf(band)))}`);
  if (filter.tiers) parts.push(`c.tier IN ${among(filter.tiers)}`);
  if (filter.rfm) parts.push(`c.rfm IN ${among(filter.rfm)}`);
  if (filter.groups) parts.push(`c.segment IN ${among(filter.groups.map(segmentKey))}`);
  if (filter.owners) parts.push(`c.owner IN ${among(filter.owners)}`);
  if (filter.products)
    parts.push(
      `(c.products <> '[]' AND EXISTS (SELECT 1 FROM json_each(c.products) p WHERE p.value IN ${among(filter.products.map(segmentKey))}))`,
    );
  if (filter.signals)
    parts.push(
      `(c.signals <> '[]' AND EXISTS (SELECT 1 FROM json_each(c.signals) s WHERE s.value->>'closedAt' IS NULL AND s.value->>'id' IN ${among(filter.signals)}))`,
    );
  if (filter.renewalDays !== undefined)
    parts.push(`c.renewal_at BETWEEN CAST(${bind(now)} AS INTEGER) AND CAST(${bind(now + filter.renewalDays * DAY)} AS INTEGER)`);
  if (filter.value) {
    const { currency, from, to } = filter.value;
    parts.push(`c.currency = ${bind(currency)} AND c.value IS NOT NULL`);
    if (from !== undefined) parts.push(`c.value >= CAST(${bind(from)} AS INTEGER)`);
    if (to !== undefined) parts.push(`c.value <= CAST(${bind(to)} AS INTEGER)`);
  }
  return parts.join(' AND ');
}
