/** Today's list: one row for each customer of whom something is due, who warns, or who is silent, in the order of shared/today/order.ts. */
import { contextFor } from '../../shared/cadence/context';
import { DAY } from '../../shared/event';
import { FORMULA, type Model } from '../../shared/health/model';
import { yearlyValue } from '../../shared/health/next-act';
import { calendarDay } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import { defaultProgramme } from '../../shared/loyalty/default-programme';
import type { Programme } from '../../shared/loyalty/programme';
import { standsToLose } from '../../shared/loyalty/would-lose';
import type { OutreachList } from '../../shared/outreach/list';
import type { CustomerRecord } from '../../shared/record';
import { type OpenSignal, openSignals } from '../../shared/signals/registry';
import { loyalBy, topValues } from '../../shared/today/loyal';
import { notKept } from '../../shared/today/not-kept';
import { compareToday, type Standing } from '../../shared/today/order';
import { type Discounts, discountsOf, isNewcomer, moreThanLoyal } from '../../shared/today/over-rewarded';
import type { TodayItem } from '../protocol';
import { askedOf, askedThings, type DueOptions, dueThings, ownCustomers } from './due';
import { dueByRule } from './due-by-rule';
import { standingOf } from './standing';
import { outreachRows } from './today-outreach';
import { todayRow } from './today-row';
import { overRewardedWords, whyWords } from './today-why';

/** A date's stage stays in the list this long (ms) after it was reached; in its last month a date is there every day. */
const STAGE_STAYS = 7 * DAY;
const EVERY_DAY = 30;
const MOST = 50;
/** Rows of customers of whom nothing is known but that they say nothing: where many are, those of most value at risk stand for them. */
const MOST_QUIET = 3;
/** Rows of what only comes again by the calendar; the rest stand with their customers. */
const MOST_CHECKS = 10;
const AT_RISK = 'at-risk';

export interface TodayContext {
  user: string;
  model: Model | null;
  programme: Programme | null;
  now: number;
  t: Translate;
  /** Tasks done or put off here and not yet confirmed. */
  done: ReadonlySet<string>;
  /** The open outreach lists; none where absent. */
  lists?: readonly OutreachList[] | undefined;
  /** Rows put aside on this device, until when (epoch ms). */
  aside: Readonly<Record<string, number>>;
}

/** The list for a user. At most 50 rows, one per customer, each with the reasons of its place. */
export function todayList(
  records: readonly CustomerRecord[],
  { user, model, programme, now, t, done, aside, lists = [] }: TodayContext,
): TodayItem[] {
  // Who left stays in it for as long as the exit ladder, or a task, asks for a word.
  const own = ownCustomers(records, user, now);
  const asked = new Set(askedOf(records, own, user));
  const share = shareOfLargest(own, now);
  const top = topValues(
    own.map(({ facts }) => facts),
    now,
  );
  const restDays = model?.restDays;
  const byRule: DueOptions['byRule'] = (record, until) =>
    dueByRule(record, user, contextFor(record.facts, programme, now, restDays), until, t);
  const ahead = { byRule, horizon: untilMidnight(now, t), ...(restDays === undefined ? {} : { restDays }) };
  const isAside = (id: string) => (aside[id] ?? 0) > now;
  const dueOf = (record: CustomerRecord) =>
    (asked.has(record) ? askedThings(record, user, now, ahead) : dueThings([record], user, now, ahead)).filter(
      ({ id, task, kind, stage, since }) =>
        !isAside(id) &&
        (task !== null ? !done.has(task) : kind === 'update' || kind === 'check' || stage <= EVERY_DAY || now - since < STAGE_STAYS),
    );
  const known = model !== null && model.formula === FORMULA ? model : null;
  const usual = once(() => own.flatMap(({ facts }) => (loyalBy(facts, programme, top, now) === null ? [] : [discountsOf(facts, now)])));
  let quiet = 0;
  let checks = 0;
  const rows = [...own, ...asked]
    .flatMap((record) => {
      // Of a customer of somebody else only what was asked of this user by name.
      const isAsked = asked.has(record);
      const open = once(() => (known === null || isAsked ? [] : openSignals(record.facts, known, now)));
      const due = dueOf(record);
      if (isAsked && due.length === 0) return [];
      if (record.facts.profile.lostAt !== null && !due.some(({ kind }) => kind === 'task')) return [];
      const row = todayRow(record, due, open, known, now, t);
      if (row === null || isAside(row.id)) return [];
      const standing = standingOf(record, model, now, t);
      const owed = notKept(open());
      const place: Standing = {
        id: record.id,
        loyal: loyalBy(record.facts, programme, top, now),
        unresolved: open().some(isUnresolved),
        broken: owed.length > 0 || row.id.startsWith('update:'),
        ours: row.ours,
        share: share(record),
        risk: standing.risk,
        loose: standing.band === AT_RISK && standsToLose(record.facts, now) === 'little',
        at: row.at,
      };
      return [{ record, row, standing, place, owed }];
    })
    .sort((a, b) => compareToday(a.place, b.place))
    .filter(({ row }) => (row.check ? ++checks <= MOST_CHECKS : !row.quiet || ++quiet <= MOST_QUIET))
    .slice(0, MOST)
    .map(({ record, row, standing, place, owed }) => ({
      place,
      item: {
        id: row.id,
        customer: record.id,
        name: record.facts.profile.name || record.id,
        band: standing.band,
        scoreShown: standing.shown,
        title: row.title,
        when: row.when,
        kind: place.broken ? t('today.kind.broken') : row.kind,
        task: row.task,
        signal: row.signal,
        log: row.log,
        broken: place.broken,
        why: whyWords({ place, owed, facts: record.facts, now, t }),
        warn: overRewarded(record, standing.band, usual, now, t),
      },
    }));
  const tell =
    known === null
      ? []
      : outreachRows(own, {
          model: known,
          programme: programme ?? defaultProgramme(),
          lists,
          now,
          t,
          loyal: ({ facts }) => loyalBy(facts, programme, top, now),
          share,
          risk: (record) => standingOf(record, model, now, t).risk,
        });
  return [...rows, ...tell.filter(({ item }) => !isAside(item.id))]
    .sort((a, b) => compareToday(a.place, b.place))
    .slice(0, MOST)
    .map(({ item }) => item);
}

const isUnresolved = ({ signal, snoozedUntil }: OpenSignal): boolean => signal.severity !== 'good' && snoozedUntil === null;

/** A word of caution where a new customer at risk was given more off than loyal ones are; '' for none. */
function overRewarded({ facts }: CustomerRecord, band: string, loyal: () => readonly Discounts[], now: number, t: Translate): string {
  if (band !== AT_RISK || !isNewcomer(facts, now)) return '';
  const given = discountsOf(facts, now);
  const usual = given.times === 0 ? null : moreThanLoyal(given, loyal());
  return usual === null ? '' : overRewardedWords(given, usual, t);
}

/** Computes it when it is first asked for, and no second time. */
function once<T>(compute: () => T): () => T {
  let known: { value: T } | null = null;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

/** A customer's yearly value as a share of the largest in its own currency (amounts of two currencies are never compared); null where unknown. */
function shareOfLargest(records: readonly CustomerRecord[], now: number): (record: CustomerRecord) => number | null {
  const largest = new Map<string, number>();
  for (const { facts } of records) {
    const value = yearlyValue(facts, now);
    if (value !== null) largest.set(value.currency, Math.max(largest.get(value.currency) ?? 0, value.amount));
  }
  return ({ facts }) => {
    const value = yearlyValue(facts, now);
    return value === null ? null : value.amount / Math.max(1, largest.get(value.currency) ?? 1);
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
