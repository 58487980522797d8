/** What this device knows of its Worker: where it is, who we are there, and how the last exchange went. */
import * as v from 'valibot';
import type { Me } from '../../shared/api/contract';
import { ROLES } from '../../shared/api/contract';
import { inTurn } from './in-turn';
import type { KeyValueStore } from './key-value-store';

const Stored = v.object({
  url: v.string(),
  token: v.string(),
  user: v.string(),
  userName: v.string(),
  role: v.picklist([...ROLES, 'ingest', '']),
  workspace: v.string(),
  workspaceName: v.string(),
  revoked: v.boolean(),
  reachable: v.boolean(),
  updateNeeded: v.boolean(),
  syncedAt: v.nullable(v.number()),
  /** Server clock less device clock, in ms, as measured at the last sync. */
  offset: v.number(),
  failures: v.number(),
  /** No try by the alarm before this instant (device clock). */
  nextTryAt: v.number(),
});
export type Connection = v.InferOutput<typeof Stored>;

export const NOT_PAIRED: Connection = {
  url: '',
  token: '',
  user: '',
  userName: '',
  role: '',
  workspace: '',
  workspaceName: '',
  revoked: false,
  reachable: true,
  updateNeeded: false,
  syncedAt: null,
  offset: 0,
  failures: 0,
  nextTryAt: 0,
};

export interface ConnectionStore {
  read(): Promise<Connection>;
  change(part: Partial<Connection>): Promise<Connection>;
  pairedAs(url: string, token: string, me: Me | null): Promise<Connection>;
  /** Forgets token and person; the Worker's address stays, so that pairing again is one click. */
  forget(part: { revoked: boolean }): Promise<Connection>;
}

const KEY = 'connection';

/** Keeps the connection in the device's own store. The token lies in the extension's IndexedDB, which no page can read. */
export function openConnection(store: KeyValueStore): ConnectionStore {
  const turn = inTurn();
  const read = async (): Promise<Connection> => {
    const parsed = v.safeParse(Stored, await store.get(KEY));
    return parsed.success ? parsed.output : NOT_PAIRED;
  };
  const write = async (next: Connection): Promise<Connection> => {
    await store.write({ put: [[KEY, next]] });
    return next;
  };
  return {
    read,
    change: (part) => turn(async () => write({ ...(await read()), ...part })),
    pairedAs: (url, token, me) =>
      turn(async () =>
        write({
          ...NOT_PAIRED,
          url,
          token,
          ...(me === null
            ? {}
            : { user: me.user, userName: me.name, role: me.role, workspace: me.workspace, workspaceName: me.workspace_name }),
        }),
      ),
    forget: ({ revoked }) => turn(async () => write({ ...NOT_PAIRED, url: (await read()).url, revoked })),
  };
}

/** Whether there is a token to ask with. */
export const isPaired = (connection: Connection): boolean => connection.token !== '' && !connection.revoked;
