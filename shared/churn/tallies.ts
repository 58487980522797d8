/** Counts that add up over customers: how signals and the band at risk fared. */

/** Numbers of days, and how often each. */
export type DayCounts = Record<string, number>;

export interface SignalTally {
  /** How often it was open when somebody looked (customers × cutoffs), and in how many of those the customer then left. */
  looks: number;
  left: number;
  /** Different customers it was open for. */
  customers: number;
  /** Days from its beginning to the leaving, once for each leaving; negative: it began only afterwards. */
  early: DayCounts;
}
export interface Tallies {
  signals: Record<string, SignalTally>;
  /** Leavings among the active, those that stood at risk by the last look, and the days from then to the leaving. */
  leavings: number;
  caught: number;
  lead: DayCounts;
}

export const newTallies = (): Tallies => ({ signals: {}, leavings: 0, caught: 0, lead: {} });

export function countDay(counts: DayCounts, days: number): void {
  counts[days] = (counts[days] ?? 0) + 1;
}

export function signalTally(tallies: Tallies, id: string): SignalTally {
  tallies.signals[id] ??= { looks: 0, left: 0, customers: 0, early: {} };
  return tallies.signals[id];
}

/** Adds `more` to `sum`. */
export function addTallies(sum: Tallies, more: Tallies): void {
  for (const [id, part] of Object.entries(more.signals)) {
    const known = signalTally(sum, id);
    known.looks += part.looks;
    known.left += part.left;
    known.customers += part.customers;
    addCounts(known.early, part.early);
  }
  sum.leavings += more.leavings;
  sum.caught += more.caught;
  addCounts(sum.lead, more.lead);
}

function addCounts(sum: DayCounts, more: DayCounts): void {
  for (const [days, count] of Object.entries(more)) sum[days] = (sum[days] ?? 0) + count;
}

/** The median; null of nothing. Of an even number, the lower of the two in the middle. */
export function medianDays(counts: DayCounts): number | null {
  const sorted = Object.entries(counts)
    .map(([days, count]) => ({ days: Number(days), count }))
    .sort((a, b) => a.days - b.days);
  const all = sorted.reduce((sum, { count }) => sum + count, 0);
  let seen = 0;
  for (const { days, count } of sorted) {
    seen += count;
    if (2 * seen >= all) return days;
  }
  return null;
}

/** How many lie at `least` or above. */
export function countFrom(counts: DayCounts, least: number): number {
  return Object.entries(counts).reduce((sum, [days, count]) => sum + (Number(days) >= least ? count : 0), 0);
}
