/**
 * What earns or takes points, as raw quantities per day and cause: the club's rates are applied when a tier is read. Rows are kept
 * for as long as active days are, back from the newest row.
 */
import { dayOf } from '../../event';
import { ACTIVE_DAYS_KEPT } from '../active-days';
import type { FactKind } from '../fact-kind';
import type { Facts } from '../facts';

export const kind: FactKind = {
  id: 'points',
  reads: ['purchase', 'points.adjusted', 'points.redeemed', 'referral'],
  apply(draft, event) {
    if (event.type === 'purchase') {
      const { amount, currency, refund } = event.data;
      if (amount === undefined || currency === undefined) addRow(draft, dayOf(event.at), 'purchase', 0, refund ? -1 : 1);
      else if (refund) addRow(draft, dayOf(event.at), `refund:${currency}`, -Math.abs(amount), 0);
      else addRow(draft, dayOf(event.at), `spend:${currency}`, amount, 1);
    } else if (event.type === 'points.adjusted') addRow(draft, dayOf(event.at), 'adjusted', event.data.points, 0);
    else if (event.type === 'points.redeemed') draft.redeemed += event.data.points;
    else if (event.type === 'referral' && event.data.state === 'complete')
      addRow(draft, dayOf(event.at), 'referral', event.data.points ?? 0, event.data.points === undefined ? 1 : 0);
    else if (event.type === 'referral' && event.data.back) addRow(draft, dayOf(event.at), 'referral', -event.data.back, 0);
  },
};

/** Rows stand by day, then cause; days rise with the fold, so that a row of today is among the last few. */
function addRow(draft: Facts, day: number, cause: string, points: number, count: number): void {
  const rows = draft.points;
  let place = rows.length;
  while (place > 0 && (rows[place - 1]?.day ?? 0) === day && (rows[place - 1]?.cause ?? '') > cause) place--;
  const same = rows[place - 1];
  if (same && same.day === day && same.cause === cause) {
    same.points += points;
    if (count !== 0) same.count = (same.count ?? 0) + count;
    return;
  }
  rows.splice(place, 0, { day, cause, points, ...(count === 0 ? {} : { count }) });
  const kept = rows.findIndex((row) => row.day > day - ACTIVE_DAYS_KEPT);
  if (kept > 0) rows.splice(0, kept);
}
