/** What a changed model does to a book, customer by customer: bands, points and signals under both models at one instant. */
import type { DraftTally } from '../api/model-answers';
import type { Facts } from '../facts/facts';
import { openSignals } from '../signals/registry';
import type { Band } from './health';
import type { Model } from './model';
import { health } from './score';

/** In the order of the rows and columns of a tally. */
export const TALLY_BANDS: readonly Band[] = ['at-risk', 'watch', 'healthy', 'unknown'];
const NAMED = 10;

export const emptyTally = (): DraftTally => ({
  bands: TALLY_BANDS.map(() => TALLY_BANDS.map(() => 0)),
  changed: 0,
  shown: 0,
  points: 0,
  largest: [],
  signals: {},
});

/** The tally with these customers in it too. Adding a book page by page, in any order of pages, gives what adding it at once gives. */
export function addToTally(tally: DraftTally, customers: Iterable<Facts>, before: Model, after: Model, now: number): DraftTally {
  const sum = copyOf(tally);
  for (const facts of customers) {
    const [was, is] = [readWith(facts, before, now), readWith(facts, after, now)];
    const row = sum.bands[TALLY_BANDS.indexOf(was.band)];
    const column = TALLY_BANDS.indexOf(is.band);
    if (row) row[column] = (row[column] ?? 0) + 1;
    if (was.band !== is.band) sum.changed++;
    for (const id of is.open) if (!was.open.has(id)) countOf(sum, id).opens++;
    for (const id of was.open) if (!is.open.has(id)) countOf(sum, id).closes++;
    if (was.band === 'unknown' || is.band === 'unknown') continue;
    sum.shown++;
    sum.points += is.score - was.score;
    if (is.score === was.score) continue;
    const { open: _a, ...from } = was;
    const { open: _b, ...to } = is;
    sum.largest.push({ id: facts.customer, name: facts.profile.name || facts.customer, from, to });
    if (sum.largest.length > 8 * NAMED) keepLargest(sum);
  }
  keepLargest(sum);
  return sum;
}

const copyOf = (tally: DraftTally): DraftTally => ({
  ...tally,
  bands: tally.bands.map((row) => [...row]),
  largest: [...tally.largest],
  signals: Object.fromEntries(Object.entries(tally.signals).map(([id, counts]) => [id, { ...counts }])),
});

function readWith(facts: Facts, model: Model, now: number): { score: number; band: Band; open: Set<string> } {
  const open = openSignals(facts, model, now);
  const { score, band } = health(facts, model, now, open);
  return { score, band, open: new Set(open.map(({ signal }) => signal.id)) };
}

function countOf(tally: DraftTally, id: string): { opens: number; closes: number } {
  tally.signals[id] ??= { opens: 0, closes: 0 };
  return tally.signals[id];
}

function keepLargest(tally: DraftTally): void {
  const size = ({ from, to }: DraftTally['largest'][number]) => Math.abs(to.score - from.score);
  tally.largest.sort((a, b) => size(b) - size(a) || (a.id < b.id ? -1 : 1));
  tally.largest.length = Math.min(NAMED, tally.largest.length);
}
