/** Tokens that rotate: what survives a killed background, what ends a device, and what old devices keep. */
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { Me, PairTokenAnswer } from '../../shared/api/contract';
import { RefreshAnswer, refreshProof } from '../../shared/api/tokens';
import { approvePairing } from '../../worker/auth/pairing';
import { ABSOLUTE_MS, ACCESS_MS, GRACE_MS, refreshTokens, SLIDING_MS } from '../../worker/auth/rotation';
import { base64url, sha256 } from '../../worker/auth/token';
import { job as sweep } from '../../worker/jobs/sweep';
import { call, count, type Office, openOffice, pairAs } from './office';

const HOST = '127.0.0.1:8787';
const worker = env as never;
let office: Office;
beforeAll(async () => {
  office = await openOffice('Tokens');
});

async function newKey() {
  const pair = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])) as CryptoKeyPair;
  const { x = '', y = '' } = (await crypto.subtle.exportKey('jwk', pair.publicKey)) as JsonWebKey;
  return { key: pair.privateKey, jwk: { kty: 'EC', crv: 'P-256', x, y } as const };
}
type Key = Awaited<ReturnType<typeof newKey>>;

/** What a device sends to renew. */
async function renewal({ key }: Key, device: string, refresh: string, rotation: string, time = Date.now(), host = HOST) {
  const signed = new TextEncoder().encode(refreshProof({ host, rotation, time }));
  const proof = base64url(new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, signed)));
  return { device, refresh, rotation_id: rotation, time, proof };
}
const rotationId = () => crypto.randomUUID();
const post = (body: unknown) => call('POST', '/v1/pair/refresh', { body });

/** A device with a key, paired as the admin's. */
async function pairWithKey() {
  const key = await newKey();
  const verifier = crypto.randomUUID() + crypto.randomUUID();
  const started = (await call('POST', '/v1/pair', { body: { challenge: await sha256(verifier), name: 'Browser', jwk: key.jwk } })).body;
  await approvePairing(worker, { workspace: office.workspace, user: office.admin, role: 'admin', device: null }, started.code, Date.now());
  const take = async () =>
    v.parse(PairTokenAnswer, (await call('POST', '/v1/pair/token', { body: { pairing: started.pairing, verifier } })).body);
  const { token, refresh = '', expires_at = 0 } = await take();
  return { key, device: started.pairing as string, access: token, refresh, expiresAt: expires_at, take };
}
const me = (token: string) => call('GET', '/v1/me', { token });

describe('a device with a key', () => {
  test('gets a short access token and a refresh token, the same however often it asks while pairing', async () => {
    const before = Date.now();
    const device = await pairWithKey();
    expect(device.expiresAt).toBeGreaterThanOrEqual(before + ACCESS_MS);
    expect(device.expiresAt).toBeLessThanOrEqual(Date.now() + ACCESS_MS);
    expect(await device.take()).toMatchObject({ token: device.access, refresh: device.refresh });
    expect(v.parse(Me, (await me(device.access)).body)).toMatchObject({ role: 'admin', device: device.device });
    for (const secret of [device.access, device.refresh])
      expect(await count('SELECT count(*) AS n FROM credentials WHERE hash = ?', secret)).toBe(0);
    // A refresh token is no access token.
    expect((await me(device.refresh)).body.code).toBe('auth.invalid');
  });

  test('is told that its access token has ended, and renews: the old pair is of no use then', async () => {
    const device = await pairWithKey();
    await env.DB.prepare('UPDATE credentials SET expires_at = 1 WHERE id = ?').bind(device.device).run();
    expect(await me(device.access)).toMatchObject({ status: 401, body: { code: 'auth.expired' } });
    const next = v.parse(RefreshAnswer, (await post(await renewal(device.key, device.device, device.refresh, rotationId()))).body);
    expect((await me(next.access)).status).toBe(200);
    expect((await me(device.access)).body.code).toBe('auth.invalid');
    const third = v.parse(RefreshAnswer, (await post(await renewal(device.key, device.device, next.refresh, rotationId()))).body);
    expect((await me(third.access)).status).toBe(200);
    // The device stays one row for the admin.
    expect(await count(`SELECT count(*) AS n FROM credentials WHERE id = ?`, device.device)).toBe(1);
  });

  test('whose answer was lost gets the same pair for the same rotation, also when it was used already, for a minute', async () => {
    const device = await pairWithKey();
    const asked = await renewal(device.key, device.device, device.refresh, rotationId());
    const now = Date.now();
    const first = await refreshTokens(worker, asked, HOST, now);
    expect((await me(first.access)).status).toBe(200);
    const again = await refreshTokens(worker, asked, HOST, now + GRACE_MS);
    expect([again.access, again.refresh]).toEqual([first.access, first.refresh]);
    expect((await me(first.access)).status).toBe(200);
  });

  test('two retries of one rotation at once get one pair', async () => {
    const device = await pairWithKey();
    const asked = await renewal(device.key, device.device, device.refresh, rotationId());
    const answers = (await Promise.all([1, 2, 3].map(() => post(asked)))).map(({ body }) => v.parse(RefreshAnswer, body));
    expect(new Set(answers.map(({ refresh }) => refresh)).size).toBe(1);
    expect((await me(answers[0]?.access ?? '')).status).toBe(200);
  });

  test('whose lid was closed before the answer came gets its pair hours later, since nobody used it', async () => {
    const device = await pairWithKey();
    const rotation = rotationId();
    const now = Date.now();
    await refreshTokens(worker, await renewal(device.key, device.device, device.refresh, rotation, now), HOST, now);
    const later = now + 5 * 3_600_000;
    const late = await refreshTokens(worker, await renewal(device.key, device.device, device.refresh, rotation, later), HOST, later);
    expect(late.expires_at).toBe(later + ACCESS_MS);
    expect((await me(late.access)).status).toBe(200);
  });

  test.each([
    ['by another rotation', true, 0],
    ['after the minute, once the new pair was used', false, GRACE_MS + 1],
  ])('that shows a token again %s is ended, with an audit row', async (_, isOther, after) => {
    const device = await pairWithKey();
    const rotation = rotationId();
    const now = Date.now();
    const next = await refreshTokens(worker, await renewal(device.key, device.device, device.refresh, rotation), HOST, now);
    expect((await me(next.access)).status).toBe(200);
    await expect.poll(() => count('SELECT count(*) AS n FROM credentials WHERE id = ? AND used_at IS NOT NULL', device.device)).toBe(1);
    const replay = await renewal(device.key, device.device, device.refresh, isOther ? rotationId() : rotation);
    await expect(refreshTokens(worker, replay, HOST, now + after)).rejects.toMatchObject({ problem: { code: 'auth.revoked' } });
    expect((await me(next.access)).body.code).toBe('auth.revoked');
    expect((await post(await renewal(device.key, device.device, next.refresh, rotationId()))).body.code).toBe('auth.revoked');
    expect(
      await count(
        `SELECT count(*) AS n FROM audit WHERE workspace = ? AND action = 'device.token-reused' AND subject = ?`,
        office.workspace,
        device.device,
      ),
    ).toBe(1);
  });

  test('a refresh token is worth nothing without the key: another key, another host, another rotation or an old signature is refused', async () => {
    const device = await pairWithKey();
    const good = await renewal(device.key, device.device, device.refresh, rotationId());
    const thief = await newKey();
    for (const bad of [
      await renewal(thief, device.device, device.refresh, rotationId()),
      { ...(await renewal(thief, device.device, device.refresh, rotationId())), jwk: thief.jwk },
      await renewal(device.key, device.device, device.refresh, rotationId(), Date.now(), 'elsewhere.example'),
      { ...good, rotation_id: rotationId() },
      { ...good, time: good.time + 1 },
      { ...good, device: 'another' },
    ])
      expect(await post(bad)).toMatchObject({ status: 401, body: { code: 'auth.invalid' } });
    // Nothing was lost by the attempts.
    expect((await post(good)).status).toBe(200);
  });

  test('whose clock is wrong is told the time', async () => {
    const device = await pairWithKey();
    const answer = await post(await renewal(device.key, device.device, device.refresh, rotationId(), Date.now() - 86_400_000));
    expect(answer).toMatchObject({ status: 401, body: { code: 'auth.clock' } });
    expect(Math.abs(answer.body.now - Date.now())).toBeLessThan(60_000);
    expect((await post(await renewal(device.key, device.device, device.refresh, rotationId(), answer.body.now))).status).toBe(200);
  });

  test('that was silent for thirty days, or is older than ninety, pairs again; using it begins the thirty anew', async () => {
    const idle = await pairWithKey();
    const start = Date.now();
    const at = async (device: typeof idle, refresh: string, now: number) =>
      refreshTokens(worker, await renewal(device.key, device.device, refresh, rotationId(), now), HOST, now);
    await expect(at(idle, idle.refresh, start + SLIDING_MS + 60_000)).rejects.toMatchObject({ problem: { code: 'auth.expired' } });
    const busy = await pairWithKey();
    let { refresh } = busy;
    for (let now = start; now < start + ABSOLUTE_MS; now += SLIDING_MS / 2) ({ refresh } = await at(busy, refresh, now));
    await expect(at(busy, refresh, start + ABSOLUTE_MS + 60_000)).rejects.toMatchObject({ problem: { code: 'auth.expired' } });
  });

  test('that an admin disconnects, or whose user is removed, gets no pair and no answer from then on', async () => {
    const device = await pairWithKey();
    const next = await refreshTokens(worker, await renewal(device.key, device.device, device.refresh, rotationId()), HOST, Date.now());
    expect((await call('DELETE', `/v1/devices/${device.device}`, { token: office.adminToken })).status).toBe(204);
    expect((await me(next.access)).body.code).toBe('auth.revoked');
    expect((await post(await renewal(device.key, device.device, next.refresh, rotationId()))).body.code).toBe('auth.revoked');
  });
});

describe('a device of an earlier version', () => {
  test('goes on with its long-lived token', async () => {
    const token = await pairAs(office.workspace, office.admin, 'admin');
    expect((await me(token)).status).toBe(200);
    expect(await count(`SELECT count(*) AS n FROM credentials WHERE id = ? AND expires_at IS NULL`, (await me(token)).body.device)).toBe(1);
  });

  test('rotates once it sends a key, and a lost answer does no harm', async () => {
    const token = await pairAs(office.workspace, office.admin, 'admin');
    const { device } = (await me(token)).body;
    const key = await newKey();
    const asked = { ...(await renewal(key, device, token, rotationId())), jwk: key.jwk };
    const [first, second] = [v.parse(RefreshAnswer, (await post(asked)).body), v.parse(RefreshAnswer, (await post(asked)).body)];
    expect([second.access, second.refresh]).toEqual([first.access, first.refresh]);
    expect((await me(first.access)).body.device).toBe(device);
    expect((await me(token)).body.code).toBe('auth.invalid');
    expect((await post(await renewal(key, device, first.refresh, rotationId()))).status).toBe(200);
  });

  test('cannot rotate by a key of somebody else’s device, nor an ingest key at all', async () => {
    const token = await pairAs(office.workspace, office.admin, 'admin');
    const key = await newKey();
    expect((await post({ ...(await renewal(key, 'another', token, rotationId())), jwk: key.jwk })).body.code).toBe('auth.invalid');
    expect((await post(await renewal(key, (await me(token)).body.device, token, rotationId()))).body.code).toBe('auth.invalid');
    const made = (await call('POST', '/v1/keys', { token: office.adminToken, body: { name: 'Shop' } })).body;
    expect((await post({ ...(await renewal(key, made.id, made.key, rotationId())), jwk: key.jwk })).body.code).toBe('auth.invalid');
    expect((await me(made.key)).status).toBe(200);
  });
});

test('the sweep removes devices that can refresh no more, and no other', async () => {
  const [dead, alive] = [await pairWithKey(), await pairWithKey()];
  const long = await pairAs(office.workspace, office.admin, 'admin');
  const past = Date.now() - SLIDING_MS - 86_400_000;
  await env.DB.batch([
    env.DB.prepare('UPDATE credentials SET expires_at = ?2 WHERE id = ?1').bind(dead.device, past),
    env.DB.prepare('UPDATE rotations SET rotated_at = ?2 WHERE device = ?1').bind(dead.device, past),
  ]);
  await sweep.run(worker, Date.now());
  const left = (id: string) =>
    count('SELECT (SELECT count(*) FROM rotations WHERE device = ?1) + (SELECT count(*) FROM credentials WHERE id = ?1) AS n', id);
  expect([await left(dead.device), await left(alive.device)]).toEqual([0, 2]);
  expect((await me(long)).status).toBe(200);
});
