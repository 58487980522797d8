/** Today's list: one row for each customer of whom something is due, who warns, or who is silent; most value at risk first. */
import { DAY } from '../../shared/event';
import type { Model } from '../../shared/health/model';
import { yearlyValue } from '../../shared/health/next-act';
import { calendarDay } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import type { CustomerRecord } from '../../shared/record';
import type { TodayItem } from '../protocol';
import { dueThings, ownCustomers } from './due';
import { standingOf } from './standing';
import { todayRow } from './today-row';

/** A date's stage stays in the list this long (ms) after it was reached; in its last month a date is there every day. */
const STAGE_STAYS = 7 * DAY;
const EVERY_DAY = 30;
const MOST = 50;
/** Rows of customers of whom nothing is known but that they say nothing: where many are, those of most value at risk stand for them. */
const MOST_QUIET = 3;
/** The weight of a customer whose yearly value is not known, as a share of the largest. */
const UNKNOWN_SHARE = 0.05;

export interface TodayContext {
  user: string;
  model: Model | null;
  now: number;
  t: Translate;
  /** Tasks done or put off here and not yet confirmed. */
  done: ReadonlySet<string>;
}

/** The list for a user, by value × points lost; among equals what lies on our side, then the sooner. At most 50 rows, one per customer. */
export function todayList(records: readonly CustomerRecord[], { user, model, now, t, done }: TodayContext): TodayItem[] {
  const own = ownCustomers(records, user).filter(({ facts }) => facts.profile.lostAt === null);
  const share = shareOfLargest(own, now);
  const endOfDay = untilMidnight(now, t);
  const dueOf = (record: CustomerRecord) =>
    dueThings([record], user, now, endOfDay).filter((one) =>
      one.task === null ? one.stage <= EVERY_DAY || now - one.since < STAGE_STAYS : !done.has(one.task),
    );
  let quiet = 0;
  return own
    .flatMap((record) => {
      const row = todayRow(record, dueOf(record), model, now, t);
      if (row === null) return [];
      const standing = standingOf(record, model, now, t);
      return [{ record, row, standing, rank: share(record) * standing.risk }];
    })
    .sort(
      (a, b) => b.rank - a.rank || Number(b.row.ours) - Number(a.row.ours) || a.row.at - b.row.at || (a.record.id < b.record.id ? -1 : 1),
    )
    .filter(({ row }) => !row.quiet || ++quiet <= MOST_QUIET)
    .slice(0, MOST)
    .map(({ record, row, standing }) => ({
      id: row.id,
      customer: record.id,
      name: record.facts.profile.name || record.id,
      band: standing.band,
      scoreShown: standing.shown,
      title: row.title,
      when: row.when,
      kind: row.kind,
      task: row.task,
    }));
}

/** A customer's yearly value as a share of the largest in its own currency: amounts of two currencies are never compared. */
function shareOfLargest(records: readonly CustomerRecord[], now: number): (record: CustomerRecord) => number {
  const largest = new Map<string, number>();
  for (const { facts } of records) {
    const value = yearlyValue(facts, now);
    if (value !== null) largest.set(value.currency, Math.max(largest.get(value.currency) ?? 0, value.amount));
  }
  return ({ facts }) => {
    const value = yearlyValue(facts, now);
    return value === null ? UNKNOWN_SHARE : Math.max(UNKNOWN_SHARE, value.amount / Math.max(1, largest.get(value.currency) ?? 1));
  };
}

/** Milliseconds left of the reader's calendar day, to the nearest minute above. */
function untilMidnight(now: number, t: Translate): number {
  const today = calendarDay(now, t.locale);
  let low = 0;
  let high = 26 * 60;
  while (low < high) {
    const middle = (low + high) >> 1;
    // One millisecond more keeps an instant that is exactly midnight UTC from being read as a date alone.
    if (calendarDay(now + middle * 60_000 + 1, t.locale) > today) high = middle;
    else low = middle + 1;
  }
  return low * 60_000 - 1;
}
