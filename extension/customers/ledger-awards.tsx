import type { ClubRequest } from '../../shared/api/club';
import type { Facts } from '../../shared/facts/facts';
import { formatDate } from '../../shared/i18n/dates';
import { joinParts } from '../../shared/i18n/lists';
import { formatMoney } from '../../shared/i18n/money';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { couponState } from '../../shared/loyalty/ledger';
import type { Programme } from '../../shared/loyalty/programme';
import { newUlid } from './new-ulid';

interface Props {
  t: Translate;
  facts: Facts;
  programme: Programme;
  now: number;
  writes: boolean;
  leads: boolean;
  onAct: (act: ClubRequest) => Promise<boolean>;
}
/** Coupons, badges, prizes and referrals: how each stands, why one is not paid, and what may be done about it. */
export function AwardsPart({ t, facts, programme, now, writes, leads, onAct }: Props) {
  const { awards } = facts;
  if (!awards) return null;
  const date = (at: number) => formatDate(at, t.locale, 'short', now);
  const button = (label: string, act: () => ClubRequest) => (
    <button type="button" class="btn sec-b" onClick={() => void onAct(act())}>
      {label}
    </button>
  );
  const given = [
    ...awards.badges.map(({ id, name, at }) => ({ id, name: name || id, at })),
    ...awards.wins.map(({ id, prize, at }) => ({ id, name: prize, at })),
  ];
  return (
    <>
      {awards.coupons.length > 0 && (
        <details>
          <summary>{t('ledger.coupons')}</summary>
          <ul class="facts">
            {awards.coupons.map((coupon) => {
              const state = couponState(coupon, programme, now);
              const worth =
                coupon.percent !== null
                  ? `${formatNumber(coupon.percent, t.locale)} %`
                  : coupon.amount !== null
                    ? formatMoney({ amount: coupon.amount, currency: coupon.currency }, t.locale)
                    : '';
              const shown =
                state === 'used'
                  ? t('ledger.coupon.used', { date: { date: coupon.usedAt ?? 0 } })
                  : state === 'issued'
                    ? coupon.expires === null
                      ? t('ledger.coupon.open')
                      : t('ledger.coupon.issued', { date: { date: coupon.expires } })
                    : t(`ledger.coupon.${state}`);
              return (
                <li key={coupon.id}>
                  <span class="grow">
                    {worth} <bdi dir="ltr">{coupon.code}</bdi>
                  </span>
                  <span class="sub">{shown}</span>
                  {writes && state === 'issued' && button(t('ledger.do.use'), () => ({ do: 'use', id: newUlid(), coupon: coupon.id }))}
                  {leads && state === 'issued' && button(t('ledger.do.cancel'), () => ({ do: 'cancel', id: newUlid(), coupon: coupon.id }))}
                </li>
              );
            })}
          </ul>
        </details>
      )}
      {given.length > 0 && (
        <details>
          <summary>{t('ledger.badges')}</summary>
          <ul class="facts">
            {given.map(({ id, name, at }) => (
              <li key={id}>
                <bdi class="grow">{name}</bdi>
                <span class="sub">{date(at)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {awards.referrals.length > 0 && (
        <details>
          <summary>{t('ledger.referrals')}</summary>
          <ul class="facts">
            {awards.referrals.map(({ id, state, reason, points, at }) => (
              <li key={id}>
                <bdi class="grow">{id}</bdi>
                <span class="sub">
                  {joinParts(
                    t,
                    [
                      t(`ledger.referral.${state}`),
                      reason === '' ? '' : t.has(`ledger.why.${reason}`) ? t(`ledger.why.${reason as 'own-order'}`) : reason,
                      points > 0 ? t('unit.point', { n: points }) : '',
                      date(at),
                    ].filter((part) => part !== ''),
                  )}
                </span>
                {leads && state === 'blocked' && button(t('ledger.do.unblock'), () => ({ do: 'unblock', id: newUlid(), friend: id }))}
                {leads &&
                  (state === 'blocked' || state === 'pending') &&
                  button(t('ledger.do.unrefer'), () => ({ do: 'unrefer', id: newUlid(), friend: id }))}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
