/** A segment's rule in one line of words. */

import { isolate } from '../../shared/i18n/bidi';
import { joinParts, joinWords } from '../../shared/i18n/lists';
import { formatMoney } from '../../shared/i18n/money';
import type { Translate } from '../../shared/i18n/t';
import type { SegmentFilter } from '../../shared/segments';
import { signalName } from './signal-name';
import { tierName } from './tier-name';

export function filterWords(t: Translate, filter: SegmentFilter, users: Record<string, string>): string {
  const { bands, tiers, groups, products, owners, signals, renewalDays, value } = filter;
  const parts: string[] = [];
  const add = (label: string, words: readonly string[] | undefined) => {
    if (words) parts.push(`${label}: ${joinWords(t, words)}`);
  };
  add(
    t('list.health'),
    bands?.map((band) => t(`band.${band}`)),
  );
  add(
    t('list.tier'),
    tiers?.map((tier) => tierName(t, tier)),
  );
  add(t('segment.groups'), groups?.map(isolate));
  add(t('segment.products'), products?.map(isolate));
  add(
    t('list.owner'),
    owners?.map((owner) => isolate(users[owner] ?? owner)),
  );
  add(
    t('customer.signals'),
    signals?.map((id) => signalName(t, id)),
  );
  if (renewalDays !== undefined) parts.push(t('segment.renewal.within', { n: renewalDays }));
  if (value) {
    const { from, to, currency } = value;
    const money = (amount: number) => ({ text: formatMoney({ amount, currency }, t.locale) });
    if (from !== undefined && to !== undefined) parts.push(t('segment.value.between', { a: money(from), b: money(to) }));
    else if (from !== undefined) parts.push(t('segment.value.from', { a: money(from) }));
    else if (to !== undefined) parts.push(t('segment.value.to', { b: money(to) }));
    else parts.push(t('segment.value.in', { currency: { id: currency } }));
  }
  return parts.length === 0 ? t('segment.everybody') : joinParts(t, parts);
}
