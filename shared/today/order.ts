/**
 * In what order a day's rows come, and why. Pure. First customers who were faithful to us and have something unresolved, so that those who
 * shout do not push them aside; then what we promised and did not keep; then by value × points lost, twice as heavy for who has little to
 * lose by leaving. Among equals what lies on our side, then the sooner.
 */

/** The weight of a customer whose yearly value is not known, as a share of the largest. */
export const UNKNOWN_SHARE = 0.05;
/** What weighs a customer who would lose little by leaving. */
const LOOSE = 2;

/** By what a customer counts as loyal: the first that holds. */
export type Loyal = { by: 'tier'; tier: string } | { by: 'years'; years: number } | { by: 'value' };
export interface Standing {
  id: string;
  loyal: Loyal | null;
  /** A warning is open that nobody has put aside. */
  unresolved: boolean;
  /** We promised it, and did not keep it. */
  broken: boolean;
  /** On our side, or due. */
  ours: boolean;
  /** Yearly value as a share of the largest in its currency, 0..1; null where it is not known. */
  share: number | null;
  /** Points lost, 0..100. */
  risk: number;
  /** Little would be lost by leaving, and health is low. */
  loose: boolean;
  /** The instant it is due (epoch ms). */
  at: number;
}
export type Reason = 'loyal' | 'broken' | 'loose' | 'worth';

const isFirst = ({ loyal, unresolved }: Standing): boolean => loyal !== null && unresolved;
/** By what rows of the same kind are ordered: never negative. */
export const worthOf = ({ share, risk, loose }: Standing): number => Math.max(UNKNOWN_SHARE, share ?? 0) * risk * (loose ? LOOSE : 1);

/** For `sort`: negative where `a` comes before `b`. Total, so that every look gives the same order. */
export function compareToday(a: Standing, b: Standing): number {
  return (
    Number(isFirst(b)) - Number(isFirst(a)) ||
    Number(b.broken) - Number(a.broken) ||
    worthOf(b) - worthOf(a) ||
    Number(b.ours) - Number(a.ours) ||
    a.at - b.at ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** Why a row stands where it does, in the order in which the order asks. */
export function reasonsOf(row: Standing): Reason[] {
  return [
    ...(isFirst(row) ? (['loyal'] as const) : []),
    ...(row.broken ? (['broken'] as const) : []),
    ...(row.loose ? (['loose'] as const) : []),
    'worth',
  ];
}
