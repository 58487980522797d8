/** Joining the club by a public link (row 147). */
import { env, exports } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { newToken } from '../../worker/auth/token';
import { issueStatement } from '../../worker/store/credentials';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { decideJoinRequest, listJoinRequests, setJoinLink } from '../../worker/store/joining';
import { count, event, type Office, openOffice } from './office';

const DAY = 86_400_000;
let office: Office;
let link: string;
beforeAll(async () => {
  office = await openOffice('Joining');
  const { text, hash } = await newToken(office.workspace);
  await setJoinLink(env.DB, office.workspace, { hash, token: text, salt: 'salt' }, office.admin, Date.now());
  link = `/join/${text}`;
});
const send = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  exports.default.fetch(`http://127.0.0.1:8787${path}`, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields), headers });
const requests = () => listJoinRequests(env.DB, office.workspace, 50);

test('row 147: the form stands in three languages, logs a request once, and says the same to everybody', async () => {
  for (const [lang, dir] of [
    ['en', 'ltr'],
    ['fa', 'rtl'],
    ['ar', 'rtl'],
  ]) {
    const page = await exports.default.fetch(`http://127.0.0.1:8787${link}?lang=${lang}`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain(`<html lang="${lang}" dir="${dir}">`);
  }
  const asked = { name: 'Tess', email: 'Tess@One.example', company: 'One', referrer: '' };
  const first = await send(`${link}?lang=fa`, asked);
  expect(first.status).toBe(200);
  expect(await (await send(link, asked)).text()).toContain('Thank you');
  expect(await requests()).toMatchObject([{ name: 'Tess', email: 'tess@one.example', language: 'fa', state: 'open' }]);
  expect((await requests())[0]?.place).not.toContain('local');
  expect((await send(link, { ...asked, email: 'no address' })).status).toBe(422);
  const { text } = await newToken(office.workspace);
  expect((await send(`/join/${text}`, asked)).status).toBe(410);
  expect(await requests()).toHaveLength(1);
});

test('row 147: from one place only so many requests are taken', async () => {
  const answers = [];
  for (let i = 0; i < 14; i++)
    answers.push((await send(link, { name: 'A', email: `a${i}@crowd.example` }, { 'cf-connecting-ip': '192.0.2.7' })).status);
  expect(answers.filter((status) => status === 200)).toHaveLength(10);
  expect(answers.at(-1)).toBe(429);
});

test('row 147: accepted, they are a member: the customer they are already, or a new one, and who told them has a referral', async () => {
  const now = Date.now();
  await ingest(
    env.DB,
    office.workspace,
    [
      event('old', 'contact.set', now - 9 * DAY, { contact: 'k', name: 'Old', email: 'k@old.example' }),
      event('advocate', 'contact.set', now - 9 * DAY, { contact: 'a', name: 'Ada', email: 'ada@adv.example' }),
    ],
    now,
  );
  await foldPending(env.DB, office.workspace, now, 10);
  await send(link, { name: 'Kim', email: 'k@old.example' }, { 'cf-connecting-ip': '192.0.2.8' });
  await send(
    link,
    { name: 'New', email: 'n@new.example', company: 'New GmbH', referrer: 'ada@adv.example' },
    { 'cf-connecting-ip': '192.0.2.9' },
  );
  const cookie = await signIn();
  for (const email of ['k@old.example', 'n@new.example']) {
    const one = (await requests()).find((asked) => asked.email === email);
    const decide = () => send(`/club/requests/${one?.id}`, { decision: 'accept' }, { cookie });
    expect((await Promise.all([decide(), decide()])).map(({ status }) => status)).toEqual([303, 303]);
  }
  const factsOf = async (id: string | null | undefined) =>
    JSON.parse(
      (
        await env.DB.prepare('SELECT body FROM facts WHERE workspace = ? AND customer = ?')
          .bind(office.workspace, id ?? '')
          .first<{ body: string }>()
      )?.body ?? '{}',
    );
  const accepted = new Map((await requests()).map(({ email, customer, state }) => [email, { customer, state }]));
  expect(accepted.get('k@old.example')).toEqual({ customer: 'old', state: 'accepted' });
  expect((await factsOf('old')).profile.joinedClub).toBeGreaterThan(now - DAY);
  const made = accepted.get('n@new.example')?.customer;
  expect(await factsOf(made)).toMatchObject({ profile: { name: 'New GmbH' }, contacts: [{ email: 'n@new.example' }] });
  expect((await factsOf('advocate')).awards.referrals).toMatchObject([
    { id: made, state: 'pending', place: expect.stringMatching(/^\S{22}$/) },
  ]);
  expect(await count('SELECT count(*) AS n FROM events WHERE workspace = ? AND customer = ?', office.workspace, made)).toBe(3);
  await decideJoinRequest(env.DB, office.workspace, (await requests())[0]?.id ?? '', null, office.admin, now);
  expect(await count(`SELECT count(*) AS n FROM audit WHERE workspace = ? AND action = 'club.join-accepted'`, office.workspace)).toBe(2);
});

/** The cookie of an admin's session on the Worker's pages. */
async function signIn(): Promise<string> {
  const { text, hash } = await newToken(office.workspace);
  const now = Date.now();
  const of = { workspace: office.workspace, user: office.admin, role: 'admin' as const };
  await issueStatement(env.DB, { hash, id: hash.slice(0, 16), ...of, kind: 'session', name: '', expiresAt: now + DAY }, now).run();
  return `vafa_session=${text}`;
}
