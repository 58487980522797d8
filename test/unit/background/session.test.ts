import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Api, type ApiAnswer, apiClient } from '../../../extension/background/api-client';
import { isPaired, openConnection } from '../../../extension/background/connection';
import { type Access, newDeviceKey, openSessions } from '../../../extension/background/session';
import { refreshProof } from '../../../shared/api/tokens';
import { memoryStore } from './memory-store';

const NOW = 1_790_000_000_000;
const MINUTE = 60_000;
const DAY = 86_400_000;
const URL_ = 'https://vafa.example';

interface Renewal {
  device: string;
  refresh: string;
  rotation_id: string;
  time: number;
  proof: string;
  jwk?: JsonWebKey;
}
/** A Worker that rotates: once for each refresh token, the same answer to the same rotation; it can lose answers. */
function worker(jwk: JsonWebKey | null) {
  const state = {
    key: jwk,
    refresh: 'refresh-0',
    access: 'access-0',
    expiresAt: 0,
    previous: '',
    rotation: '',
    clock: NOW,
    /** What the next renewals meet. */
    fates: [] as ('lost' | 'answer-lost' | 'busy' | 'revoked' | 'old')[],
    renewals: [] as Renewal[],
    asked: [] as string[],
    rotated: 0,
    revoked: false,
  };
  const answer = (status: number, body: object) => new Response(JSON.stringify(body), { status });
  const request = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const path = new URL(String(input)).pathname;
    if (path === '/v1/pair/refresh') {
      const body = JSON.parse(String(init?.body)) as Renewal;
      state.renewals.push(body);
      const fate = state.fates.shift();
      if (fate === 'lost') throw new TypeError('no network');
      if (fate === 'busy') return answer(503, { code: 'server.busy' });
      if (fate === 'old') return answer(404, { code: 'route.unknown' });
      const response = await renew(body);
      if (fate === 'answer-lost') throw new TypeError('no network');
      return response;
    }
    const bearer = new Headers(init?.headers).get('authorization')?.replace('Bearer ', '') ?? '';
    state.asked.push(bearer);
    if (state.revoked) return answer(401, { code: 'auth.revoked' });
    if (bearer !== state.access) return answer(401, { code: 'auth.invalid' });
    if (state.expiresAt !== 0 && state.expiresAt <= state.clock) return answer(401, { code: 'auth.expired' });
    return answer(200, { user: 'u', name: 'U', role: 'agent', workspace: 'w', workspace_name: 'W', device: 'd1' });
  };
  async function renew(body: Renewal): Promise<Response> {
    state.key ??= body.jwk ?? null;
    const key = await crypto.subtle.importKey('jwk', state.key as JsonWebKey, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
    const signed = new TextEncoder().encode(refreshProof({ host: 'vafa.example', rotation: body.rotation_id, time: body.time }));
    const isTrue = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, Buffer.from(body.proof, 'base64url'), signed);
    if (!isTrue) return answer(401, { code: 'auth.invalid' });
    if (Math.abs(body.time - state.clock) > 10 * MINUTE) return answer(401, { code: 'auth.clock', now: state.clock });
    if (state.revoked) return answer(401, { code: 'auth.revoked' });
    if (body.refresh === state.refresh) {
      state.rotated++;
      Object.assign(state, {
        previous: state.refresh,
        rotation: body.rotation_id,
        refresh: `refresh-${state.rotated}`,
        access: `access-${state.rotated}`,
      });
    } else if (body.refresh !== state.previous || body.rotation_id !== state.rotation) {
      state.revoked = true;
      return answer(401, { code: 'auth.revoked' });
    }
    state.expiresAt = state.clock + 15 * MINUTE;
    return answer(200, { access: state.access, refresh: state.refresh, expires_at: state.expiresAt, now: state.clock });
  }
  return { state, request: request as typeof fetch };
}

async function device({ paired = true, token = '' } = {}) {
  const made = await newDeviceKey();
  const { state, request } = worker(paired ? made.jwk : null);
  const store = memoryStore();
  const clock = { now: NOW };
  const kept = { access: null as unknown };
  const connection = openConnection(store);
  if (paired) await connection.pairedWith(URL_, { device: 'd1', refresh: 'refresh-0', key: made.key, rotation: null }, 0);
  else await connection.pairedAs(URL_, token, null);
  let drawn = 0;
  /** Another life of the background over the same stores. */
  const wake = () => {
    const link = openConnection(store);
    const sessions = openSessions({
      connection: link,
      kept: { read: async () => kept.access, write: async (access: Access) => void Object.assign(kept, { access }) },
      api: (url) => apiClient(url, null, request),
      now: () => clock.now,
      randomBytes: (length) => new Uint8Array(length).fill(++drawn),
    });
    const api = async (): Promise<Api> => {
      const { url, token: held } = await link.read();
      return apiClient(url, sessions.bearer(url, held), request);
    };
    const me = async (): Promise<ApiAnswer<unknown>> => (await api()).call('me', { answer: v.unknown() });
    return { sessions, connection: link, api, me };
  };
  /** Minutes pass for everybody. */
  const pass = (minutes: number) => {
    clock.now += minutes * MINUTE;
    state.clock += minutes * MINUTE;
  };
  return { state, store, clock, kept, wake, pass };
}

describe('what a device asks with', () => {
  it('is an access token that it renews when it ends, without anybody noticing', async () => {
    const { state, wake, pass } = await device();
    const life = wake();
    for (let quarter = 0; quarter < 4; quarter++) {
      expect((await life.me()).ok).toBe(true);
      expect((await life.me()).ok).toBe(true);
      pass(15);
    }
    expect(state.rotated).toBe(4);
    expect(state.asked.every((token) => token.startsWith('access-'))).toBe(true);
  });
  it('outlives the background in the session store, and is fetched anew after the browser was closed', async () => {
    const { state, wake, kept } = await device();
    expect((await wake().me()).ok).toBe(true);
    expect((await wake().me()).ok).toBe(true);
    expect(state.rotated).toBe(1);
    kept.access = null;
    expect((await wake().me()).ok).toBe(true);
    expect(state.rotated).toBe(2);
  });
  it('is renewed once, however many requests find it ended together', async () => {
    const { state, wake, pass } = await device();
    const life = wake();
    await life.me();
    pass(20);
    expect((await Promise.all([life.me(), life.me(), life.me()])).every(({ ok }) => ok)).toBe(true);
    expect([state.rotated, state.renewals.length]).toEqual([2, 2]);
  });
  it('is renewed where the Worker says it has ended before the device’s clock does', async () => {
    const { state, wake } = await device();
    const life = wake();
    await life.me();
    state.clock += 16 * MINUTE; // the device sleeps, or its clock stands still
    state.clock -= 10 * MINUTE;
    state.expiresAt = state.clock - 1;
    expect((await life.me()).ok).toBe(true);
    expect(state.rotated).toBe(2);
  });
  it('never asks twice for an answer that is not about the token', async () => {
    const { state, wake } = await device();
    const life = wake();
    await life.me();
    const before = state.asked.length;
    state.revoked = true;
    expect(await life.me()).toMatchObject({ ok: false, code: 'auth.revoked' });
    expect(state.asked.length).toBe(before + 1);
  });
});

describe('a renewal', () => {
  it('keeps its id before it is sent, so that a background killed before the answer gets the same pair', async () => {
    const { state, wake, store } = await device();
    state.fates = ['answer-lost'];
    expect(await wake().me()).toMatchObject({ ok: false, code: 'network' });
    expect((store.items.get('session') as { rotation: string }).rotation).toBe(state.renewals[0]?.rotation_id);
    expect((await wake().me()).ok).toBe(true);
    expect(state.renewals.map(({ rotation_id }) => rotation_id)).toEqual([state.rotation, state.rotation]);
    expect([state.rotated, state.revoked]).toEqual([1, false]);
  });
  it.each(['before', 'after'] as const)('survives a background killed at any write, %s it reached the disk', async (when) => {
    for (let write = 1; write <= 3; write++) {
      const { state, wake, store } = await device();
      store.failAt(write, when);
      await wake()
        .me()
        .catch(() => undefined);
      store.failAt(0, when);
      expect((await wake().me()).ok, `${when} write ${write}`).toBe(true);
      expect(state.revoked).toBe(false);
    }
  });
  it('that finds no network, or a busy Worker, leaves the device paired and is tried again', async () => {
    const { state, wake } = await device();
    state.fates = ['lost', 'busy'];
    const life = wake();
    expect(await life.me()).toMatchObject({ ok: false, code: 'network' });
    expect(await life.me()).toMatchObject({ ok: false, code: 'server.busy' });
    expect(isPaired(await life.connection.read())).toBe(true);
    expect((await life.me()).ok).toBe(true);
    expect(new Set(state.renewals.map(({ rotation_id }) => rotation_id)).size).toBe(1);
  });
  it('of a device whose clock is wrong takes the Worker’s time and signs again', async () => {
    const { state, wake, clock } = await device();
    clock.now -= 3 * 3_600_000;
    const life = wake();
    expect((await life.me()).ok).toBe(true);
    expect((await life.connection.read()).offset).toBe(3 * 3_600_000);
    expect(state.rotated).toBe(1);
  });
  it('begun offline with the clock three days ahead goes on under the same id once clock and network are right', async () => {
    const { state, wake, clock, pass } = await device();
    expect((await wake().me()).ok).toBe(true);
    clock.now += 3 * DAY;
    state.fates = ['lost'];
    expect(await wake().me()).toMatchObject({ ok: false, code: 'network' });
    clock.now -= 3 * DAY;
    expect((await wake().me()).ok).toBe(true);
    pass(20);
    expect((await wake().me()).ok).toBe(true);
    expect(new Set(state.renewals.slice(1).map(({ rotation_id }) => rotation_id)).size).toBe(1);
    expect([state.rotated, state.revoked]).toEqual([2, false]);
  });
  it.each([3 * DAY, -3 * DAY])('of a device whose clock jumps by %s ms and back takes the Worker’s time each time', async (jump) => {
    const { state, wake, clock, pass } = await device();
    for (const by of [jump, -jump]) {
      clock.now += by;
      pass(20);
      expect((await wake().me()).ok).toBe(true);
    }
    expect((await wake().connection.read()).offset).toBe(0);
    expect(state.revoked).toBe(false);
  });
  it('that is refused says that the device was disconnected', async () => {
    const { state, wake } = await device();
    state.revoked = true;
    expect(await wake().me()).toMatchObject({ ok: false, code: 'auth.revoked', status: 401 });
  });
  it('signs with a key whose private half cannot be read', async () => {
    const { key, jwk } = await newDeviceKey();
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('jwk', key)).rejects.toThrow();
    expect(Object.keys(jwk).sort()).toEqual(['crv', 'kty', 'x', 'y']);
  });
});

describe('a device paired by an earlier version', () => {
  it('asks with its long-lived token until it has adopted a session, and never asks to be paired again', async () => {
    const { state, wake } = await device({ paired: false, token: 'long' });
    Object.assign(state, { access: 'long', refresh: 'long' });
    const life = wake();
    expect((await life.me()).ok).toBe(true);
    expect(state.renewals).toEqual([]);
    const old = await life.api();
    await life.sessions.adopt(await life.connection.read(), async () => ({ device: 'd1' }));
    expect((await life.connection.read()).token).toBe('device:d1');
    // A client made before, and one made after.
    expect((await old.call('me', { answer: v.unknown() })).ok).toBe(true);
    expect((await life.me()).ok).toBe(true);
    expect((await wake().me()).ok).toBe(true);
    expect([state.rotated, state.revoked]).toEqual([1, false]);
  });
  it('goes on with the same adoption where the answer was lost', async () => {
    const { state, wake } = await device({ paired: false, token: 'long' });
    Object.assign(state, { access: 'long', refresh: 'long' });
    state.fates = ['answer-lost'];
    const first = wake();
    await first.sessions.adopt(await first.connection.read(), async () => ({ device: 'd1' }));
    const life = wake();
    expect((await life.me()).ok).toBe(true);
    expect((await life.connection.read()).token).toBe('device:d1');
    expect([state.rotated, state.revoked]).toEqual([1, false]);
  });
  it('goes on as before at a Worker that does not rotate', async () => {
    const { state, wake } = await device({ paired: false, token: 'long' });
    Object.assign(state, { access: 'long', refresh: 'long' });
    state.fates = ['old'];
    const life = wake();
    await life.sessions.adopt(await life.connection.read(), async () => ({ device: 'd1' }));
    expect(await life.connection.session()).toBeNull();
    expect((await wake().me()).ok).toBe(true);
    expect((await life.connection.read()).token).toBe('long');
  });
});
