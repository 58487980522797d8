/** Why a row of today's list stands where it does, in words of one line. */
import type { Facts } from '../../shared/facts/facts';
import { yearlyValue } from '../../shared/health/next-act';
import { isolate } from '../../shared/i18n/bidi';
import { beginsSmall, joinParts } from '../../shared/i18n/lists';
import type { Translate } from '../../shared/i18n/t';
import { signalWords } from '../../shared/present/signal-words';
import type { OpenSignal } from '../../shared/signals/registry';
import { type Loyal, reasonsOf, type Standing } from '../../shared/today/order';
import type { Discounts } from '../../shared/today/over-rewarded';

interface Why {
  place: Standing;
  /** What was promised and not kept. */
  owed: readonly OpenSignal[];
  facts: Facts;
  now: number;
  t: Translate;
}

export function whyWords({ place, owed, facts, now, t }: Why): string {
  const parts = reasonsOf(place).map((reason) => {
    if (reason === 'loyal') return loyalWords(place.loyal as Loyal, t);
    if (reason === 'broken') return brokenWords(owed, t);
    if (reason === 'loose') return t('today.why.loose');
    const value = yearlyValue(facts, now);
    const n = Math.round(place.risk);
    return value === null ? t('today.why.risk', { n }) : t('today.why.value', { n, money: { money: value } });
  });
  return joinParts(
    t,
    parts.map((part, nth) => (nth === 0 ? part : beginsSmall(t, part))),
  );
}

export function loyalWords(loyal: Loyal, t: Translate): string {
  if (loyal.by === 'years') return t('today.why.years', { n: loyal.years });
  if (loyal.by === 'value') return t('today.why.top');
  const tier = t.has(`tier.${loyal.tier}.the`) ? t(`tier.${loyal.tier}.the` as 'tier.gold.the') : isolate(loyal.tier);
  return t('today.why.tier', { tier: { text: tier } });
}

function brokenWords(owed: readonly OpenSignal[], t: Translate): string {
  const [first] = owed;
  return first === undefined ? t('today.why.update') : t('today.why.broken', { what: { text: signalWords(t, first.signal, 'short', {}) } });
}

export function overRewardedWords(given: Discounts, usual: Discounts, t: Translate): string {
  return given.times > usual.times
    ? t('today.warn.times', { n: given.times, m: usual.times })
    : t('today.warn.percent', { p: { percent: given.percent / 100 }, q: { percent: usual.percent / 100 } });
}
