/**
 * Which parts of our work customers rate well and which badly: answers of the whole book, gathered customer by customer by the area that
 * a question asks about. The tally is plain JSON, so that a walk over a large book can stop and go on.
 */
import { DAY } from '../event';
import type { AnswerFact, Facts } from '../facts/facts';
import { outOfTen, ratingWord } from '../health/ratings';

/** A part of our work is rated by the answers of so many days, against as many days before. */
export const AREA_DAYS = 90;

export interface AreaSums {
  area: string;
  /** Answers and their sum on a scale of 0 to 10, of the period and of the one before. */
  now: [number, number];
  before: [number, number];
  /** Customers who answered in the period, those of them whose newest answer of some contact is low, and the yearly value of these. */
  customers: number;
  atRisk: number;
  values: Record<string, number>;
}
export type AreaTally = AreaSums[];

export interface AreaRow {
  area: string;
  /** Answers in the period, and how many customers gave them. */
  answers: number;
  customers: number;
  /** Mean of the answers on a scale of 0 to 10. */
  mean: number;
  /** The same over the period of equal length before, and the difference; null where nobody answered then. */
  before: number | null;
  change: number | null;
  atRisk: number;
  /** Yearly value of those at risk, per currency. */
  values: Record<string, number>;
}
export interface AreaTable {
  /** The weakest first. */
  rows: AreaRow[];
  /** Areas with enough answers to be named: at most three with the lowest means below the middle of all, and three with the highest above it. */
  weak: string[];
  strong: string[];
}

const MOST_NAMED = 3;
/** An area with fewer answers is listed and never named as weak or strong. */
const FEWEST_ANSWERS = 3;

/** Adds the answers that one customer gave in the two periods up to before `to` (epoch ms); those without an area are left out. */
export function addAnswers(tally: AreaTally, facts: Pick<Facts, 'answers' | 'profile'>, to: number): void {
  const from = to - AREA_DAYS * DAY;
  const newest = new Map<string, Map<string, AnswerFact>>();
  for (const answer of facts.answers) {
    const { area, at } = answer;
    // Effort runs the other way and asks about one task.
    if (area === '' || answer.kind === 'ces' || at >= to || at < from - AREA_DAYS * DAY) continue;
    const sums = sumsOf(tally, area);
    const period = at < from ? sums.before : sums.now;
    period[0]++;
    period[1] += outOfTen(answer);
    if (at < from) continue;
    const byContact = newest.get(area) ?? new Map<string, AnswerFact>();
    const known = byContact.get(answer.contact);
    if (!known || at > known.at || (at === known.at && answer.id > known.id)) byContact.set(answer.contact, answer);
    newest.set(area, byContact);
  }
  const { value } = facts.profile;
  for (const [area, byContact] of newest) {
    const sums = sumsOf(tally, area);
    sums.customers++;
    if (![...byContact.values()].some((answer) => ratingWord(answer) === 'low')) continue;
    sums.atRisk++;
    if (value) sums.values[value.currency] = (sums.values[value.currency] ?? 0) + value.amount;
  }
}

/** The table that the tally comes to. */
export function areaTable(tally: AreaTally): AreaTable {
  const rows = tally.flatMap((sums) => rowOf(sums) ?? []).sort((a, b) => a.mean - b.mean || (a.area < b.area ? -1 : 1));
  const named = rows.filter(({ answers }) => answers >= FEWEST_ANSWERS);
  const middle = named.reduce((sum, row) => sum + row.mean, 0) / Math.max(1, named.length);
  const names = (list: AreaRow[]) => list.slice(0, MOST_NAMED).map(({ area }) => area);
  return {
    rows,
    weak: names(named.filter((row) => row.mean < middle)),
    strong: names(named.filter((row) => row.mean > middle).reverse()),
  };
}

/** null for an area that nobody was asked about in the period. */
function rowOf({ area, now, before, customers, atRisk, values }: AreaSums): AreaRow | null {
  const mean = meanOf(now);
  if (mean === null) return null;
  const past = meanOf(before);
  return { area, answers: now[0], customers, mean, before: past, change: past === null ? null : mean - past, atRisk, values };
}

const meanOf = ([answers, sum]: [number, number]): number | null => (answers === 0 ? null : sum / answers);

function sumsOf(tally: AreaTally, area: string): AreaSums {
  const known = tally.find((sums) => sums.area === area);
  if (known) return known;
  const sums: AreaSums = { area, now: [0, 0], before: [0, 0], customers: 0, atRisk: 0, values: {} };
  tally.push(sums);
  return sums;
}
