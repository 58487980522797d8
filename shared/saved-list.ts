/**
 * The list of customers of the records that a device holds, for when the Worker is away. Who is in it, and in which order, is as the Worker
 * decides by its stored keys; but each customer stands where it stands now, and a word is looked for anywhere in the text.
 */
import type { CustomerSums, ListedCustomer } from './api/customer-list';
import { sortName } from './i18n/sort-name';
import { BAND_ORDER, type ListSort } from './list-order';
import { type ListRules, listedNow, type Stands, standsAt } from './listed-now';
import { tierOf } from './loyalty/tiers';
import { searchText } from './matching/search-text';
import { typedWords } from './matching/search-words';
import type { CustomerRecord } from './record';
import { isIn, type SegmentFilter, segmentKeys } from './segments';

/** Who is in the list: '' for any band; null for any segment and any owner, '' for customers without one. */
export interface SavedWho {
  band: string;
  segment: SegmentFilter | null;
  owner: string | null;
  text: string;
}
export interface Member {
  record: CustomerRecord;
  /** Reckoned when it is asked for. */
  readonly stands: Stands;
}
type Place = readonly (string | number)[];
/** A row, and the keys by which it has its place. */
export interface PlacedRow {
  row: ListedCustomer;
  place: Place;
}

/** Those of the records who are in the list. A long book is gone through in pieces: each record is judged by itself. */
export function membersOf(records: readonly CustomerRecord[], { band, segment, owner, text }: SavedWho, rules: ListRules): Member[] {
  const { model, programme, now } = rules;
  const words = typedWords(text);
  return records
    .filter(
      ({ facts }) =>
        (owner === null || facts.owner.user === owner) &&
        (words.length === 0 || isFound(searchText(facts), words)) &&
        (segment === null || isIn(segment, segmentKeys(facts, model, programme, now), now)),
    )
    .map((record) => {
      let known: Stands | null = null;
      return {
        record,
        get stands() {
          known ??= standsAt(record, model, now);
          return known;
        },
      };
    })
    .filter((member) => band === '' || member.stands.band === band);
}

/** Their rows. `users`: user id → name, by which owners follow each other. */
export function placedRows(
  members: readonly Member[],
  sort: ListSort,
  rules: ListRules & { users: Readonly<Record<string, string>> },
): PlacedRow[] {
  return members.map((member) => {
    const row = listedNow(member.record, rules, member.stands);
    return { row, place: [...placeOf(member, row, sort, rules), row.id] };
  });
}

export function inOrder(rows: readonly PlacedRow[]): ListedCustomer[] {
  return [...rows].sort((a, b) => comparePlaces(a.place, b.place)).map(({ row }) => row);
}

/** What the whole of a list comes to, each currency by itself. */
export function sumsOf(members: readonly Member[]): CustomerSums {
  const sums = new Map<string, CustomerSums['values'][number]>();
  for (const { profile } of members.map(({ record }) => record.facts)) {
    if (profile.value === null) continue;
    const { currency, amount } = profile.value;
    const sum = sums.get(currency) ?? { currency, amount: 0, customers: 0 };
    sums.set(currency, { currency, amount: sum.amount + amount, customers: sum.customers + 1 });
  }
  return {
    customers: members.length,
    unowned: members.filter(({ record }) => record.facts.owner.user === '').length,
    values: [...sums.values()].sort((a, b) => compareText(a.currency, b.currency)),
  };
}

/** What one writes with a space or half a space in Persian and Arabic, another writes joined. */
function isFound(searched: string, words: readonly string[]): boolean {
  const joined = searched.replaceAll(' ', '');
  return words.every((word) => (/\p{Script=Arabic}/u.test(word) ? joined : searched).includes(word));
}

const last = (value: number | null): Place => (value === null ? [1] : [0, value]);

/** Keys of ascending order. What has no value of the kind comes last; only those without an owner come first. */
function placeOf(
  { record, stands }: Member,
  { value, renewal_at, last_contact_at, owner }: ListedCustomer,
  sort: ListSort,
  { programme, now, users }: ListRules & { users: Readonly<Record<string, string>> },
): Place {
  switch (sort) {
    case 'band':
      return [BAND_ORDER.indexOf(stands.band), stands.score];
    case 'name':
      return [sortName(record.facts.profile.name, record.id)];
    case 'tier':
      return [-tierOf(record.facts, programme, now).rank];
    case 'renewal':
      return last(renewal_at);
    case 'contact':
      return last(last_contact_at);
    case 'value':
      return value === null ? [1] : [0, value.currency, -value.amount];
    case 'risk':
      return value === null ? [1] : [0, value.currency, value.amount * (stands.score - 100)];
    case 'owner':
      return owner === null ? [0] : [1, users[owner] ?? owner, owner];
  }
}

function comparePlaces(a: Place, b: Place): number {
  for (const [i, one] of a.entries()) {
    const other = b[i] as string | number;
    const order = typeof one === 'string' ? compareText(one, other as string) : one - (other as number);
    if (order !== 0) return order;
  }
  return 0;
}

/** By code points, as a database compares texts; a language compares their halves, where a letter beyond the first 65,536 has two. */
function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const one = a.charCodeAt(i);
    const other = b.charCodeAt(i);
    if (one !== other) return isHalf(one) === isHalf(other) ? one - other : isHalf(one) ? 1 : -1;
  }
  return a.length - b.length;
}
const isHalf = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;
