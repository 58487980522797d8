/**
 * Pairing by a code (the shape of RFC 8628 with a verifier as in RFC 7636): the secret half never leaves the
 * device, so who sees the code or the request cannot take the token.
 */
import * as v from 'valibot';
import { Me, PairAnswer, PairTokenAnswer } from '../../shared/api/contract';
import type { Api, ClientCode } from './api-client';
import type { ConnectionStore } from './connection';
import type { KeyValueStore } from './key-value-store';

const Begun = v.object({ url: v.string(), pairing: v.string(), verifier: v.string(), expiresAt: v.number() });
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
  deviceName: string;
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
      const answer = await api(url, '').call('pair', {
        answer: PairAnswer,
        body: { challenge: base64url(new Uint8Array(digest)), name: deviceName },
      });
      if (!answer.ok) return answer;
      const { pairing, code, approve, expires_at: expiresAt } = answer.value;
      await store.write({ put: [[KEY, { url, pairing, verifier, expiresAt }]] });
      return { ok: true, code, approve: new URL(approve, url).href, expiresAt };
    },
    async poll() {
      const begun = v.safeParse(Begun, await store.get(KEY));
      if (!begun.success) return 'expired';
      const { url, pairing, verifier, expiresAt } = begun.output;
      const answer = await api(url, '').call('pairToken', { answer: PairTokenAnswer, body: { pairing, verifier } });
      if (!answer.ok) {
        const ended =
          answer.code === 'pairing.denied' ? 'denied' : answer.code === 'pairing.expired' || expiresAt < now() ? 'expired' : null;
        if (ended === null) return 'pending';
        await store.write({ drop: [KEY] });
        return ended;
      }
      await beforePaired();
      // The token comes once: kept before anything else is asked.
      await connection.pairedAs(url, answer.value.token, null);
      await store.write({ drop: [KEY] });
      await learnWhoWeAre(connection, api(url, answer.value.token));
      return 'paired';
    },
  };
}

/** Asks the Worker who this token belongs to and keeps the answer; without an answer a later sync asks again. */
export async function learnWhoWeAre(connection: ConnectionStore, api: Api): Promise<void> {
  const me = await api.call('me', { answer: Me });
  if (!me.ok) return;
  const { user, name, role, workspace, workspace_name: workspaceName } = me.value;
  await connection.change({ user, userName: name, role, workspace, workspaceName });
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}
