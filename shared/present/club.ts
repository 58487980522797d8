/** The club on the card: what runs out soon, and what they would lose by leaving. */
import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import { formatDate } from '../i18n/dates';
import { formatMoney } from '../i18n/money';
import { formatNumber } from '../i18n/numbers';
import type { Translate } from '../i18n/t';
import { localDay } from '../loyalty/calendar';
import { benefitWords } from '../loyalty/club-words';
import { inForce } from '../loyalty/in-force';
import { lotsOf, POINTS, upcomingExpiries } from '../loyalty/lots';
import type { Programme } from '../loyalty/programme';
import { type WouldLose, wouldLose } from '../loyalty/would-lose';
import type { Money } from '../money';
import type { ViewGroup, ViewRow } from './card-view';

const MOST_EXPIRIES = 3;
const MOST_PERKS = 2;

/** Points and credit that end within the days at which the club tells of it; null where nothing does. */
export function expiringGroup(t: Translate, facts: Facts, programme: Programme, now: number): ViewGroup | null {
  const { credit, timeZone } = inForce(programme, now);
  const { warnDays } = credit;
  const soon = Math.min(...warnDays) * DAY;
  const ahead = upcomingExpiries(lotsOf(facts, programme, now), now).filter(({ at }) => at - now <= Math.max(...warnDays) * DAY);
  if (ahead.length === 0) return null;
  const rows = ahead.slice(0, MOST_EXPIRIES).map(({ at, currency, n }): ViewRow => {
    const text =
      currency === POINTS ? t('card.expiring.points', { n }) : t('card.expiring.credit', { m: { money: { amount: n, currency } } });
    // The last day on which it is still good.
    return {
      text,
      shown: formatDate(localDay(at - 1, timeZone) * DAY, t.locale, 'short', now),
      ...(at - now <= soon ? { tone: 'down' as const } : {}),
    };
  });
  return { id: 'expiring', title: t('card.expiring'), rows };
}

/** Money first, then what money does not say; null for who would lose nothing. */
export function wouldLoseGroup(
  t: Translate,
  { facts, programme, tier, saving }: { facts: Facts; programme: Programme; tier: string; saving: Money | null },
  now: number,
): ViewGroup | null {
  const lost = wouldLose(facts, programme, now, saving);
  const rows = [...moneyRows(t, lost), ...otherRows(t, lost, tier)];
  if (rows.length === 0) return null;
  return {
    id: 'lose',
    title: t('card.lose'),
    sub: t(lost.high ? 'card.lose.much' : 'card.lose.little'),
    rows,
  };
}

const PARTS = {
  points: 'card.lose.worth',
  credit: 'card.lose.credit',
  coupons: 'card.lose.coupons',
  price: 'card.lose.price',
  term: 'card.lose.term',
} as const;

/** A currency with several parts has its total first. */
function moneyRows(t: Translate, { money }: WouldLose): ViewRow[] {
  return money.flatMap(({ total, parts }) => {
    const shown = (amount: number) => formatMoney({ amount, currency: total.currency }, t.locale);
    const rows = parts.map(({ kind, amount }) => ({ text: t(PARTS[kind]), shown: shown(amount) }));
    return rows.length > 1 ? [{ text: t('card.lose.money'), shown: shown(total.amount) }, ...rows] : rows;
  });
}

function otherRows(t: Translate, lost: WouldLose, tier: string): ViewRow[] {
  const rows: ViewRow[] = [];
  const add = (text: string, shown: string) => rows.push({ text, shown });
  const number = (n: number) => formatNumber(n, t.locale);
  if (lost.points > 0) add(t('card.lose.points'), number(lost.points));
  if (lost.tier !== '') add(t('card.lose.tier'), tier);
  for (const { what } of lost.perks.slice(0, MOST_PERKS)) add(t('card.lose.perk', { what: { text: benefitWords(t, what) } }), '');
  // Who is with one person of ours as long as with us needs telling only once.
  if (lost.yearsWithOwner > 0) add(t('card.lose.owner'), t('unit.year', { n: lost.yearsWithOwner }));
  if (lost.years > lost.yearsWithOwner) add(t('card.lose.years'), t('unit.year', { n: lost.years }));
  if (lost.steps > 0) add(t('card.lose.steps'), t('unit.step', { n: lost.steps }));
  if (lost.badges > 0) add(t('card.lose.badges'), number(lost.badges));
  if (rows.length > 0 && lost.people > 1) add(t('card.lose.people'), number(lost.people));
  return rows;
}
