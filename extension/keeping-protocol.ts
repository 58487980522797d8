/** What our own pages ask in order to keep the book true. Types only, as in protocol.ts. */
import type { Keeping } from '../shared/api/keeping';
import type { AuditRow } from '../shared/api/lifecycle';

export interface KeepingAsks {
  'keeping.read': { in: { customer: string }; out: Keeping };
  /** Each is answered by the id of the decision, which `keeping.undo` takes back. */
  'keeping.merge': { in: { from: string; into: string }; out: { id: string } };
  /** Either customers or all of a user's; either another owner (null: nobody) or somebody who covers, until an instant or for good. */
  'keeping.hand-over': {
    in: { customers?: string[]; of?: string; to?: string | null; cover?: string; until?: number };
    out: { id: string; customers: number; more: boolean };
  };
  'keeping.move': { in: { from: string; contact: string; to: string; email: string; role: string }; out: { id: string } };
  'keeping.undo': { in: { id: string }; out: null };
  /**
   * Erases a contact, or without one the customer: for good. `events`: how many were changed or removed; `row`: what the audit says of it,
   * null where that could not be read.
   */
  'keeping.erase': { in: { customer: string; contact?: string }; out: { events: number; row: AuditRow | null } };
}
