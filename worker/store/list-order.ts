/**
 * The orders of the list. Each is a row of stretches that follow each other, and in each of them the customers stand in the order of an index,
 * so that a page begins behind the last row of the one before without reading what comes earlier. Amounts of two currencies are never compared: each
 * currency is a stretch of its own. What has no value of the kind comes last; only those without an owner come first.
 */

import type { ListSort } from '../../shared/list-order';

export interface Stretch {
  /** Names the stretch in a cursor. */
  id: string;
  index: string;
  /** A condition, with ? for `value` where there is one. */
  where: string;
  value?: string;
  /** Columns of ascending order; the last is the id. */
  keys: readonly string[];
}
const LISTED = `c.sort_name <> ''`;
const byKey = (index: string, key: string): Stretch => ({ id: 'all', index, where: LISTED, keys: [key, 'id'] });
const thenNone = (index: string, key: string): Stretch[] => [
  { id: 'some', index, where: `${LISTED} AND c.${key} IS NOT NULL`, keys: [key, 'id'] },
  { id: 'none', index, where: `${LISTED} AND c.${key} IS NULL`, keys: ['id'] },
];
const perCurrency = (index: string, key: string, currencies: readonly string[]): Stretch[] => [
  ...currencies.map((currency) => ({
    id: `in ${currency}`,
    index,
    where: `${LISTED} AND c.currency = ?`,
    value: currency,
    keys: [key, 'id'],
  })),
  { id: 'none', index: 'customers_by_value', where: `${LISTED} AND c.currency IS NULL AND c.by_value IS NULL`, keys: ['id'] },
];

/** Those who have customers, by name as a person would look for them; '' is nobody. */
export interface Around {
  currencies: readonly string[];
  owners: readonly string[];
}

export function stretchesOf(sort: ListSort, { currencies, owners }: Around): Stretch[] {
  switch (sort) {
    case 'band':
      return [{ id: 'all', index: 'customers_by_band', where: LISTED, keys: ['band', 'score', 'id'] }];
    case 'name':
      return [byKey('customers_by_name', 'sort_name')];
    case 'tier':
      return [byKey('customers_by_tier', 'by_tier')];
    case 'renewal':
      return thenNone('customers_by_renewal', 'renewal_at');
    case 'contact':
      return thenNone('customers_by_contact', 'contact_at');
    case 'value':
      return perCurrency('customers_by_value', 'by_value', currencies);
    case 'risk':
      return perCurrency('customers_by_risk', 'by_risk', currencies);
    case 'owner':
      return [
        { id: 'none', index: 'customers_by_owner', where: `${LISTED} AND c.owner IS NULL`, keys: ['id'] },
        ...owners.map((owner) => ({
          id: `of ${owner}`,
          index: 'customers_by_owner',
          where: `${LISTED} AND c.owner = ?`,
          value: owner,
          keys: ['id'],
        })),
      ];
  }
}

type Key = string | number;
export interface Place {
  stretch: string;
  /** The keys of the last row of the page before. */
  after: Key[];
}

/** A place as it stands in an address: base64 without what an address would need escaped. */
export function writeCursor({ stretch, after }: Place): string {
  const bytes = new TextEncoder().encode(JSON.stringify([stretch, ...after]));
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
/** null for what is no cursor of these stretches. */
export function readCursor(cursor: string, stretches: readonly Stretch[]): Place | null {
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
    const [stretch, ...after] = JSON.parse(new TextDecoder().decode(bytes)) as unknown[];
    const known = stretches.find(({ id }) => id === stretch);
    const isKey = (key: unknown): key is Key => typeof key === 'string' || Number.isSafeInteger(key);
    return known && after.length === known.keys.length && after.every(isKey) ? { stretch: known.id, after } : null;
  } catch {
    return null;
  }
}
