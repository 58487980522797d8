/** Events of any type: a row says who, what and when; columns named like the type's attributes fill its data. */
import * as v from 'valibot';
import { EVENT_TYPES, EVENTS, type EventType } from '../../../shared/event';
import { attributesOfRow } from './attributes-of-row';
import type { Cells } from './cells';
import { EVENT_COLUMNS } from './columns';
import { customerOfRow } from './customer-of-row';
import type { Kind } from './row-reader';

const typeOf = (cells: Cells): EventType => {
  const type = cells.required('type', 60).toLowerCase();
  return EVENT_TYPES.find((known) => known === type) ?? cells.fail('type', 'type-unknown');
};

function jsonOf(cells: Cells): Record<string, unknown> {
  const text = cells.text('data', 10_000);
  if (text === undefined) return {};
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data as Record<string, unknown>;
  } catch {
    // Refused below, like JSON of another shape.
  }
  return cells.fail('data', 'json');
}

export const events: Kind = {
  columns: EVENT_COLUMNS,
  needs: [['customer', 'customer_name'], ['type'], ['at']],
  read(cells, world, notes, header) {
    const type = typeOf(cells);
    const customer = customerOfRow(cells, world);
    const at = cells.pastInstant('at', world.now) ?? cells.fail('at', 'missing');
    const data = { ...jsonOf(cells), ...attributesOfRow(type, header.titles, cells.raw, notes, cells.order) };
    const parsed = v.safeParse(EVENTS[type].attributes as v.GenericSchema<unknown, Record<string, unknown>>, data);
    if (!parsed.success) {
      const path = parsed.issues[0].path?.map((step) => String(step.key)).join('.') ?? 'data';
      return cells.fail(path, parsed.issues[0].received === 'undefined' ? 'missing' : 'attributes');
    }
    const id = cells.text('event_id');
    return {
      key: id ?? null,
      label: id ?? `${type} ${customer}`,
      drafts: [{ type, customer, part: type, data: parsed.output, at, ...(id === undefined ? {} : { id }) }],
    };
  },
};
