import { describe, expect, it } from 'vitest';
import type { Api, ApiAnswer, ClientCode } from '../../../extension/background/api-client';
import { isPaired, openConnection } from '../../../extension/background/connection';
import { openPairing, workerOrigin } from '../../../extension/background/pairing';
import { memoryStore } from './memory-store';

/** A Worker that pairs: it keeps the challenge and gives the token once, to whoever knows the verifier. */
function worker() {
  let challenge = '';
  const double = {
    state: 'pending' as 'pending' | 'approved' | 'denied' | 'expired' | 'away',
    sent: [] as { endpoint: string; body: unknown }[],
    given: 0,
    /** A Worker of an earlier version gives one long-lived token. */
    old: false,
  };
  const refuse = (code: ClientCode): ApiAnswer<never> => ({ ok: false, code, status: 400 });
  async function call(endpoint: string, body: Record<string, string>): Promise<ApiAnswer<unknown>> {
    double.sent.push({ endpoint, body });
    if (double.state === 'away') return refuse('network');
    if (endpoint === 'pair') {
      challenge = body.challenge ?? '';
      return { ok: true, value: { pairing: 'p1', code: 'ABCD-EFGH', approve: '/approve/ABCD-EFGH', expires_at: 10_000, poll_seconds: 2 } };
    }
    if (endpoint === 'me')
      return { ok: true, value: { user: 'u1', name: 'Maya', role: 'agent', workspace: 'w1', workspace_name: 'Acme', device: 'd1' } };
    if (double.state === 'pending') return refuse('pairing.pending');
    if (double.state === 'denied') return refuse('pairing.denied');
    if (double.state === 'expired') return refuse('pairing.expired');
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body.verifier));
    const hashed = Buffer.from(digest).toString('base64url');
    if (hashed !== challenge) return refuse('pairing.denied');
    double.given++;
    const rotating = { refresh: 'vafa_w1_refresh', expires_at: 900_000, now: 5000 };
    return { ok: true, value: { token: 'vafa_w1_secret', ...(double.old ? {} : rotating) } };
  }
  const api = (): Api => ({ call: (endpoint, { body }) => call(endpoint, (body ?? {}) as Record<string, string>) as never });
  return { double, api };
}
function device(store = memoryStore()) {
  const { double, api } = worker();
  const connection = openConnection(store);
  let emptied = 0;
  let clock = 0;
  const wake = () =>
    openPairing({
      store,
      connection,
      api,
      now: () => clock,
      randomBytes: (length) => new Uint8Array(length).fill(7),
      deviceName: () => 'Chromium, Linux',
      beforePaired: async () => void emptied++,
    });
  return {
    store,
    connection,
    double,
    wake,
    emptied: () => emptied,
    at: (time: number) => {
      clock = time;
    },
  };
}

describe('pairing by a code', () => {
  it('ends paired once it was approved, also where the background was killed meanwhile', async () => {
    const { double, wake, connection, emptied } = device();
    expect(await wake().start('vafa.example')).toEqual({
      ok: true,
      code: 'ABCD-EFGH',
      approve: 'https://vafa.example/approve/ABCD-EFGH',
      expiresAt: 10_000,
    });
    expect(await wake().poll()).toBe('pending');
    double.state = 'approved';
    expect(await wake().poll()).toBe('paired');
    const link = await connection.read();
    expect(isPaired(link)).toBe(true);
    expect(link).toMatchObject({ url: 'https://vafa.example', user: 'u1', userName: 'Maya', role: 'agent', workspaceName: 'Acme' });
    expect(emptied()).toBe(1);
    expect(double.given).toBe(1);
  });
  it('sends the public half of a key of its own, and keeps what it renews its tokens with', async () => {
    const { double, wake, connection } = device();
    await wake().start('https://vafa.example');
    expect(double.sent[0]?.body).toMatchObject({ jwk: { kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String) } });
    double.state = 'approved';
    await wake().poll();
    const session = await connection.session();
    expect(session).toMatchObject({ device: 'p1', refresh: 'vafa_w1_refresh', rotation: null });
    expect(session?.key.extractable).toBe(false);
    expect(await connection.read()).toMatchObject({ token: 'device:p1', offset: 5000 });
    await connection.forget({ revoked: true });
    expect(await connection.session()).toBeNull();
  });
  it('keeps the long-lived token of a Worker that does not rotate', async () => {
    const { double, wake, connection } = device();
    double.old = true;
    double.state = 'approved';
    await wake().start('https://vafa.example');
    expect(await wake().poll()).toBe('paired');
    expect((await connection.read()).token).toBe('vafa_w1_secret');
    expect(await connection.session()).toBeNull();
  });
  it('sends the secret half only for the token, never with the request for a code', async () => {
    const { double, wake } = device();
    await wake().start('https://vafa.example');
    const verifier = Buffer.alloc(32, 7).toString('base64url');
    expect(JSON.stringify(double.sent)).not.toContain(verifier);
    await wake().poll();
    expect(double.sent[1]).toMatchObject({ endpoint: 'pairToken', body: { pairing: 'p1', verifier } });
  });
  it.each(['denied', 'expired'] as const)('says that the code was %s, and forgets it', async (state) => {
    const { double, wake, connection, store } = device();
    await wake().start('https://vafa.example');
    double.state = state;
    expect(await wake().poll()).toBe(state);
    expect(isPaired(await connection.read())).toBe(false);
    expect([...store.items.keys()]).not.toContain('pairing');
    expect(await wake().poll()).toBe('expired');
  });
  it('waits on through a lost connection until the code has expired', async () => {
    const { double, wake, at } = device();
    await wake().start('https://vafa.example');
    double.state = 'away';
    expect(await wake().poll()).toBe('pending');
    at(10_001);
    expect(await wake().poll()).toBe('expired');
  });
  it('does not begin at a Worker that does not answer', async () => {
    const { double, wake } = device();
    double.state = 'away';
    expect(await wake().start('https://vafa.example')).toEqual({ ok: false, code: 'network', status: 400 });
  });
});

describe('the address of a Worker', () => {
  it.each([
    ['vafa.example', 'https://vafa.example'],
    [' https://vafa.example/setup?x=1 ', 'https://vafa.example'],
    ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['http://localhost:8787/', 'http://localhost:8787'],
    ['https://user:pass@vafa.example', 'https://vafa.example'],
    ['http://vafa.example', null],
    ['ftp://vafa.example', null],
    ['javascript:alert(1)', null],
    ['', null],
    ['not an address', null],
  ])('%s is read as %s', (typed, origin) => expect(workerOrigin(typed)).toBe(origin));
});
