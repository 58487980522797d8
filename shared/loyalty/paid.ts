/** Purchases as they stand after refunds: what was given back is taken from the newest purchases before it, in the same currency. */
import type { PointsRow } from '../facts/club';
import type { Facts } from '../facts/facts';

/** The purchases of a day in a currency ('' without an amount): what was paid, and what of it was given back later. */
export interface PaidRow {
  day: number;
  currency: string;
  /** Minor units; 0 without an amount. */
  amount: number;
  count: number;
  /** Given back: minor units, and purchases that are wholly undone by it. */
  back: number;
  backCount: number;
}
/** Given back without a purchase on record to take it from. */
export interface Unmatched {
  day: number;
  currency: string;
  amount: number;
  count: number;
}

/** All purchases on record by day, and what was given back beyond them. */
export function paidRows(facts: Facts): { paid: PaidRow[]; unmatched: Unmatched[] } {
  const paid: PaidRow[] = [];
  const unmatched: Unmatched[] = [];
  /** Per currency, the rows that still have something to give back, oldest first. */
  const open = new Map<string, PaidRow[]>();
  for (const row of byDay(facts.points)) {
    const currency = row.cause.slice(row.cause.indexOf(':') + 1);
    if (row.cause.startsWith('spend:')) take(paid, open, { day: row.day, currency, amount: row.points, count: row.count ?? 0 });
    else if (row.cause === 'purchase' && (row.count ?? 0) > 0)
      take(paid, open, { day: row.day, currency: '', amount: 0, count: row.count ?? 0 });
    else if (row.cause.startsWith('refund:')) giveBack(open.get(currency) ?? [], -row.points, { day: row.day, currency }, unmatched);
    else if (row.cause === 'purchase') undo(open.get('') ?? [], -(row.count ?? 0), row.day, unmatched);
  }
  return { paid, unmatched };
}

/** Rows of a day stand by cause, so that a refund of the same day stands before its purchase. */
function byDay(rows: readonly PointsRow[]): PointsRow[] {
  const isBack = (row: PointsRow) => row.cause.startsWith('refund:') || (row.count ?? 0) < 0;
  return [...rows].sort((a, b) => a.day - b.day || Number(isBack(a)) - Number(isBack(b)));
}

function take(paid: PaidRow[], open: Map<string, PaidRow[]>, row: Omit<PaidRow, 'back' | 'backCount'>): void {
  const whole: PaidRow = { ...row, back: 0, backCount: 0 };
  paid.push(whole);
  const list = open.get(row.currency) ?? [];
  list.push(whole);
  open.set(row.currency, list);
}

function giveBack(open: PaidRow[], amount: number, { day, currency }: { day: number; currency: string }, unmatched: Unmatched[]): void {
  let left = amount;
  for (let last = open.at(-1); left > 0 && last; last = open.at(-1)) {
    const part = Math.min(left, Math.max(0, last.amount - last.back));
    last.back += part;
    left -= part;
    if (last.back < last.amount) break;
    // Wholly given back, its purchases are none any more.
    last.backCount = last.count;
    open.pop();
  }
  if (left > 0) unmatched.push({ day, currency, amount: left, count: 0 });
}

function undo(open: PaidRow[], count: number, day: number, unmatched: Unmatched[]): void {
  let left = count;
  for (let last = open.at(-1); left > 0 && last; last = open.at(-1)) {
    const part = Math.min(left, last.count - last.backCount);
    last.backCount += part;
    left -= part;
    if (last.backCount < last.count) break;
    open.pop();
  }
  if (left > 0) unmatched.push({ day, currency: '', amount: 0, count: left });
}
