/** What decisions took of lots of points and credit, and what was granted: as they were told, nothing is decided here. */
import { dayOf } from '../../event';
import { entryOf, keepWithin, putInOrder, shorten, withEntry } from '../bounded';
import {
  type ClubMove,
  type CreditedDay,
  earnedOn,
  type GrantedLot,
  isEarned,
  type LedgerFacts,
  type LotCount,
  noLedger,
  readTake,
} from '../club';
import type { FactKind } from '../fact-kind';

const MOST_MOVES = 20;
/** Lots that are used up go first; as many open ones nobody has. */
const MOST_LOTS = 800;
const MOST_NAME = 80;
/** A lot that is used up is kept for so many days, so that a spending of it can be taken back. */
const FORGOTTEN = 400;
/** A purchase is given back within so many days, or its credit stays. */
const CREDITED_KEPT = 120;
const POINTS = '';

export const kind: FactKind = {
  id: 'ledger',
  reads: ['points.redeemed', 'points.expired', 'points.carried', 'credit.granted', 'credit.spent', 'credit.expired', 'club.reversed'],
  apply(draft, event) {
    draft.ledger ??= noLedger();
    const ledger = draft.ledger;
    const day = dayOf(event.at);
    const moved = (kind: ClubMove['kind'], n: number, currency: string, what = '') => {
      putInOrder(ledger.moves, { id: event.id, at: event.at, kind, n, currency, what: shorten(what, MOST_NAME) }, (other) => other.at);
      keepWithin(ledger.moves, MOST_MOVES);
    };
    switch (event.type) {
      case 'points.redeemed': {
        const { points, lots, what, reward, gives, amount, currency, expires } = event.data;
        spend(ledger, POINTS, points, lots);
        if (gives === 'credit' && amount && currency) grant(ledger, 'wallet', currency, amount, expires ?? null, day);
        moved('redeemed', points, POINTS, what ?? reward);
        break;
      }
      case 'points.expired':
        ledger.expired += take(ledger, POINTS, event.data.lots, 1);
        moved('expired', event.data.points, POINTS);
        break;
      case 'points.carried': {
        const { to, points, owed, expires } = event.data;
        ledger.settled = Math.max(ledger.settled ?? to, to);
        ledger.taken = ledger.taken.filter(({ lot }) => earnedOn(lot) > to);
        addLoose(ledger, POINTS, owed);
        if (points > 0) grant(ledger, 'points', POINTS, points, expires ?? null, to);
        break;
      }
      case 'credit.granted': {
        const { kind = 'gift', currency, amount, expires, reason, of } = event.data;
        if (of !== undefined) ledger.credited = creditedWith(ledger.credited ?? [], of, currency, day);
        // Credit that was taken back elsewhere is spent, whatever lot it is of.
        if (amount < 0) addLoose(ledger, currency, -amount);
        else grant(ledger, kind, currency, amount, expires ?? null, day);
        moved('granted', amount, currency, reason);
        break;
      }
      case 'credit.spent': {
        const { amount, currency, lots, reason } = event.data;
        spend(ledger, currency, amount, lots);
        moved('spent', amount, currency, reason);
        break;
      }
      case 'credit.expired':
        take(ledger, event.data.currency, event.data.lots, 1);
        moved('expired', event.data.amount, event.data.currency);
        break;
      case 'club.reversed': {
        const { currency = POINTS, lots, fresh = 0, expires, decision } = event.data;
        if (fresh > 0) grant(ledger, currency === POINTS ? 'points' : 'wallet', currency, fresh, expires ?? null, day);
        moved('reversed', fresh - take(ledger, currency, lots, -1), currency, decision);
      }
    }
    const used = (lot: GrantedLot) => lot.granted === lot.taken && lot.day < day - FORGOTTEN;
    if (ledger.granted.some(used)) ledger.granted = ledger.granted.filter((lot) => !used(lot));
  },
};

/** What the days of a grant have brought by now, told as `day:net=credit`. */
function creditedWith(rows: readonly CreditedDay[], of: readonly string[], currency: string, today: number): CreditedDay[] {
  const told = of.map(readTake).map(({ lot, n }): CreditedDay => {
    const [day, net] = lot.split(':').map(Number);
    return { day: day || 0, currency, net: net || 0, credit: n };
  });
  const others = rows.filter((row) => !told.some(({ day }) => day === row.day && row.currency === currency));
  const place = ({ day, currency: code }: CreditedDay) => `${String(day).padStart(7, '0')} ${code}`;
  return [...others, ...told].filter(({ day }) => day > today - CREDITED_KEPT).sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

/** Takes what was told of which lots; what was not told is owed by all of them. */
function spend(ledger: LedgerFacts, currency: string, n: number, lots: readonly string[] | undefined): void {
  const told = take(ledger, currency, lots ?? [], 1);
  if (n > told) addLoose(ledger, currency, n - told);
}

/** Notes what was taken of lots, or given back; answers the sum. */
function take(ledger: LedgerFacts, currency: string, lots: readonly string[], sign: 1 | -1): number {
  let sum = 0;
  for (const { lot, n } of lots.map(readTake)) {
    const row = ledger.granted.find(({ id }) => id === lot);
    if (row?.currency === currency) row.taken += sign * n;
    else if (currency === POINTS && isEarned(lot) && earnedOn(lot) > (ledger.settled ?? -1)) addTaken(ledger.taken, lot, sign * n);
    // A lot that is forgotten or not known yet: what was taken of it is owed all the same.
    else addLoose(ledger, currency, sign * n);
    sum += sign * n;
  }
  return sum;
}

function grant(ledger: LedgerFacts, kind: GrantedLot['kind'], currency: string, n: number, expires: number | null, day: number): void {
  const id = `${kind}:${currency}:${expires === null ? `open:${day}` : expires}`;
  const same = ledger.granted.find((lot) => lot.id === id);
  if (same) same.granted += n;
  else {
    putInOrder(ledger.granted, { id, kind, currency, day, expires, granted: n, taken: 0 }, (lot) => lot.expires ?? Infinity);
    keepWithin(ledger.granted, MOST_LOTS, ({ granted, taken }) => granted === taken);
  }
}

function addLoose(ledger: LedgerFacts, currency: string, n: number): void {
  if (n !== 0) ledger.loose = withEntry(ledger.loose, currency, (entryOf(ledger.loose, currency) ?? 0) + n);
}

/** Adds to what was taken of a lot of earned points; where it comes to nothing there is no row. */
function addTaken(rows: LotCount[], lot: string, n: number): void {
  const day = earnedOn(lot);
  let place = rows.length;
  const isBefore = (other: string) => earnedOn(other) < day || (earnedOn(other) === day && other < lot);
  while (place > 0 && !isBefore(rows[place - 1]?.lot ?? '')) place--;
  const same = rows[place];
  if (same?.lot !== lot) {
    if (n !== 0) rows.splice(place, 0, { lot, n });
    return;
  }
  same.n += n;
  if (same.n === 0) rows.splice(place, 1);
}
