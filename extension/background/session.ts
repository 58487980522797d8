/**
 * What this device asks with: an access token of minutes, renewed by a refresh token that is good once and signed for by a key that
 * cannot leave the browser. A renewal has an id that is kept before it is sent, so that a background that was killed before the answer
 * came asks again for the same pair. Nothing here runs until a request is made: a card needs none of it.
 */
import * as v from 'valibot';
import { RefreshAnswer, refreshProof } from '../../shared/api/tokens';
import type { Api, Bearer, ClientCode, Given } from './api-client';
import { type Connection, type ConnectionStore, isOwnToken, type Session, tokenOfDevice } from './connection';

/** The access token, where it outlives the background but not the browser. */
export interface AccessStore {
  read(): Promise<unknown>;
  write(access: Access): Promise<void>;
}
const Access = v.object({ device: v.string(), token: v.string(), expiresAt: v.number() });
export type Access = v.InferOutput<typeof Access>;

export interface SessionParts {
  connection: ConnectionStore;
  kept: AccessStore;
  /** A client that sends no token. */
  api(url: string): Api;
  /** Device clock, epoch ms. */
  now(): number;
  randomBytes(length: number): Uint8Array;
}
export interface Sessions {
  /** What a client of the Worker at `url` asks with, where the connection holds this token. */
  bearer(url: string, token: string): Bearer;
  /** Lets a device with a long-lived token of an earlier version rotate from now on; does nothing for any other. */
  adopt(link: Connection, me: () => Promise<{ device: string } | null>): Promise<void>;
}

/** An access token that ends so soon (ms) is not sent any more. */
const SPARE = 20_000;
const REVOKED: Given = { ok: false, code: 'auth.revoked', status: 401 };
/** Answers of the Worker to a renewal after which no other would be given. */
const FINAL: readonly ClientCode[] = ['auth.revoked', 'auth.expired', 'auth.invalid'];

export function openSessions({ connection, kept, api, now, randomBytes }: SessionParts): Sessions {
  let access: Access | null = null;
  let renewing: { device: string; given: Promise<Given> } | null = null;
  /** Long-lived tokens that became a session in this life of the background, for clients that were made before. */
  const adopted = new Map<string, string>();

  async function currentAccess(device: string): Promise<Access | null> {
    if (access?.device === device) return access;
    const stored = v.safeParse(Access, await kept.read().catch(() => null));
    if (stored.success && stored.output.device === device) access = stored.output;
    return access?.device === device ? access : null;
  }
  async function keepAccess(next: Access): Promise<void> {
    access = next;
    await kept.write(next).catch(() => undefined); // without it the next life of the background renews once more
  }

  function renew(url: string, session: Session): Promise<Given> {
    if (renewing?.device !== session.device) {
      const given = renewOnce(url, session.device).finally(() => {
        if (renewing?.given === given) renewing = null;
      });
      renewing = { device: session.device, given };
    }
    return renewing.given;
  }
  async function renewOnce(url: string, device: string): Promise<Given> {
    const session = await connection.session();
    if (session?.device !== device) return REVOKED;
    const rotation = session.rotation ?? base64url(randomBytes(18));
    if (session.rotation === null) await connection.keepSession({ ...session, rotation });
    let answer = await send(url, session, rotation);
    if (!answer.ok && answer.code === 'auth.clock' && answer.now !== undefined) {
      await connection.change({ offset: answer.now - now() });
      answer = await send(url, session, rotation);
    }
    if (!answer.ok) return FINAL.includes(answer.code) ? REVOKED : { ok: false, code: answer.code, status: answer.status };
    const { access: token, refresh, expires_at: expiresAt } = answer.value;
    // Paired anew or signed out meanwhile: these tokens are of a device that is no more.
    if ((await connection.session())?.device !== device) return REVOKED;
    await connection.keepSession({ device, key: session.key, refresh, rotation: null });
    await keepAccess({ device, token, expiresAt });
    return { ok: true, token };
  }
  async function send(url: string, session: Session, rotation: string) {
    const time = now() + (await connection.read()).offset;
    const signed = new TextEncoder().encode(refreshProof({ host: new URL(url).host, rotation, time }));
    const proof = base64url(new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, session.key, signed)));
    const { device, refresh, jwk } = session;
    return api(url).call('refresh', {
      answer: RefreshAnswer,
      body: { device, refresh, rotation_id: rotation, time, proof, ...(jwk === undefined ? {} : { jwk }) },
    });
  }

  return {
    bearer(url, token) {
      /** The session that this token stands for; null for one that is sent as it is. */
      const mine = async (): Promise<Session | null> => {
        const session = await connection.session();
        if (session === null) return null;
        const isMine = token === tokenOfDevice(session.device) || token === session.refresh || adopted.get(token) === session.device;
        return isMine ? session : null;
      };
      return {
        async token() {
          const session = await mine();
          if (session === null) return isOwnToken(token) ? { ok: true, token } : REVOKED;
          const current = await currentAccess(session.device);
          const { offset } = await connection.read();
          if (current !== null && now() + offset < current.expiresAt - SPARE) return { ok: true, token: current.token };
          return renew(url, session);
        },
        async renew(refused) {
          const session = await mine();
          if (session === null) return REVOKED;
          const current = await currentAccess(session.device);
          // Another request has renewed it since this one was sent.
          return current !== null && current.token !== refused ? { ok: true, token: current.token } : renew(url, session);
        },
      };
    },
    async adopt(link, me) {
      if (!isOwnToken(link.token) || (await connection.session()) !== null) return;
      const device = (await me())?.device ?? '';
      if (device === '') return;
      const { key, jwk } = await newDeviceKey();
      const session = { device, refresh: link.token, key, jwk, rotation: null };
      if ((await connection.read()).token !== link.token) return;
      adopted.set(link.token, device);
      await connection.keepSession(session);
      const given = await renew(link.url, session);
      // A Worker of an earlier version: the long-lived token goes on.
      if (given.ok || given.code !== 'route.unknown') return;
      adopted.delete(link.token);
      await connection.keepSession(null);
    },
  };
}

/** A key pair whose private half no script can read, and its public half as it is sent. */
export async function newDeviceKey(): Promise<{ key: CryptoKey; jwk: Session['jwk'] & object }> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return { key: pair.privateKey, jwk: { kty: 'EC', crv: 'P-256', x, y } };
}

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}
