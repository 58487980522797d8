/** What this device knows of its Worker: where it is, who we are there, and how the last exchange went. */
import * as v from 'valibot';
import type { Me } from '../../shared/api/contract';
import { ROLES } from '../../shared/api/contract';
import { DeviceKey } from '../../shared/api/tokens';
import { inTurn } from './in-turn';
import type { KeyValueStore } from './key-value-store';

const Stored = v.object({
  url: v.string(),
  /** What stands for this pairing: `device:` and its id where tokens rotate (see session.ts), else a token of its own. */
  token: v.string(),
  user: v.string(),
  userName: v.string(),
  role: v.picklist([...ROLES, 'ingest', '']),
  workspace: v.string(),
  workspaceName: v.string(),
  revoked: v.boolean(),
  /** Signing out was begun and is not over: the device asks nothing more and is emptied, by the next life of the background if need be. */
  leaving: v.optional(v.boolean(), false),
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

/** What a device renews its tokens with. */
const StoredSession = v.object({
  device: v.string(),
  refresh: v.string(),
  /** The private half of the device's key; it cannot be read, only used. */
  key: v.custom<CryptoKey>((input) => typeof input === 'object' && input !== null),
  /** The renewal under way; kept before it is sent. */
  rotation: v.nullable(v.string()),
  /** The public half, until the Worker knows it. */
  jwk: v.optional(DeviceKey),
});
export type Session = v.InferOutput<typeof StoredSession>;

export const tokenOfDevice = (device: string): string => `device:${device}`;
/** Whether this is a token to be sent as it is. */
export const isOwnToken = (token: string): boolean => token !== '' && !token.startsWith('device:');

export const NOT_PAIRED: Connection = {
  url: '',
  token: '',
  user: '',
  userName: '',
  role: '',
  workspace: '',
  workspaceName: '',
  revoked: false,
  leaving: false,
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
  /** Paired as a device whose tokens rotate; `offset` is server clock less device clock. */
  pairedWith(url: string, session: Session, offset: number): Promise<Connection>;
  session(): Promise<Session | null>;
  /** Keeps the session, which from then on is what the connection asks with; null forgets it, and leaves the token that was there. */
  keepSession(session: Session | null): Promise<void>;
  /** Forgets token, session and person; the Worker's address stays, so that pairing again is one click. */
  forget(part: { revoked: boolean }): Promise<Connection>;
}

const KEY = 'connection';
const SESSION = 'session';

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
  const session = async (): Promise<Session | null> => {
    const parsed = v.safeParse(StoredSession, await store.get(SESSION));
    return parsed.success ? parsed.output : null;
  };
  /** Alone, without the session of an earlier pairing. */
  const begin = async (next: Connection): Promise<Connection> => {
    await store.write({ put: [[KEY, next]], drop: [SESSION] });
    return next;
  };
  return {
    read,
    session,
    keepSession: (next) =>
      turn(async () => {
        if (next === null) return store.write({ drop: [SESSION] });
        // While the Worker may not know the key yet, the long-lived token still is the one.
        const link = { ...(await read()), ...(next.jwk === undefined ? { token: tokenOfDevice(next.device) } : {}) };
        await store.write({
          put: [
            [KEY, link],
            [SESSION, next],
          ],
        });
      }),
    pairedWith: (url, next, offset) =>
      turn(async () => {
        const link = { ...NOT_PAIRED, url, token: tokenOfDevice(next.device), offset };
        await store.write({
          put: [
            [KEY, link],
            [SESSION, next],
          ],
        });
        return link;
      }),
    change: (part) => turn(async () => write({ ...(await read()), ...part })),
    pairedAs: (url, token, me) =>
      turn(async () =>
        begin({
          ...NOT_PAIRED,
          url,
          token,
          ...(me === null
            ? {}
            : { user: me.user, userName: me.name, role: me.role, workspace: me.workspace, workspaceName: me.workspace_name }),
        }),
      ),
    forget: ({ revoked }) => turn(async () => begin({ ...NOT_PAIRED, url: (await read()).url, revoked })),
  };
}

/** Whether there is a token to ask with. */
export const isPaired = ({ token, revoked, leaving }: Connection): boolean => token !== '' && !revoked && !leaving;
/** Whether `now` is still the pairing that was read before: an answer that comes after signing out, or pairing anew, is another's. */
export const isSamePairing = (now: Connection, before: Connection): boolean => now.token === before.token && !now.leaving;
