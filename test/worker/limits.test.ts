/** How often what may be asked: each limit is kept, says when to try again, and is lifted with the next window. */
import { env, exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, test } from 'vitest';
import { ENDPOINTS, type EndpointName } from '../../shared/api/endpoints';
import { LIMITS, LINK_MAKING, LINK_SPENDING } from '../../worker/auth/limits';
import { INVITE_MS, makeLink } from '../../worker/auth/links';
import { type Named, ROWS } from './calls';
import { call, count, type Office, openStaffed, pairAs, type Staffed } from './office';

const ORIGIN = 'http://127.0.0.1:8787';
let office: Office;
let tokens: Staffed['tokens'];
const named: Named = {
  customer: 'mine',
  contact: 'c',
  address: 'tamsin@mine.example',
  user: 'nowhere',
  device: 'nowhere',
  source: 'nowhere',
  draft: 'nowhere',
  clubDraft: 'nowhere',
  backtest: 'nowhere',
  decision: 'nowhere',
};
beforeAll(async () => {
  ({ office, tokens } = await openStaffed('Limits', Date.now()));
});

/** As if this had been asked so often in the window that is under way. */
async function asked(like: string, times: number): Promise<void> {
  await env.DB.prepare('UPDATE counters SET n = ?2 WHERE key LIKE ?1').bind(like, times).run();
}
function ask(name: EndpointName, token: string, from = '192.0.2.9') {
  const { method, path } = ENDPOINTS[name];
  const { id = 'mine', query, body } = ROWS[name].sent(named);
  const at = `${path.replace(/:[a-z]+/, id)}${query ? `?${query}` : ''}`;
  return call(method, at, { token, headers: { 'cf-connecting-ip': from }, ...(body === undefined ? {} : { body }) });
}

describe('every limited endpoint', () => {
  test.each(Object.entries(LIMITS).map(([name, limit]) => [name as EndpointName, limit] as const))(
    '%s',
    async (name, { by, most, windowMs }) => {
      const token = name === 'setupLink' ? env.VAFA_SETUP_SECRET : tokens.admin;
      expect((await ask(name, token)).status).not.toBe(429);
      expect(await count('SELECT count(*) AS n FROM counters WHERE key LIKE ?', `${name}:%`)).toBeGreaterThan(0);
      await asked(`${name}:%`, most - 1);
      expect((await ask(name, token)).status).not.toBe(429);
      const refused = await ask(name, token);
      expect(refused).toMatchObject({ status: 429, body: { code: 'rate.limited' } });
      const wait = Number(refused.headers.get('retry-after'));
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(windowMs / 1000);
      // Somebody else, from elsewhere, is not kept out.
      const else_ =
        by === 'address'
          ? await ask(name, token, '198.51.100.1')
          : await ask(name, await pairAs(office.workspace, 'second-admin', 'admin'));
      expect(else_.status).not.toBe(429);
      // The next window begins at nothing.
      await env.DB.prepare('UPDATE counters SET window = window - ?2 WHERE key LIKE ?1').bind(`${name}:%`, windowMs).run();
      expect((await ask(name, token)).status).not.toBe(429);
    },
  );

  test('of what is limited by device a second device of the same person has its own; of what is limited by user it has not', async () => {
    const second = await pairAs(office.workspace, office.admin, 'admin');
    for (const name of ['lookup', 'addUser'] as const) {
      await ask(name, tokens.admin);
      await asked(`${name}:%`, LIMITS[name]?.most ?? 0);
      expect((await ask(name, tokens.admin)).status).toBe(429);
      expect((await ask(name, second)).status === 429).toBe(name === 'addUser');
    }
  });
});

describe('one-time links', () => {
  const spend = (from: string) =>
    exports.default.fetch(`${ORIGIN}/link/vafa_x_${'y'.repeat(43)}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: ORIGIN, 'cf-connecting-ip': from },
    });

  test('cannot be tried without end, not even a good one', async () => {
    expect((await spend('192.0.2.20')).status).toBe(410);
    await asked('link:192.0.2.20', LINK_SPENDING.most);
    const refused = await spend('192.0.2.20');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.text()).toContain('Too often');
    expect((await spend('192.0.2.21')).status).toBe(410);
  });

  test('are made so often in an hour, on the page as by the API', async () => {
    const link = await makeLink(env.DB, ORIGIN, { workspace: office.workspace, user: office.admin, role: 'admin' }, INVITE_MS, Date.now());
    await link.statement.run();
    const signedIn = await exports.default.fetch(link.url, { method: 'POST', redirect: 'manual', headers: { origin: ORIGIN } });
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const invite = () =>
      exports.default.fetch(`${ORIGIN}/people/viewer-1/link`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, origin: ORIGIN },
        body: new FormData(),
      });
    await env.DB.prepare('DELETE FROM counters').run();
    expect((await invite()).status).toBe(200);
    await asked('addUser:%', LINK_MAKING.most);
    const links = () => count(`SELECT count(*) AS n FROM credentials WHERE workspace = ? AND kind = 'link'`, office.workspace);
    const before = await links();
    expect((await invite()).status).toBe(429);
    expect((await ask('addUser', tokens.admin)).status).toBe(429);
    expect(await links()).toBe(before);
  });
});
