/** The shorthand in which signals write their examples: a day as text, an event in one line. */
import type { Attributes, EventType, LiveEvent } from '../event';

/** The instant of an ISO 8601 date (midnight UTC) or date-time, in epoch ms. Throws RangeError on anything else: an example is code. */
export function day(iso: string): number {
  const at = Date.parse(iso);
  if (!/^\d{4}-\d\d-\d\d/.test(iso) || Number.isNaN(at)) throw new RangeError(`not an ISO 8601 date: ${iso}`);
  return at;
}

/**
 * One live event of the customer `example`. `at` is epoch ms or ISO text. Without an `id` the event gets one made of its type, time
 * and content, so that a replay is the same; two equal events at one instant therefore need ids of their own.
 */
export function ev<T extends EventType>(type: T, at: number | string, data: Attributes<T>, id?: string): LiveEvent {
  const when = typeof at === 'string' ? day(at) : at;
  const event = {
    id: id ?? `${type}@${when}:${JSON.stringify(data)}`,
    customer: 'example',
    type,
    at: when,
    source: 'example',
    revision: 0,
    data,
  };
  return event as LiveEvent;
}
