/** The price group on the card: which, why, and what it saves this year in money. Nothing where groups are off. */
import type { Facts } from '../facts/facts';
import { isolate } from '../i18n/bidi';
import { formatMoney } from '../i18n/money';
import type { Translate } from '../i18n/t';
import { priceGroupOf } from '../loyalty/price-groups';
import type { Programme } from '../loyalty/programme';
import type { ViewGroup } from './card-view';

export function priceGroupGroup(t: Translate, facts: Facts, programme: Programme, now: number): ViewGroup | null {
  const reading = priceGroupOf(facts, programme, now);
  if (reading === null) return null;
  const { group, years, purchases, byHand, saved } = reading;
  return {
    id: 'price-group',
    title: t('card.price'),
    sub: byHand
      ? t('card.price.by-hand', { date: { date: byHand.set.until }, reason: { name: byHand.set.reason } })
      : t('card.price.why', { years, n: purchases }),
    rows: [
      { text: isolate(group.name), shown: t('card.price.percent', { percent: { percent: group.percent / 100 } }) },
      ...saved.map((money) => ({ text: t('card.price.saved'), shown: formatMoney(money, t.locale) })),
    ],
  };
}
