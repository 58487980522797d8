/** Today's list: what is due, and who has been silent, most value at risk first. */
import { DAY } from '../../shared/event';
import { cadenceOf, lastContact } from '../../shared/health/cadence';
import type { Model } from '../../shared/health/model';
import { inDays } from '../../shared/i18n/ages';
import { calendarDay, daysBetween } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import type { CustomerRecord } from '../../shared/record';
import type { TodayItem } from '../protocol';
import { type Due, dueThings, ownCustomers } from './due';
import { type Standing, standingOf } from './standing';

/** A date's stage stays in the list this long (ms) after it was reached; in its last week a date is there every day. */
const STAGE_STAYS = 7 * DAY;
const MOST = 50;

export interface TodayContext {
  user: string;
  model: Model | null;
  now: number;
  t: Translate /** Tasks done here and not yet confirmed. */;
  done: ReadonlySet<string>;
}

/** The list for a user. Silent customers are those past twice their usual days without contact, where nothing else of theirs is due. */
export function todayList(records: readonly CustomerRecord[], context: TodayContext): TodayItem[] {
  const { user, model, now, t, done } = context;
  const own = ownCustomers(records, user).filter(({ facts }) => facts.profile.lostAt === null);
  const byId = new Map(own.map((record) => [record.id, record]));
  const standings = new Map<string, Standing>();
  const standing = (record: CustomerRecord): Standing => {
    const known = standings.get(record.id) ?? standingOf(record, model, now, t);
    standings.set(record.id, known);
    return known;
  };
  const endOfDay = untilMidnight(now, t);
  const due = dueThings(own, user, now, endOfDay).filter((one) =>
    one.task === null ? one.stage <= 7 || now - one.since < STAGE_STAYS : !done.has(one.task),
  );
  const busy = new Set(due.map(({ customer }) => customer));
  const rows = due.flatMap((one) => {
    const record = byId.get(one.customer);
    return record === undefined ? [] : [{ record, weight: one.stage === 0 ? one.at : now, item: dueItem(one, standing(record), now, t) }];
  });
  const silent = own
    .filter((record) => !busy.has(record.id))
    .flatMap((record) => {
      const since = model === null ? null : silentSince(record, model, now);
      return since === null ? [] : [{ record, weight: now, item: silentItem(record, since, standing(record), now, t) }];
    });
  const worth = worthOf(own);
  return [...rows, ...silent]
    .map((row) => ({ ...row, rank: worth(row.record) * standing(row.record).risk }))
    .sort((a, b) => b.rank - a.rank || a.weight - b.weight || (a.item.id < b.item.id ? -1 : 1))
    .slice(0, MOST)
    .map(({ item }) => item);
}

function dueItem(due: Due, { band, shown }: Standing, now: number, t: Translate): TodayItem {
  const days = daysBetween(due.at, now, t.locale);
  const title = due.kind === 'task' ? due.title : t(due.kind === 'notice' ? 'today.notice' : 'today.renewal');
  const when = due.kind === 'task' && days > 0 ? t('today.late', { n: days }) : inDays(t, due.at, now);
  return {
    id: due.id,
    customer: due.customer,
    name: due.name || due.customer,
    band,
    scoreShown: shown,
    title,
    when,
    kind: t(`today.kind.${due.kind}`),
    task: due.task,
  };
}

function silentItem({ id, facts }: CustomerRecord, since: number, { band, shown }: Standing, now: number, t: Translate): TodayItem {
  const name = facts.profile.name || id;
  return {
    id: `silent:${encodeURIComponent(id)}`,
    customer: id,
    name,
    band,
    scoreShown: shown,
    title: t('task.keep-in-touch', { name: { name } }),
    when: t('unit.d', { n: daysBetween(since, now, t.locale) }),
    kind: t('today.kind.contact'),
    task: null,
  };
}

/** Since when a customer has been silent for twice the usual days; null when not, or when no contact is on record. */
function silentSince({ facts }: CustomerRecord, model: Model, now: number): number | null {
  const last = lastContact(facts);
  return last !== null && now - last > 2 * cadenceOf(facts, model) * DAY ? last : null;
}

/** A customer's yearly value as a share of the largest in its own currency: amounts of two currencies are never compared. Without one, a small share. */
function worthOf(records: readonly CustomerRecord[]): (record: CustomerRecord) => number {
  const yearly = ({ facts }: CustomerRecord) =>
    facts.profile.value ?? facts.contracts.find((contract) => contract.endedAt === null)?.value ?? null;
  const largest = new Map<string, number>();
  for (const record of records) {
    const value = yearly(record);
    if (value !== null) largest.set(value.currency, Math.max(largest.get(value.currency) ?? 0, value.amount));
  }
  return (record) => {
    const value = yearly(record);
    return value === null ? 0.05 : Math.max(0.05, value.amount / Math.max(1, largest.get(value.currency) ?? 1));
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
