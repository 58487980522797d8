/**
 * Tokens that rotate: a device asks with an access token of 15 minutes and gets the next one for a refresh token that is good once.
 * Every refresh is signed by a key that cannot leave the device. No secret of a pair is stored: both are derived from the refresh token
 * before (which only the device holds), the device's rotation id and a salt of ours, so that the same rotation always makes the same pair.
 */
import type * as v from 'valibot';
import type { DeviceKey, RefreshAnswer, RefreshRequest } from '../../shared/api/tokens';
import { refreshProof } from '../../shared/api/tokens';
import type { Env } from '../env';
import { fail, ProblemError } from '../http';
import { auditStatement } from '../store/audit';
import { findCredential, revokeStatement } from '../store/credentials';
import { accessStatement, beginStatement, findRotation, type Rotation, rotateStatement } from '../store/rotations';
import { base64url, readToken, sha256, tokenOf } from './token';

export const ACCESS_MS = 15 * 60_000;
/** A refresh token that nobody uses ends after this long; using one begins the time anew … */
export const SLIDING_MS = 30 * 86_400_000;
/** … but never beyond this long after pairing. */
export const ABSOLUTE_MS = 90 * 86_400_000;
/** For so long the answer to a rotation may be fetched again, whatever was done with the first one. */
export const GRACE_MS = 60_000;
/** How far a device's clock may be off. */
const SKEW_MS = 10 * 60_000;

type Pair = v.InferOutput<typeof RefreshAnswer>;
type Asked = v.InferOutput<typeof RefreshRequest>;
type Key = v.InferOutput<typeof DeviceKey>;

export const newSalt = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

interface Derived {
  refresh: { text: string; hash: string };
  access: { text: string; hash: string };
}
/** The pair that follows from a secret of the device. */
export async function derivePair(workspace: string, salt: string, secret: string): Promise<Derived> {
  const of = async (what: string) => tokenOf(workspace, await sha256(`${salt}.${secret}.${what}`));
  return { refresh: await of('refresh'), access: await of('access') };
}

/**
 * The next pair for a device. Fails with auth.invalid (not this device's token or key), auth.clock, auth.expired (unused for 30 days, or
 * 90 days after pairing) or auth.revoked: so too when a token that was rotated away comes back, which ends the device.
 */
export async function refreshTokens(env: Env, asked: Asked, host: string, now: number): Promise<Pair> {
  const token = await readToken(asked.refresh);
  if (!token) fail('auth.invalid', 'this is not a Vafa token');
  const found = await findRotation(env.DB, token.workspace, asked.device);
  if (!found) return adopt(env, asked, token, host, now);
  await checkProof(JSON.parse(found.jwk) as Key, asked, host, now);
  return answer(env, asked, token.hash, found, now);
}

async function answer(env: Env, asked: Asked, given: string, found: Rotation, now: number): Promise<Pair> {
  if (found.revoked_at !== null) fail('auth.revoked', 'this device was revoked');
  if (found.rotated_at + SLIDING_MS <= now || found.begun_at + ABSOLUTE_MS <= now) fail('auth.expired', 'pair this device again');
  const made = await derivePair(found.workspace, found.salt, `${asked.refresh}.${asked.rotation_id}`);
  const expiresAt = now + ACCESS_MS;
  const pair = { access: made.access.text, refresh: made.refresh.text, expires_at: expiresAt, now };
  if (given === found.hash) {
    const [rotated] = await env.DB.batch([
      rotateStatement(env.DB, found, { from: given, to: made.refresh.hash, rotation: asked.rotation_id }, now),
      accessStatement(env.DB, found, { hash: made.access.hash, expiresAt, refresh: made.refresh.hash }),
    ]);
    if ((rotated?.results.length ?? 0) > 0) return pair;
    const again = await findRotation(env.DB, found.workspace, found.device);
    // Two requests of one rotation at once: the other one has rotated, and this one is its retry.
    return again ? answer(env, asked, given, again, now) : fail('auth.revoked', 'this device was removed');
  }
  const isRetry = given === found.previous && asked.rotation_id === found.rotation;
  // A background that was killed, or a lid that was closed, before the answer arrived comes back after any time: what it asks for was never used.
  if (isRetry && (now - found.rotated_at <= GRACE_MS || found.used_at === null)) {
    if (found.used_at === null)
      await accessStatement(env.DB, found, { hash: made.access.hash, expiresAt, refresh: made.refresh.hash }).run();
    return pair;
  }
  await env.DB.batch([
    revokeStatement(env.DB, found.workspace, found.device, now),
    auditStatement(env.DB, found.workspace, { at: now, actor: found.user, action: 'device.token-reused', subject: found.device }),
  ]);
  return fail('auth.revoked', 'a token that was used before came back: pair this device again');
}

/** A long-lived token of an earlier version becomes the first refresh token of a device that now rotates. */
async function adopt(env: Env, asked: Asked, token: { workspace: string; hash: string }, host: string, now: number): Promise<Pair> {
  const { jwk, device } = asked;
  const found = await findCredential(env.DB, token.hash);
  if (!jwk || found?.kind !== 'device' || found.id !== device || found.workspace !== token.workspace)
    fail('auth.invalid', 'this token is not known');
  if (found.revoked_at !== null || found.expires_at !== null) fail('auth.revoked', 'this token was revoked');
  await checkProof(jwk, asked, host, now);
  const { workspace } = token;
  const salt = newSalt();
  const made = await derivePair(workspace, salt, `${asked.refresh}.${asked.rotation_id}`);
  const expiresAt = now + ACCESS_MS;
  const next = { workspace, device, jwk: JSON.stringify(jwk), salt, hash: made.refresh.hash };
  const [begun] = await env.DB.batch([
    beginStatement(env.DB, { ...next, previous: token.hash, rotation: asked.rotation_id }, now),
    accessStatement(env.DB, next, { hash: made.access.hash, expiresAt, refresh: made.refresh.hash }),
    auditStatement(env.DB, workspace, { at: now, actor: found.user, action: 'device.rotates', subject: device }),
  ]);
  if ((begun?.results.length ?? 0) > 0) return { access: made.access.text, refresh: made.refresh.text, expires_at: expiresAt, now };
  return refreshTokens(env, asked, host, now);
}

/** Fails unless the key of the device has signed this very request, just now. */
async function checkProof(key: Key, asked: Asked, host: string, now: number): Promise<void> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  let isTrue = false;
  try {
    const imported = await crypto.subtle.importKey('jwk', { ...key, ext: true }, algorithm, false, ['verify']);
    const signature = Uint8Array.from(atob(asked.proof.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
    const signed = new TextEncoder().encode(refreshProof({ host, rotation: asked.rotation_id, time: asked.time }));
    isTrue = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, imported, signature, signed);
  } catch {
    // Not a point of the curve, or not base64url: not the device's key.
  }
  if (!isTrue) fail('auth.invalid', 'the proof is not by the key of this device');
  if (Math.abs(asked.time - now) > SKEW_MS) throw clockProblem(now);
}

/** Tells the device what time it is, so that it can sign once more. */
function clockProblem(now: number): ProblemError {
  return new ProblemError({ type: 'urn:vafa:problem:auth.clock', code: 'auth.clock', title: 'auth clock', status: 401, now });
}
