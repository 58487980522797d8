/** Which events show that a customer is active, and as what. */
import type { LiveEvent } from '../event';
import { isContact } from './contact-event';
import type { ActivityKind } from './facts';

/** The kind of activity that an event shows; null for none. A refund is none, and neither is "used it 0 times", a report of silence. */
export function activityOf(event: LiveEvent): ActivityKind | null {
  if (event.type === 'purchase') return event.data.refund ? null : 'purchases';
  if (event.type === 'usage') return event.data.count === 0 ? null : 'usage';
  if (event.type === 'visit') return 'visits';
  if (event.type === 'social') return 'social';
  return isContact(event) ? 'contacts' : null;
}
