/** Reports over the book: read for the answer where it is small enough for one caller, else the last one that the schedule made. */
import type * as v from 'valibot';
import type { AreasReport, BookReport, SignalsReport } from '../shared/api/report-answers';
import { areaTable } from '../shared/churn/areas';
import { addCustomer, type BookTally, emptyTally, periodStart, resumed } from '../shared/churn/book-tally';
import { churnStart } from '../shared/churn/losses';
import { spansOf } from '../shared/churn/measures';
import { churnRates } from '../shared/churn/rates';
import { touchRows } from '../shared/churn/touches';
import type { Weekday } from '../shared/i18n/message';
import { weekStart } from '../shared/i18n/week';
import { BAND_ORDER } from '../shared/list-order';
import { FORESEEN } from '../shared/renewal/grades';
import { SIGNALS } from '../shared/signals/registry';
import { savedMeasures } from './store/measures';
import { countSignals, factsAfter, type SignalCount, storedReport, sumBands } from './store/reports';
import type { Viewer } from './store/visible';

const DAY = 86_400_000;
const WEEKS = 13;
/** So many facts are read for one answer (about 10 MB); a larger book is read by the schedule, page by page. */
export const READ_AT_ONCE = 2000;
const PAGE = 250;
export const TALLY = 'book-tally';

/** Counts of the signal log by week; `first` is the day that begins one. The last week has today in it. */
export async function signalsReport(
  db: D1Database,
  viewer: Viewer,
  now: number,
  first: Weekday,
): Promise<v.InferOutput<typeof SignalsReport>> {
  const last = weekStart(Math.floor(now / DAY), first);
  const weeks = Array.from({ length: WEEKS }, (_, i) => (last - (WEEKS - 1 - i) * 7) * DAY);
  const counted = new Map<string, SignalCount[]>();
  for (const count of await countSignals(db, viewer, weeks[0] ?? now)) counted.set(count.id, [...(counted.get(count.id) ?? []), count]);
  const sum = (counts: readonly SignalCount[]) => counts.reduce((total, { n }) => total + n, 0);
  const signals = SIGNALS.flatMap(({ id, fault, severity }) => {
    const counts = counted.get(id) ?? [];
    const weekly = (what: 'opened' | 'closed') => weeks.map((_, week) => sum(counts.filter((count) => count[what] === week)));
    const row = { id, fault, good: severity === 'good', opened: weekly('opened'), closed: weekly('closed') };
    const open = sum(counts.filter((count) => count.open === 1));
    return open + sum(counts.filter(({ opened, closed }) => opened !== null || closed !== null)) === 0 ? [] : [{ ...row, open }];
  });
  return { as_of: now, weeks, signals };
}

export async function bookReport(db: D1Database, viewer: Viewer, now: number): Promise<v.InferOutput<typeof BookReport>> {
  const [sums, { tally, of }] = await Promise.all([sumBands(db, viewer), readTally(db, viewer, now)]);
  const names = Object.values(tally?.competitors ?? {}).sort((a, b) => b.customers - a.customers || b.lastAt - a.lastAt);
  const gaps = Object.values(tally?.gaps ?? {}).sort((a, b) => b.blockers - a.blockers || worth(b) - worth(a) || b.customers - a.customers);
  return {
    as_of: tally?.at ?? null,
    customers: tally?.customers ?? 0,
    of,
    bands: sums.map((row) => ({ ...row, band: BAND_ORDER[row.band] ?? 'unknown' })),
    competitors: names.slice(0, 50).map((row) => ({ name: row.name, customers: row.customers, last_at: row.lastAt, value: valuesOf(row) })),
    gaps: gaps.slice(0, 50).map((row) => ({
      name: row.name,
      kind: row.kind,
      customers: row.customers,
      blockers: row.blockers,
      since: row.firstAt,
      value: valuesOf(row),
    })),
    payments: (tally?.payments ?? []).map(([invoices, days], place) => ({
      since: periodStart(tally?.at ?? now, place),
      invoices,
      days_late: invoices === 0 ? null : days / invoices,
    })),
    verdicts: tally === null ? [] : FORESEEN.map((who) => ({ who, ...tally.verdicts[who] })),
    ...(tally === null ? { churn: [], touches: [], spans: [] } : lossesOf(tally)),
  };
}

/** Who left, at which rates and why; and to whom our attention went. */
function lossesOf({
  losses,
  touches,
  spans,
  at,
}: BookTally): Pick<v.InferOutput<typeof BookReport>, 'churn' | 'losses' | 'touches' | 'spans'> {
  const { reasons, forService, serviceToRival, voluntary, involuntary, avoidable, unavoidable, periods } = losses;
  return {
    churn: periods.map(({ lostOfHeld, ...counts }, place) => ({
      since: churnStart(at, place),
      ...counts,
      lost_of_held: lostOfHeld,
      ...churnRates({ lostOfHeld, ...counts }),
    })),
    losses: {
      reasons: Object.entries(reasons)
        .map(([code, customers]) => ({ code, customers }))
        .sort((a, b) => b.customers - a.customers || (a.code < b.code ? -1 : 1)),
      voluntary,
      involuntary,
      avoidable,
      unavoidable,
      for_service: forService,
      service_to_rival: serviceToRival,
    },
    touches: touchRows(touches),
    spans: spans.map(({ lostOfHeld, ...span }) => ({ ...span, lost_of_held: lostOfHeld })),
  };
}

export async function areasReport(db: D1Database, viewer: Viewer, now: number): Promise<v.InferOutput<typeof AreasReport>> {
  const { tally, of } = await readTally(db, viewer, now);
  const { rows, weak, strong } = areaTable(tally?.areas ?? []);
  const areas = rows.map((row) => ({
    area: row.area,
    answers: row.answers,
    mean: row.mean,
    change: row.change,
    customers: row.customers,
    at_risk: row.atRisk,
    value: valuesOf(row),
  }));
  return { as_of: tally?.at ?? null, customers: tally?.customers ?? 0, of, areas, weak, strong };
}

/** The tally of what the viewer may see; null where the book is large and the schedule has not finished its first one. */
async function readTally(db: D1Database, viewer: Viewer, now: number): Promise<{ tally: BookTally | null; of: number }> {
  const of = (await sumBands(db, viewer)).reduce((sum, { customers }) => sum + customers, 0);
  // A stored report is of the whole workspace; an agent's own customers are few enough, and beyond that the first are read.
  if (of > READ_AT_ONCE && viewer.role !== 'agent')
    return { tally: keptTally((await storedReport<BookTally>(db, viewer.workspace, TALLY))?.body), of };
  const tally = emptyTally(now, spansOf(await savedMeasures(db, viewer.workspace)));
  let after = '';
  for (let read = 0; read < READ_AT_ONCE; read += PAGE) {
    const page = await factsAfter(db, viewer, after, PAGE);
    for (const facts of page) addCustomer(tally, facts);
    after = page.at(-1)?.customer ?? after;
    if (page.length < PAGE) break;
  }
  return { tally, of };
}

const keptTally = (kept: BookTally | undefined): BookTally | null => (kept === undefined ? null : resumed(kept));
const valuesOf = ({ values }: { values: Record<string, number> }) =>
  Object.entries(values)
    .map(([currency, amount]) => ({ currency, amount }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
/** The largest single-currency sum: an order among gaps needs a number, and currencies are not added. */
const worth = ({ values }: { values: Record<string, number> }): number => Math.max(0, ...Object.values(values));
