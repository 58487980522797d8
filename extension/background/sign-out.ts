/**
 * Signing out: what waits is sent once more, the Worker is told, and the device is emptied. That it was begun is kept first, so that a
 * background that is killed meanwhile leaves nothing behind: its next life goes on where this one stopped.
 */
import * as v from 'valibot';
import type { Api } from './api-client';
import type { ConnectionStore } from './connection';
import type { Outbox } from './outbox';

export interface SignOut {
  run(): Promise<void>;
  /** Goes on with one that was begun; does nothing else. */
  resume(): Promise<void>;
}
export interface SignOutParts {
  connection: ConnectionStore;
  outbox: Outbox;
  api(url: string, token: string): Api;
  /** Empties book, set, outbox and everything else that one person had here. */
  empty(): Promise<void>;
}

export function openSignOut({ connection, outbox, api, empty }: SignOutParts): SignOut {
  async function run(): Promise<void> {
    const link = await connection.read();
    if (link.token !== '' && !link.revoked) {
      await connection.change({ leaving: true });
      const client = api(link.url, link.token);
      await outbox.flush(client, { last: true });
      await client.call('signOut', { answer: v.unknown() });
    }
    // Paired anew meanwhile: what is here now is that one's.
    if ((await connection.read()).token !== link.token) return;
    await empty();
    await connection.forget({ revoked: false });
  }
  return {
    run,
    async resume() {
      if ((await connection.read()).leaving) await run();
    },
  };
}
