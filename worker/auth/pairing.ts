/**
 * Pairing a device (the shape of RFC 8628 with a verifier as in RFC 7636): the device shows a code, a signed-in person approves it in
 * our own page, the device proves with its verifier that it was the one that asked, and gets its token.
 */
import type * as v from 'valibot';
import type { PairRequest, PairTokenAnswer } from '../../shared/api/contract';
import type { Env } from '../env';
import { type Caller, fail } from '../http';
import { auditStatement } from '../store/audit';
import { issueDeviceStatement } from '../store/credentials';
import { randomId } from '../store/ids';
import { addPairing, countWrong, decideStatement, findPairing, findPairingByCode, type Pairing } from '../store/pairings';
import { accessStatement, beginStatement } from '../store/rotations';
import { giveBack, takeTry } from './limits';
import { ACCESS_MS, derivePair, newSalt } from './rotation';
import { sha256, tokenOf } from './token';

const LIFE_MS = 10 * 60_000;
const WRONG_TRIES = 5;
const WRONG_CODES = { most: WRONG_TRIES, windowMs: LIFE_MS };
/** Without letters or digits that look like another, and without vowels, so that no word comes out. */
const ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ2346789';
export const POLL_SECONDS = 2;

function newCode(): string {
  let code = '';
  while (code.length < 8) {
    // Bytes beyond the largest multiple of the alphabet are thrown away, so that every letter is equally likely.
    for (const byte of crypto.getRandomValues(new Uint8Array(16)))
      if (byte < 243 && code.length < 8) code += ALPHABET[byte % ALPHABET.length];
  }
  return code;
}
/** As people type it: any case, with or without the dash. */
const plainCode = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
export const showCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** Starts a pairing for a device that holds the verifier of this S256 challenge and, where it has one, the private half of `jwk`. */
export async function startPairing(
  env: Env,
  { challenge, name, jwk }: v.InferOutput<typeof PairRequest>,
  now: number,
): Promise<{ pairing: string; code: string; expiresAt: number }> {
  const made = {
    id: randomId(26),
    challenge,
    name,
    salt: newSalt(),
    jwk: jwk ? JSON.stringify(jwk) : null,
    expires_at: now + LIFE_MS,
  };
  for (;;) {
    const code = newCode();
    if (await addPairing(env.DB, { ...made, code }, now)) return { pairing: made.id, code: showCode(code), expiresAt: made.expires_at };
  }
}

/** What the approval page shows of a code; fails as approvePairing does. */
export async function readPairing(
  env: Env,
  caller: Caller,
  code: string,
  now: number,
): Promise<{ code: string; name: string; expiresAt: number }> {
  const found = await findOpen(env, caller, code, now);
  return { code: showCode(found.code), name: found.name, expiresAt: found.expires_at };
}

/**
 * Approves the device that shows this code, in the name of the signed-in caller. Fails with pairing.code-unknown, pairing.expired,
 * pairing.denied when it was refused before, or rate.limited after five wrong codes in ten minutes.
 */
export async function approvePairing(env: Env, caller: Caller, code: string, now: number): Promise<{ name: string }> {
  return decide(env, caller, code, true, now);
}
/** Refuses the device: its token can never be fetched. */
export async function denyPairing(env: Env, caller: Caller, code: string, now: number): Promise<{ name: string }> {
  return decide(env, caller, code, false, now);
}

async function decide(env: Env, caller: Caller, code: string, approved: boolean, now: number): Promise<{ name: string }> {
  const found = await findOpen(env, caller, code, now);
  // Pressing the button twice is not a fault.
  if (found.approved_at !== null && approved && found.user === caller.user && found.workspace === caller.workspace)
    return { name: found.name };
  if (found.approved_at !== null) fail('pairing.expired', 'this device was approved already');
  const [decided] = await env.DB.batch([
    decideStatement(env.DB, found.id, caller, approved, now),
    auditStatement(env.DB, caller.workspace, {
      at: now,
      actor: caller.user,
      action: approved ? 'pairing.approved' : 'pairing.denied',
      subject: found.id,
    }),
  ]);
  if ((decided?.results.length ?? 0) === 0) fail('pairing.expired', 'this code was decided meanwhile');
  return { name: found.name };
}

async function findOpen(env: Env, caller: Caller, code: string, now: number): Promise<Pairing> {
  const key = `approve:${caller.workspace}:${caller.user}`;
  await takeTry(env.DB, key, WRONG_CODES, now);
  const found = await findPairingByCode(env.DB, plainCode(code));
  if (!found) fail('pairing.code-unknown', 'no device shows this code');
  await giveBack(env.DB, key, WRONG_CODES, now);
  if (found.expires_at <= now) fail('pairing.expired', 'this code is too old');
  if (found.denied_at !== null) fail('pairing.denied', 'this device was refused');
  return found;
}

/**
 * The tokens of an approved pairing, for whoever holds the verifier. Asking again gives the same ones until the pairing ends, so that
 * an answer that got lost does no harm: the secrets are made of the verifier, which we never store, and a salt of ours.
 */
export async function takeToken(env: Env, pairing: string, verifier: string, now: number): Promise<v.InferOutput<typeof PairTokenAnswer>> {
  const found = await findPairing(env.DB, pairing);
  if (!found || found.expires_at <= now || found.wrong >= WRONG_TRIES) fail('pairing.expired', 'start pairing again');
  if ((await sha256(verifier)) !== found.challenge) {
    await countWrong(env.DB, found.id);
    fail('pairing.denied', 'the verifier is not the one of the challenge');
  }
  if (found.denied_at !== null) fail('pairing.denied', 'the device was refused');
  if (found.approved_at === null || found.workspace === null) fail('pairing.pending', 'not approved yet');
  const { id, workspace, salt, jwk } = found;
  if (jwk === null) {
    const { text, hash } = await tokenOf(workspace, await sha256(`${salt}.${verifier}`));
    await issueDeviceStatement(env.DB, { pairing: id, hash, expiresAt: null }, now).run();
    return { token: text };
  }
  const { access, refresh } = await derivePair(workspace, salt, verifier);
  const expiresAt = now + ACCESS_MS;
  const of = { workspace, device: id };
  await env.DB.batch([
    beginStatement(env.DB, { ...of, jwk, salt, hash: refresh.hash, previous: '', rotation: '' }, now),
    issueDeviceStatement(env.DB, { pairing: id, hash: access.hash, expiresAt }, now),
    accessStatement(env.DB, of, { hash: access.hash, expiresAt, refresh: refresh.hash }),
  ]);
  return { token: access.text, refresh: refresh.text, expires_at: expiresAt, now };
}
