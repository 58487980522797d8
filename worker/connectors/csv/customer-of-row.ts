/** Which customer a row of contacts, contracts, events or tickets speaks of. */
import type { Cells } from './cells';
import type { World } from './row-reader';

/** Vtiger writes references as `Accounts::::Acme`. */
const REFERENCE = /^(\w+)::::(.*)$/s;

/** Names are looked up as people write them; the module before `::::` says whether a firm or a person is meant. */
export function customerOfRow(cells: Cells, world: World): string {
  const column = cells.text('customer') !== undefined ? 'customer' : 'customer_name';
  const text = cells.required(column);
  const [, module, name] = REFERENCE.exec(text) ?? [];
  const found = module === 'Contacts' ? world.customerOfContact(name ?? '') : world.customer(name ?? text);
  if (found === null) return cells.fail(column, 'customer-unknown');
  return found === 'several' ? cells.fail(column, 'customer-several') : found;
}

/** The name in a reference, without its module. */
export function referredName(text: string): string {
  return REFERENCE.exec(text)?.[2] ?? text;
}
