/**
 * Pairing by a code (the shape of RFC 8628 with a verifier as in RFC 7636): the secret half never leaves the
 * device, so who sees the code or the request cannot take the token.
 */
import * as v from 'valibot';
import { Me, PairAnswer, PairTokenAnswer } from '../../shared/api/contract';
import type { Api, ClientCode } from './api-client';
import type { ConnectionStore } from './connection';
import type { KeyValueStore } from './key-value-store';
import { base64url, newDeviceKey } from './session';

const Begun = v.object({
  url: v.string(),
  pairing: v.string(),
  verifier: v.string(),
  expiresAt: v.number(),
  key: v.custom<CryptoKey>((input) => typeof input === 'object' && input !== null),
});
const KEY = 'pairing';

export type PairState = 'pending' | 'paired' | 'expired' | 'denied';
export type PairStart = { ok: true; code: string; approve: string; expiresAt: number } | { ok: false; code: ClientCode | 'address' };
export interface Pairing {
  start(url: string): Promise<PairStart>;
  /** Asks whether it was approved; when it was, the token is kept and the device is paired. */
  poll(): Promise<PairState>;
}
export interface PairingParts {
  store: KeyValueStore;
  connection: ConnectionStore;
  api(url: string, token: string): Api;
  now(): number;
  randomBytes(length: number): Uint8Array;
  /** What the approval page calls this device. */
  deviceName(): string;
  /** Empties what an earlier pairing left, before the new token is kept. */
  beforePaired(): Promise<void>;
}

/** The address of a Worker: https, or http on this machine; null for anything else. Path, query and sign-in parts are dropped. */
export function workerOrigin(text: string): string | null {
  let url: URL;
  try {
    url = new URL(/^[a-z]+:\/\//i.test(text.trim()) ? text.trim() : `https://${text.trim()}`);
  } catch {
    return null;
  }
  const local = url.hostname === '127.0.0.1' || url.hostname === 'localhost';
  return url.protocol === 'https:' || (url.protocol === 'http:' && local) ? url.origin : null;
}

/** Puts pairing together; what was begun is kept in the store, so a poll may come from a later life of the background. */
export function openPairing({ store, connection, api, now, randomBytes, deviceName, beforePaired }: PairingParts): Pairing {
  return {
    async start(text) {
      const url = workerOrigin(text);
      if (url === null) return { ok: false, code: 'address' };
      const verifier = base64url(randomBytes(32));
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
      const { key, jwk } = await newDeviceKey();
      const answer = await api(url, '').call('pair', {
        answer: PairAnswer,
        body: { challenge: base64url(new Uint8Array(digest)), name: deviceName(), jwk },
      });
      if (!answer.ok) return answer;
      const { pairing, code, approve, expires_at: expiresAt } = answer.value;
      await store.write({ put: [[KEY, { url, pairing, verifier, expiresAt, key }]] });
      return { ok: true, code, approve: new URL(approve, url).href, expiresAt };
    },
    async poll() {
      const begun = v.safeParse(Begun, await store.get(KEY));
      if (!begun.success) return 'expired';
      const { url, pairing, verifier, expiresAt, key } = begun.output;
      const answer = await api(url, '').call('pairToken', { answer: PairTokenAnswer, body: { pairing, verifier } });
      if (!answer.ok) {
        const ended =
          answer.code === 'pairing.denied' ? 'denied' : answer.code === 'pairing.expired' || expiresAt < now() ? 'expired' : null;
        if (ended === null) return 'pending';
        await store.write({ drop: [KEY] });
        return ended;
      }
      await beforePaired();
      const { token, refresh, now: workerNow } = answer.value;
      // The tokens come once: kept before anything else is asked. A Worker of an earlier version gives a single long-lived one.
      const link =
        refresh === undefined
          ? await connection.pairedAs(url, token, null)
          : await connection.pairedWith(url, { device: pairing, refresh, key, rotation: null }, (workerNow ?? now()) - now());
      await store.write({ drop: [KEY] });
      await learnWhoWeAre(connection, api(url, link.token));
      return 'paired';
    },
  };
}

/** Who the Worker says we are; null without an answer. */
export async function whoAmI(api: Api): Promise<Me | null> {
  const me = await api.call('me', { answer: Me });
  return me.ok ? me.value : null;
}

/** Asks the Worker who we are and keeps the answer; without an answer a later sync asks again. */
export async function learnWhoWeAre(connection: ConnectionStore, api: Api): Promise<void> {
  const me = await whoAmI(api);
  if (me === null) return;
  await connection.change({ user: me.user, userName: me.name, role: me.role, workspace: me.workspace, workspaceName: me.workspace_name });
}
