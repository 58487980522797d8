/** What the tools on this computer ask of the local Worker, through the same public API as everybody else. */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ToolError } from './settings';
import type { LocalWorker } from './worker-process';

async function call(url: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, { redirect: 'manual', ...init });
  if (answer.status >= 400)
    throw new ToolError(
      `${init.method ?? 'GET'} ${new URL(url).pathname} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`,
    );
  return answer;
}

/** How often a Worker that has just started is asked again, and after how long (ms): wrangler may load it anew and lose what was asked meanwhile. */
const TRIES = 5;
const AGAIN_AFTER = 500;

/** A fresh one-time admin link: opening it signs the person in as admin. A link that got lost on the way is never opened, and expires. */
export async function makeAdminLink(worker: LocalWorker): Promise<string> {
  for (let tries = 1; ; tries++) {
    try {
      return await askAdminLink(worker);
    } catch (error) {
      if (tries === TRIES || !/Network connection lost|fetch failed/i.test(String(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER));
    }
  }
}

async function askAdminLink(worker: LocalWorker): Promise<string> {
  const answer = await call(`${worker.url}/v1/setup-links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${worker.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ workspace_name: 'Vafa', name: 'Admin' }),
  });
  return ((await answer.json()) as { url: string }).url;
}

/** Signs in by a one-time link, as a browser's form would; returns the cookie header. */
export async function signIn(link: string): Promise<string> {
  const url = new URL(link);
  const answer = await call(`${url.origin}${url.pathname}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: url.origin, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(url.search || url.hash.slice(1)).toString(),
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  if (!cookie) throw new ToolError('The one-time link set no session.');
  return cookie;
}

/** Approves a device by the code it shows, in the name of the signed-in person. */
export async function approvePairing(worker: LocalWorker, cookie: string, code: string): Promise<void> {
  await call(`${worker.url}/pair`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: worker.url, 'sec-fetch-site': 'same-origin', cookie },
    body: new URLSearchParams({ code, decision: 'approve' }).toString(),
  });
}

/** Pairs this tool like any device and returns its token, kept in the data folder for the next start. */
export async function pairTool(worker: LocalWorker, data: string): Promise<string> {
  const file = path.join(data, 'tool-token');
  try {
    const token = readFileSync(file, 'utf8').trim();
    const me = await fetch(`${worker.url}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
    if (me.ok) return token;
  } catch {
    // No token yet: paired below.
  }
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const json = { 'content-type': 'application/json' };
  const started = (await (
    await call(`${worker.url}/v1/pair`, { method: 'POST', headers: json, body: JSON.stringify({ challenge, name: 'This computer' }) })
  ).json()) as { pairing: string; code: string };
  await approvePairing(worker, await signIn(await makeAdminLink(worker)), started.code);
  const { token } = (await (
    await call(`${worker.url}/v1/pair/token`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ pairing: started.pairing, verifier }),
    })
  ).json()) as { token: string };
  writeFileSync(file, token, { mode: 0o600 });
  return token;
}

/** The id of the user behind a token. */
export async function whoIs(worker: LocalWorker, token: string): Promise<string> {
  const answer = await call(`${worker.url}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  return ((await answer.json()) as { user: string }).user;
}

/** Adds somebody to the workspace; who is there already stays as they are. */
export async function addPerson(worker: LocalWorker, token: string, person: { id: string; name: string; role: string }): Promise<void> {
  const answer = await fetch(`${worker.url}/v1/users`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(person),
  });
  if (answer.ok) return;
  const { code } = (await answer.json()) as { code: string };
  if (code !== 'user.taken') throw new ToolError(`The Worker did not add ${person.id}: ${code}.`);
}

/** Sends events in wire form, as coming from `source`; throws when the Worker refuses any. */
export async function sendEvents(
  worker: LocalWorker,
  token: string,
  events: unknown[],
  source = 'api',
): Promise<{ accepted: number; duplicates: number }> {
  let accepted = 0;
  let duplicates = 0;
  for (let from = 0; from < events.length; from += 500) {
    const answer = await call(`${worker.url}/v1/events?source=${source}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ events: events.slice(from, from + 500) }),
    });
    const done = (await answer.json()) as { accepted: number; duplicates: number; refused: { code: string; detail: string }[] };
    // The demo's ids are fixed and its times follow the clock: what an interrupted start left is known, though told a little otherwise.
    const refused = done.refused.filter(({ code }) => source !== 'demo' || code !== 'event.id-taken');
    if (refused.length > 0) throw new ToolError(`The Worker refused ${refused.length} events: ${refused[0]?.detail}`);
    accepted += done.accepted;
    duplicates += done.duplicates + done.refused.length - refused.length;
  }
  return { accepted, duplicates };
}
