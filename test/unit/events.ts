/** The shorthand of the tests: `events('acme').purchase('2026-01-03', { amount: 12000, currency: 'USD' })`. */
import { type Attributes, EVENT_TYPES, type EventType, type LiveEvent } from '../../shared/event';
import { day } from '../../shared/signals/example';

export type Writers = { [T in EventType]: (at: string | number, data: Attributes<T>, id?: string) => LiveEvent };

/** One writer per event type; ids count up (`acme-1`, `acme-2`, …) unless one is given. `at` is an ISO date or epoch ms. */
export function events(customer: string): Writers {
  let written = 0;
  const writer = (type: EventType) => (at: string | number, data: unknown, id?: string) => {
    written++;
    return {
      id: id ?? `${customer}-${written}`,
      customer,
      type,
      at: typeof at === 'string' ? day(at) : at,
      source: 'test',
      revision: 0,
      data,
    };
  };
  return Object.fromEntries(EVENT_TYPES.map((type) => [type, writer(type)])) as unknown as Writers;
}
