/** The tier in words: how far it is to the next, until when it is kept, and what it was earned by, in what the club counts. */
import { isolate } from '../i18n/bidi';
import { formatMoney } from '../i18n/money';
import type { Translate } from '../i18n/t';
import { inForce } from '../loyalty/in-force';
import type { Programme, TierReading } from '../loyalty/programme';
import type { CustomerCard } from './card-view';

const MOST_CAUSES = 3;

/** `the` is the form inside a sentence ("keeps gold", «الذهبية»), `title` the heading's; tiers of one's own are shown as written. */
export function tierWords(t: Translate, id: string, form: '' | '.the' | '.title' = ''): string {
  if (t.has(`tier.${id}`)) return t(`tier.${id as 'gold'}${form}`);
  return form === '.title' ? t('card.tier.title', { tier: { name: id } }) : isolate(id);
}

/** Null where the club has no tiers. Points are worded as points; where money or purchases are counted, as those. */
export function presentTier(t: Translate, tier: TierReading, programme: Programme, now: number): CustomerCard['details']['loyalty'] {
  if (tier.tier === '') return null;
  const { tiers, qualification } = inForce(programme, now);
  const { basis, currency } = qualification;
  const points = basis === 'earned';
  const amount = (n: number) => ({ text: basis === 'spend' ? formatMoney({ amount: n, currency }, t.locale) : t('unit.purchase', { n }) });
  const title = tierWords(t, tier.tier, '.title');
  const entryOf = (id: string) => tiers.find((one) => one.id === id)?.entry ?? 0;
  // What the period no longer carries is to be won back first; otherwise the bar runs towards the next tier.
  const own = entryOf(tier.tier);
  const target = tier.next && tier.earned >= own ? entryOf(tier.next.tier) : own;
  const sentences: string[] = [];
  if (tier.keep) {
    const { by, missing, purchase } = tier.keep;
    const held = { tier: { text: tierWords(t, tier.tier, '.the') }, date: { date: by } };
    if (purchase) sentences.push(t('card.tier.keep.purchase', held));
    else if (missing <= 0) sentences.push(t('card.tier.kept', held));
    else sentences.push(points ? t('card.tier.keep', { ...held, n: missing }) : t('card.tier.keep.of', { ...held, q: amount(missing) }));
  }
  if (tier.next) {
    const next = { tier: { text: tierWords(t, tier.next.tier, '.the') } };
    const { missing } = tier.next;
    sentences.push(points ? t('card.tier.next', { ...next, n: missing }) : t('card.tier.next.of', { ...next, q: amount(missing) }));
  }
  return {
    title: tier.keep ? t('card.tier.until', { tier: { text: title }, date: { date: tier.keep.by } }) : title,
    progress: progress(),
    ratio: target > 0 ? Math.min(1, Math.max(0, tier.earned / target)) : 1,
    keep: sentences.join(' '),
    why: tier.why.slice(0, MOST_CAUSES).map(({ cause, points: n, name }) => {
      const named = name !== undefined ? isolate(name) : t.has(`cause.${cause}`) ? t(`cause.${cause as 'purchase'}`) : isolate(cause);
      return points ? t('card.tier.why', { cause: { text: named }, n }) : t('card.tier.why.of', { cause: { text: named }, q: amount(n) });
    }),
  };

  function progress(): string {
    if (points && tier.earned >= target) return t('card.tier.earned', { n: tier.earned });
    if (points) return t('card.tier.progress', { a: tier.earned, b: target });
    return tier.earned < target ? t('card.tier.progress.of', { a: amount(tier.earned), b: amount(target) }) : amount(tier.earned).text;
  }
}
