/** The connection as our own pages show it. */
import type { ConnectionState } from '../protocol';
import { type Connection, isPaired } from './connection';

/** The state for popup and options; `waiting` counts what the outbox holds, `customers` what the book holds. */
export function connectionState(connection: Connection, parts: { online: boolean; waiting: number; customers: number }): ConnectionState {
  return {
    paired: isPaired(connection),
    revoked: connection.revoked,
    url: connection.url,
    user: connection.userName || connection.user,
    role: connection.role,
    workspace: connection.workspaceName || connection.workspace,
    online: parts.online,
    reachable: connection.reachable,
    updateNeeded: connection.updateNeeded,
    syncedAt: connection.syncedAt,
    waiting: parts.waiting,
    customers: parts.customers,
  };
}
