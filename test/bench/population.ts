/** A book of any size that is like the demo: its customers as they are, then copies of their stories under other names and addresses. */
import type { LiveEvent } from '../../shared/event';
import { demoEvents } from '../../worker/local/demo-data';

const HOUR = 3_600_000;

export interface Resident {
  id: string;
  name: string;
  /** Addresses of the contacts. */
  addresses: string[];
  events: LiveEvent[];
}

/** `count` customers with about two years of events each, beginning with the one numbered `first`. The same `now` gives the same customers. */
export function populate(count: number, now: number, first = 0): Resident[] {
  const { customers, events } = demoEvents(now);
  const stories = customers.map(({ id, name }) => ({ id, name, events: events.filter((event) => event.customer === id) as LiveEvent[] }));
  return Array.from({ length: count }, (_, i) => {
    const nth = first + i;
    const story = stories[nth % stories.length];
    if (!story) throw new Error('the demo has no customers');
    const copy = Math.floor(nth / stories.length);
    return copy === 0
      ? resident(story.id, story.name, story.events)
      : resident(
          `${story.id}-${copy}`,
          `${story.name} ${copy}`,
          story.events.map((event) => retell(event, copy)),
        );
  });
}

const resident = (id: string, name: string, events: LiveEvent[]): Resident => ({
  id,
  name,
  events,
  addresses: events.flatMap((event) => (event.type === 'contact.set' && event.data.email ? [event.data.email] : [])),
});

/** The same event of another customer, some hours earlier, so that days, scores and next changes differ. */
function retell(event: LiveEvent, copy: number): LiveEvent {
  const data: Record<string, unknown> = { ...event.data };
  if (event.type === 'customer.profile') data.name = `${event.data.name} ${copy}`;
  if (event.type === 'contact.set') data.email = `${event.data.email}`.replace('@', `@c${copy}.`);
  if (event.type === 'domain.set') data.domain = `c${copy}.${event.data.domain}`;
  return {
    ...event,
    id: `${event.id}:${copy}`,
    customer: `${event.customer}-${copy}`,
    at: event.at - (copy % 29) * 7 * HOUR,
    data,
  } as LiveEvent;
}
