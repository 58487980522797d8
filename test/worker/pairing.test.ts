/** How a device and a person come in: pairing, and links that work once. */
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { Me, PairAnswer } from '../../shared/api/contract';
import { approvePairing, denyPairing, readPairing } from '../../worker/auth/pairing';
import { newToken, sha256 } from '../../worker/auth/token';
import type { Caller } from '../../worker/http';
import { spendLink } from '../../worker/store/credentials';
import { call, count, type Office, openStaffed, pairAs, type Staffed } from './office';

const NOW = Date.now();
const DAY = 86_400_000;
let office: Office;
let other: Office;
let tokens: Staffed['tokens'];
const worker = env as never;

beforeAll(async () => {
  ({ office, other, tokens } = await openStaffed('Pairing', NOW));
});

describe('pairing', () => {
  const approver = (): Caller => ({ workspace: office.workspace, user: office.admin, role: 'admin', device: null });
  const start = async (verifier: string) =>
    v.parse(PairAnswer, (await call('POST', '/v1/pair', { body: { challenge: await sha256(verifier), name: 'Firefox on Linux' } })).body);
  const take = (pairing: string, verifier: string) => call('POST', '/v1/pair/token', { body: { pairing, verifier } });

  test('a device waits, is approved by code, and gets the same token however often it asks', async () => {
    const verifier = crypto.randomUUID() + crypto.randomUUID();
    const started = await start(verifier);
    expect(started.code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    expect(new URL(started.approve).pathname).toBe('/pair');
    expect(await take(started.pairing, verifier)).toMatchObject({ status: 425, body: { code: 'pairing.pending' } });
    expect(await readPairing(worker, approver(), started.code, Date.now())).toMatchObject({ name: 'Firefox on Linux' });
    await approvePairing(worker, approver(), started.code.toLowerCase().replace('-', ' '), Date.now());
    const { token } = (await take(started.pairing, verifier)).body;
    expect((await take(started.pairing, verifier)).body.token).toBe(token);
    expect(v.parse(Me, (await call('GET', '/v1/me', { token })).body)).toMatchObject({
      user: office.admin,
      name: 'Ada',
      role: 'admin',
      workspace: office.workspace,
      workspace_name: 'Pairing',
    });
    expect(await count('SELECT count(*) AS n FROM credentials WHERE hash = ?', token)).toBe(0);
    expect(await count('SELECT count(*) AS n FROM audit WHERE action = ? AND subject = ?', 'pairing.approved', started.pairing)).toBe(1);
  });

  test('a wrong verifier gets nothing, and five of them end the pairing', async () => {
    const verifier = crypto.randomUUID() + crypto.randomUUID();
    const started = await start(verifier);
    await approvePairing(worker, approver(), started.code, Date.now());
    for (let i = 0; i < 5; i++)
      expect(await take(started.pairing, verifier.replace(/.$/, '_'))).toMatchObject({ status: 403, body: { code: 'pairing.denied' } });
    expect(await take(started.pairing, verifier)).toMatchObject({ status: 410, body: { code: 'pairing.expired' } });
  });

  test('a pairing that is too old, unknown or refused ends by name', async () => {
    const verifier = crypto.randomUUID() + crypto.randomUUID();
    const started = await start(verifier);
    await expect(approvePairing(worker, approver(), started.code, started.expires_at + 1)).rejects.toMatchObject({
      problem: { code: 'pairing.expired' },
    });
    await env.DB.prepare('UPDATE pairings SET expires_at = 1 WHERE id = ?').bind(started.pairing).run();
    expect(await take(started.pairing, verifier)).toMatchObject({ status: 410, body: { code: 'pairing.expired' } });
    expect(await take('nothing', verifier)).toMatchObject({ status: 410, body: { code: 'pairing.expired' } });
    const refused = await start(verifier);
    await denyPairing(worker, approver(), refused.code, Date.now());
    expect(await take(refused.pairing, verifier)).toMatchObject({ status: 403, body: { code: 'pairing.denied' } });
  });

  test('five wrong codes stop the person from guessing on', async () => {
    const guesser = { ...approver(), user: 'guesser' };
    for (let i = 0; i < 5; i++)
      await expect(approvePairing(worker, guesser, `BBBB-BBB${i}`, NOW)).rejects.toMatchObject({
        problem: { code: 'pairing.code-unknown' },
      });
    await expect(approvePairing(worker, guesser, 'BBBB-BBBB', NOW)).rejects.toMatchObject({ problem: { code: 'rate.limited' } });
  });

  test('a revoked device, a signed-out one and a made-up token are turned away by different names', async () => {
    const token = await pairAs(office.workspace, 'viewer-1', 'viewer');
    const { device } = (await call('GET', '/v1/me', { token })).body;
    expect((await call('DELETE', `/v1/devices/${device}`, { token: tokens.admin })).status).toBe(204);
    expect(await call('GET', '/v1/me', { token })).toMatchObject({ status: 401, body: { code: 'auth.revoked' } });
    const second = await pairAs(office.workspace, 'viewer-1', 'viewer');
    expect((await call('DELETE', '/v1/me', { token: second })).status).toBe(204);
    expect(await call('GET', '/v1/me', { token: second })).toMatchObject({ status: 401, body: { code: 'auth.revoked' } });
    const strange = (await newToken(office.workspace)).text;
    const moved = token.replace(office.workspace, other.workspace);
    for (const bad of [strange, moved, 'nonsense', `${token}x`])
      expect(await call('GET', '/v1/me', { token: bad })).toMatchObject({ status: 401, body: { code: 'auth.invalid' } });
  });
});

describe('one-time links', () => {
  test('only the holder of the secret gets one, and asking twice makes no second workspace', async () => {
    expect(await call('POST', '/v1/setup-links', { body: {} })).toMatchObject({ status: 401, body: { code: 'auth.missing' } });
    expect(await call('POST', '/v1/setup-links', { token: 'guess', body: {} })).toMatchObject({
      status: 401,
      body: { code: 'auth.invalid' },
    });
    const ask = () => call('POST', '/v1/setup-links', { token: env.VAFA_SETUP_SECRET, body: { workspace_name: 'Linked' } });
    const [first, second] = await Promise.all([ask(), ask()]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body.url).not.toBe(second.body.url);
    expect(await count('SELECT count(*) AS n FROM workspaces WHERE name = ?', 'Linked')).toBe(1);
    expect(await count(`SELECT count(*) AS n FROM users u JOIN workspaces w ON w.id = u.workspace WHERE w.name = ?`, 'Linked')).toBe(1);
  });

  test('of two who spend a link at once one is let in, and nobody after', async () => {
    const { url } = (await call('POST', '/v1/setup-links', { token: env.VAFA_SETUP_SECRET, body: { workspace_name: 'Linked' } })).body;
    const hash = await sha256(url.slice(url.lastIndexOf('/') + 1));
    const spend = (id: string) => spendLink(env.DB, hash, { hash: `session-${id}`, id, expiresAt: NOW + DAY }, `mark-${id}`, NOW);
    const won = await Promise.all([spend('a'), spend('b')]);
    expect(won.filter((who) => who !== null)).toHaveLength(1);
    expect(await count(`SELECT count(*) AS n FROM credentials WHERE hash LIKE 'session-%'`)).toBe(1);
    expect(await spend('c')).toBeNull();
    const late = (await call('POST', '/v1/setup-links', { token: env.VAFA_SETUP_SECRET, body: { workspace_name: 'Linked' } })).body;
    expect(
      await spendLink(
        env.DB,
        await sha256(late.url.slice(late.url.lastIndexOf('/') + 1)),
        { hash: 'late', id: 'late', expiresAt: 1 },
        'late',
        late.expires_at + 1,
      ),
    ).toBeNull();
  });
});
