/** The audit: written with the act, in one unbroken chain whatever happens at once, readable by admins, and nothing of it can be changed unseen. */
import { env, exports } from 'cloudflare:workers';
import fc from 'fast-check';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { Audit, AuditCheck } from '../../shared/api/audit';
import { pages } from '../../shared/i18n/locales/en';
import { sealAudit } from '../../worker/auth/audit-chain';
import { INVITE_MS, makeLink } from '../../worker/auth/links';
import { job } from '../../worker/jobs/seal-audit';
import { auditStatement } from '../../worker/store/audit';
import { call, count, hire, type Office, openOffice } from './office';

const ORIGIN = 'http://127.0.0.1:8787';
let office: Office;
beforeAll(async () => {
  office = await openOffice('Audited');
});
const read = async (at: Office, query = '') => v.parse(Audit, (await call('GET', `/v1/audit${query}`, { token: at.adminToken })).body);
const check = async (at: Office, query = '') =>
  v.parse(AuditCheck, (await call('GET', `/v1/audit/check${query}`, { token: at.adminToken })).body);
const entry = (subject: string) => ({ at: Date.now(), actor: 'vafa', action: 'test.acted', subject });

describe('the chain', () => {
  test('is one line without gaps or forks, however many write and seal at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 8 }), fc.nat(3), async (batches, sealers) => {
        await Promise.all([
          ...batches.map((size, i) =>
            env.DB.batch(Array.from({ length: size }, (_, k) => auditStatement(env.DB, office.workspace, entry(`${i}.${k}`)))),
          ),
          ...Array.from({ length: sealers }, () => sealAudit(env.DB, office.workspace, 100)),
        ]);
        await Promise.all([sealAudit(env.DB, office.workspace, 1000), sealAudit(env.DB, office.workspace, 1000)]);
        const { n, last, rows, hashes } = (await env.DB.prepare(
          `SELECT count(*) AS n, max(seq) AS last, count(DISTINCT hash) AS hashes, (SELECT count(*) FROM audit WHERE workspace = ?1) AS rows FROM audit_chain WHERE workspace = ?1`,
        )
          .bind(office.workspace)
          .first<Record<string, number>>()) as Record<string, number>;
        expect([n, last, hashes]).toEqual([rows, rows, rows]);
        expect(await check(office)).toMatchObject({ intact: true, broken: null, rows: n });
      }),
      { numRuns: 15 },
    );
  });

  test('an act that fails leaves no number behind', async () => {
    const before = (await check(office)).rows;
    await expect(
      env.DB.batch([auditStatement(env.DB, office.workspace, entry('half')), env.DB.prepare('INSERT INTO nowhere VALUES (1)')]),
    ).rejects.toThrow();
    await env.DB.batch([auditStatement(env.DB, office.workspace, entry('whole'))]);
    expect(await check(office)).toMatchObject({ intact: true, rows: before + 1 });
  });

  test('is sealed by the schedule where nobody reads it', async () => {
    await auditStatement(env.DB, office.workspace, entry('unread')).run();
    await job.run(env as never, Date.now());
    expect(await count('SELECT count(*) AS n FROM audit_chain WHERE hash IS NULL')).toBe(0);
  });

  test('can be checked from a number that was noted, in steps', async () => {
    const { head, rows } = await check(office);
    expect(await check(office, `?after=${head.seq - 2}`)).toMatchObject({ intact: true, rows: 2, head });
    expect(rows).toBe(head.seq);
    expect(await check(office, '?after=1000000')).toMatchObject({ intact: false });
  });
});

test('the database itself refuses to change or remove a row, and to unseal one', async () => {
  await check(office);
  for (const sql of [
    `UPDATE audit SET actor = 'nobody'`,
    `DELETE FROM audit`,
    `UPDATE audit_chain SET hash = NULL`,
    `DELETE FROM audit_chain`,
  ])
    await expect(env.DB.prepare(sql).run(), sql).rejects.toThrow();
  expect(await check(office)).toMatchObject({ intact: true });
});

describe('somebody who holds the database and takes the guards away', () => {
  const unguarded = async (work: (workspace: string, at: Office) => Promise<unknown>, name: string) => {
    const own = await openOffice(name);
    for (let i = 0; i < 5; i++) await auditStatement(env.DB, own.workspace, entry(`row ${i}`)).run();
    await check(own);
    for (const trigger of ['audit_numbered', 'audit_kept', 'audit_not_removed', 'audit_sealed', 'audit_chain_kept']) {
      const { sql } = (await env.DB.prepare('SELECT sql FROM sqlite_master WHERE name = ?').bind(trigger).first<{ sql: string }>()) ?? {
        sql: '',
      };
      kept.push(sql);
      await env.DB.prepare(`DROP TRIGGER ${trigger}`).run();
    }
    await work(own.workspace, own);
    for (const sql of kept.splice(0)) await env.DB.prepare(sql).run();
    return check(own);
  };
  const kept: string[] = [];
  const run = (sql: string) => (workspace: string) => env.DB.prepare(sql).bind(workspace).run();

  test.each([
    ['changes who it was', `UPDATE audit SET actor = 'nobody' WHERE workspace = ?1 AND subject = 'row 2'`],
    ['changes when it was', `UPDATE audit_chain SET at = at + 1 WHERE workspace = ?1 AND seq = 4`],
    ['removes a row', `DELETE FROM audit WHERE workspace = ?1 AND subject = 'row 1'`],
    ['removes a row with its place', `DELETE FROM audit_chain WHERE workspace = ?1 AND seq = 4`],
    [
      'swaps two rows',
      `UPDATE audit_chain SET hash = (SELECT hash FROM audit_chain o WHERE o.workspace = ?1 AND o.seq = 5) WHERE workspace = ?1 AND seq = 4`,
    ],
  ])('is found out who %s', async (what, sql) => {
    const found = await unguarded(run(sql), `Tampered: ${what}`);
    expect(found).toMatchObject({ intact: false });
    expect(found.broken).toBeGreaterThan(0);
    expect(found.broken).toBeLessThanOrEqual(7);
  });
});

test('admins read it from the newest on, page by page; nobody else does', async () => {
  const first = await read(office, '?limit=3');
  expect(first.rows).toHaveLength(3);
  const second = await read(office, `?limit=3&before=${first.before}`);
  const seqs = [...first.rows, ...second.rows].map(({ seq }) => seq);
  expect(seqs).toEqual([...seqs].sort((a, b) => b - a));
  expect(new Set(seqs).size).toBe(6);
  expect([...first.rows, ...second.rows].every(({ hash }) => /^[\w-]{43}$/.test(hash))).toBe(true);
  const manager = await hire(office, 'manager', 'reader');
  expect((await call('GET', '/v1/audit', { token: manager })).status).toBe(403);
});

test('every act leaves its row, by ids, with no name, address or text', async () => {
  const own = await openOffice('Acted');
  const token = own.adminToken;
  const agent = await hire(own, 'agent', 'agent-7');
  await call('POST', '/v1/users/agent-7', { token, body: { name: 'Ferdinand Secretname', role: 'viewer' } });
  const { id } = (await call('POST', '/v1/keys', { token, body: { name: 'Keyname' } })).body;
  await call('DELETE', `/v1/devices/${id}`, { token });
  await call('POST', '/v1/segments', { token, body: { version: 0, segments: [] } });
  await call('POST', '/v1/imports/customers', {
    token,
    body: 'id,name,email\nk1,Customername,someone@secret.example\n',
    headers: { 'content-type': 'text/csv' },
  });
  await call('DELETE', '/v1/customers/k1', { token });
  await call('POST', '/v1/backtests', { token, body: {} });
  await call('DELETE', '/v1/me', { token: agent });
  await call('DELETE', '/v1/users/agent-7', { token });
  const link = await makeLink(env.DB, ORIGIN, { workspace: own.workspace, user: own.admin, role: 'admin' }, INVITE_MS, Date.now());
  await link.statement.run();
  const signedIn = await exports.default.fetch(link.url, { method: 'POST', redirect: 'manual', headers: { origin: ORIGIN } });
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const visit = (path: string) => exports.default.fetch(`${ORIGIN}${path}`, { headers: { cookie } });
  const { rows } = await read(own);
  const actions = new Set(rows.map(({ action }) => action));
  for (const action of [
    'workspace.created',
    'link.made',
    'pairing.approved',
    'user.added',
    'user.changed',
    'key.added',
    'device.revoked',
    'segments.published',
    'import.done',
    'customer.removed',
    'backtest.asked',
    'device.signed-out',
    'user.removed',
    'link.used',
  ])
    expect([...actions], action).toContain(action);
  expect(JSON.stringify(rows)).not.toMatch(/Secretname|Keyname|Customername|secret\.example/);
  // And the page has words for each, in every language.
  for (const action of actions) expect(Object.keys(pages)).toContain(`audit.${action}`);
  for (const [lang, words] of [
    ['en', 'The record is whole'],
    ['fa', 'فهرست دست‌نخورده است'],
    ['ar', 'السجل سليم'],
  ]) {
    const text = await (await visit(`/audit?lang=${lang}`)).text();
    expect(text).toContain(words);
    expect(text).not.toContain('customer.removed');
  }
  await exports.default.fetch(`${ORIGIN}/sign-out`, { method: 'POST', redirect: 'manual', headers: { cookie, origin: ORIGIN } });
  expect((await read(own)).rows[0]).toMatchObject({ action: 'session.ended', actor: own.admin });
});
