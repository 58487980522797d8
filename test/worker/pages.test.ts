import { env, exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { INVITE_MS, makeLink } from '../../worker/auth/links';
import { sha256 } from '../../worker/auth/token';
import { call, count, hire, type Office, openOffice, pairAs } from './office';

const ORIGIN = 'http://127.0.0.1:8787';
let office: Office;
let session = '';

/** As a browser would: with its cookie, and with the headers that tell a form of ours from a foreign one. */
async function visit(
  path: string,
  given: { form?: Record<string, string | File>; cookie?: string; origin?: string; accept?: string } = {},
) {
  const body = given.form ? new FormData() : null;
  for (const [name, value] of Object.entries(given.form ?? {})) body?.append(name, value);
  const response = await exports.default.fetch(`${ORIGIN}${path}`, {
    method: body ? 'POST' : 'GET',
    redirect: 'manual',
    ...(body ? { body } : {}),
    headers: {
      cookie: given.cookie ?? session,
      ...(body ? { origin: given.origin ?? ORIGIN, 'sec-fetch-site': given.origin ? 'cross-site' : 'same-origin' } : {}),
      'accept-language': given.accept ?? 'en',
    },
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}
async function linkFor(user: string, role: 'admin' | 'agent') {
  const link = await makeLink(env.DB, ORIGIN, { workspace: office.workspace, user, role }, INVITE_MS, Date.now());
  await link.statement.run();
  return link.url.slice(ORIGIN.length);
}
async function signIn(user: string, role: 'admin' | 'agent'): Promise<string> {
  const { headers } = await visit(await linkFor(user, role), { form: {}, cookie: '' });
  return (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

beforeAll(async () => {
  office = await openOffice('Page office');
  session = await signIn(office.admin, 'admin');
});

describe('signing in', () => {
  it('spends a one-time link by the button only: looking at it changes nothing', async () => {
    const link = await linkFor(office.admin, 'admin');
    for (let i = 0; i < 2; i++) expect(await visit(link, { cookie: '' })).toMatchObject({ status: 200 });
    const used = await visit(link, { form: {}, cookie: '' });
    expect([used.status, used.headers.get('location')]).toEqual([303, '/']);
    expect(used.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Lax/);
    expect((await visit(link, { form: {}, cookie: '' })).status).toBe(410);
  });
  it('says of a used, expired or made-up link that it is dead before the button is pressed', async () => {
    const used = await linkFor(office.admin, 'admin');
    await visit(used, { form: {}, cookie: '' });
    const old = await makeLink(env.DB, ORIGIN, { workspace: office.workspace, user: office.admin, role: 'admin' }, 1, Date.now() - 1000);
    await old.statement.run();
    for (const link of [used, old.url.slice(ORIGIN.length), '/link/nothing']) {
      const { status, text } = await visit(link, { cookie: '' });
      expect(status).toBe(410);
      expect(text).toContain('used or too old');
      expect(text).not.toContain('<button>');
    }
  });
  it('shows nothing to somebody who is not signed in', async () => {
    for (const path of ['/', '/import', '/sources', '/people', '/pair?code=AAAA-AAAA'])
      expect((await visit(path, { cookie: '' })).status, path).toBe(401);
  });
  it('leads back to the page that was asked for, on this site alone, once somebody signed in beside it', async () => {
    expect((await visit('/pair?code=AAAA-AAAA&lang=fa', { cookie: '' })).text).toContain('href="/pair?code=AAAA-AAAA&amp;lang=fa"');
    expect((await visit('//evil.example/..//pair?code=AAAA-AAAA', { cookie: '' })).text).not.toContain('href="//');
    expect((await visit('/pair?code="><b>', { cookie: '' })).text).not.toContain('<b>');
  });
  it('keeps admin pages from agents', async () => {
    await hire(office, 'agent', 'ann');
    const cookie = await signIn('ann', 'agent');
    expect((await visit('/people', { cookie })).status).toBe(403);
    expect((await visit('/keys', { cookie, form: { name: 'x' } })).status).toBe(403);
    expect((await visit('/', { cookie })).status).toBe(200);
  });
});

describe('every page', () => {
  it('forbids scripts, frames and foreign forms', async () => {
    const { headers, text } = await visit('/');
    const csp = headers.get('content-security-policy') ?? '';
    for (const rule of ["default-src 'none'", "frame-ancestors 'none'", "form-action 'self'"]) expect(csp).toContain(rule);
    expect(csp).not.toContain('unsafe');
    expect(text).not.toMatch(/<script|style=|<style/);
    expect((await visit('/keys', { form: { name: 'x' }, origin: 'https://evil.example' })).status).toBe(403);
  });
  it.each([
    ['en', 'ltr', 'Overview'],
    ['fa', 'rtl', 'نمای کلی'],
    ['ar', 'rtl', 'نظرة عامة'],
  ])('speaks %s, by address or by the browser’s wish', async (lang, dir, title) => {
    for (const { text } of [await visit(`/?lang=${lang}`), await visit('/', { accept: `${lang}-XX,en;q=0.5` })]) {
      expect(text).toContain(`<html lang="${lang}" dir="${dir}">`);
      expect(text).toContain(`<h1>${title}</h1>`);
    }
  });
  it('escapes what comes from outside', async () => {
    const { text } = await visit('/people', { form: { name: '<img src=x onerror=alert(1)>', role: 'viewer' } });
    expect(text).toContain('&lt;img src=x');
    expect(text).not.toContain('<img');
  });
});

describe('an admin', () => {
  it('approves a device after seeing its code and name', async () => {
    const verifier = crypto.randomUUID() + crypto.randomUUID();
    const started = (await call('POST', '/v1/pair', { body: { challenge: await sha256(verifier), name: 'Firefox on Linux' } })).body;
    const token = () => call('POST', '/v1/pair/token', { body: { pairing: started.pairing, verifier } });
    const page = await visit(started.approve.slice(ORIGIN.length));
    expect(page.text).toContain(started.code);
    expect(page.text).toContain('Firefox on Linux');
    expect((await token()).body.code).toBe('pairing.pending');
    expect((await visit('/pair', { form: { code: started.code, decision: 'approve' } })).text).toContain('Connected');
    expect((await token()).status).toBe(200);
    expect((await visit('/pair?code=BBBB-BBBB')).status).toBe(404);
  });
  it('sees a dry report first and imports by the second button', async () => {
    const file = new File(['id,name,since\nP1,Persis,1402/07/21\nP2,Bad,never\n'], 'our customers.csv');
    const dry = await visit('/import', { form: { kind: 'customers', file } });
    expect(dry.text).toContain('nothing was changed yet');
    expect(dry.text).toContain('never');
    const customers = () => count('SELECT count(*) AS n FROM customers WHERE workspace = ?1', office.workspace);
    expect(await customers()).toBe(0);
    const copy = /name="copy" value="([^"]+)"/.exec(dry.text)?.[1] ?? '';
    const done = await visit('/import', { form: { kind: 'customers', name: 'our customers.csv', copy } });
    expect(done.text).toContain('Imported');
    expect(await customers()).toBe(1);
    const home = (await visit('/')).text;
    expect(home).toMatch(/Persis.*Not enough data.*just now/s);
    expect(home).not.toContain('customer.profile');
    expect((await visit('/?lang=fa')).text).toMatch(/آخرین تغییر.*Persis.*همین حالا/s);
  });
  it('makes an ingest key that is shown once and works', async () => {
    const { text } = await visit('/keys', { form: { name: 'shop' } });
    const key = /vafa_[0-9a-z]+_[\w-]{43}/.exec(text)?.[0] ?? '';
    expect((await call('GET', '/v1/me', { token: key })).body.role).toBe('ingest');
    expect((await visit('/people')).text).not.toContain(key);
  });
  it('invites somebody by a link that signs them in', async () => {
    const { text } = await visit('/people', { form: { name: 'Mina', role: 'agent' } });
    const link = /\/link\/vafa_[\w-]+/.exec(text)?.[0] ?? '';
    expect((await visit(link, { form: {}, cookie: '' })).status).toBe(303);
  });
  it('changes a role, hands over and removes, disconnects a device, and keeps the last admin', async () => {
    const token = await hire(office, 'agent', 'page-agent');
    await hire(office, 'agent', 'page-heir');
    const owned = [{ customer: 'page-owned', type: 'customer.owner', at: Date.now(), data: { owner: 'page-agent' } }];
    await call('POST', '/v1/events', { token: office.adminToken, body: { events: owned } });
    expect((await visit('/people/page-agent/role', { form: { role: 'viewer' } })).text).toContain('is now');
    expect((await call('GET', '/v1/me', { token })).body.role).toBe('viewer');
    const kept = await visit(`/people/${office.admin}/remove`, { form: { successor: '' } });
    expect(kept.status).toBe(409);
    expect(kept.text).toContain('The last admin stays an admin.');
    expect((await visit(`/people/${office.admin}/role`, { form: { role: 'agent' } })).status).toBe(409);
    const removed = await visit('/people/page-agent/remove', { form: { successor: 'page-heir' } });
    expect(removed.text).toContain('Customers handed over: 1.');
    expect((await call('GET', '/v1/me', { token })).status).toBe(401);
    const heir = await pairAs(office.workspace, 'page-heir', 'agent');
    expect((await call('GET', '/v1/customers/page-owned', { token: heir })).status).toBe(200);
    const { device } = (await call('GET', '/v1/me', { token: heir })).body;
    expect((await visit('/people')).text).toContain(`/devices/${device}/revoke`);
    expect((await visit(`/devices/${device}/revoke`, { form: {} })).text).toContain('Disconnected');
    expect((await call('GET', '/v1/me', { token: heir })).body.code).toBe('auth.revoked');
  });
});
