/**
 * To whom our attention goes: days in touch over ninety days, by how long customers have been with us and by how much they bring in a year.
 * The newest and the largest get most of it unless somebody looks. A plain tally; amounts of two currencies are never compared.
 */
import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import { NEW_DAYS, touchesIn } from '../health/attention';
import { yearlyValue } from '../health/next-act';

/** From so many days on a customer is an old one. */
const OLD_DAYS = 730;
/** The part of the customers of a currency, by value, that is called the largest. */
const LARGEST = 0.2;
/** Values are gathered in steps of a quarter octave: close enough to find the largest fifth, and few enough to keep. */
const STEPS = 4;

type Sums = [customers: number, touches: number];
export const AGES = ['new', 'settled', 'old', 'age-unknown'] as const;
export const SIZES = ['largest', 'smaller', 'size-unknown'] as const;
export type TouchGroup = (typeof AGES)[number] | (typeof SIZES)[number];
export interface TouchTally {
  ages: Record<(typeof AGES)[number], Sums>;
  /** By currency and step of value; under '' those of whom no value is known. */
  values: Record<string, Record<string, Sums>>;
}
export interface TouchRow {
  group: TouchGroup;
  customers: number;
  /** Days in touch with them all, in ninety days. */
  touches: number;
}

export const noTouches = (): TouchTally => ({
  ages: { new: [0, 0], settled: [0, 0], old: [0, 0], 'age-unknown': [0, 0] },
  values: {},
});

/** Adds one customer as of `at`. */
export function addTouches(tally: TouchTally, facts: Facts, at: number): void {
  const touches = touchesIn(facts, at);
  const { since } = facts.profile;
  const days = since === null ? null : (at - since) / DAY;
  add(tally.ages[days === null ? 'age-unknown' : days < NEW_DAYS ? 'new' : days < OLD_DAYS ? 'settled' : 'old'], touches);
  const value = yearlyValue(facts, at);
  const currency = value?.currency ?? '';
  const step = value === null ? '0' : String(Math.round(STEPS * Math.log2(Math.max(1, value.amount))));
  tally.values[currency] ??= {};
  tally.values[currency][step] ??= [0, 0];
  add(tally.values[currency][step], touches);
}

function add(sums: Sums, touches: number): void {
  sums[0]++;
  sums[1] += touches;
}

/** One row a group, by age and by size; those without anybody are left out. Where a step straddles the largest fifth, its part is taken. */
export function touchRows({ ages, values }: TouchTally): TouchRow[] {
  const sizes: Record<(typeof SIZES)[number], Sums> = { largest: [0, 0], smaller: [0, 0], 'size-unknown': [0, 0] };
  for (const [currency, steps] of Object.entries(values)) {
    const rising = Object.entries(steps).sort((a, b) => Number(b[0]) - Number(a[0]));
    let left = LARGEST * rising.reduce((sum, [, [customers]]) => sum + customers, 0);
    for (const [, [customers, touches]] of rising) {
      const part = currency === '' ? 0 : Math.min(1, left / customers);
      left = Math.max(0, left - customers);
      const rest = sizes[currency === '' ? 'size-unknown' : 'smaller'];
      sizes.largest[0] += part * customers;
      sizes.largest[1] += part * touches;
      rest[0] += (1 - part) * customers;
      rest[1] += (1 - part) * touches;
    }
  }
  const row = (group: TouchGroup, [customers, touches]: Sums): TouchRow => ({ group, customers, touches });
  return [...AGES.map((age) => row(age, ages[age])), ...SIZES.map((size) => row(size, sizes[size]))].filter(
    ({ customers }) => customers > 0,
  );
}
