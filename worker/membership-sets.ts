/** From directory keys to coded sets: hashing under the workspace's key, and base64 as D1 and JSON carry it. */
import { decodeSet, encodeDelta, encodeSet, placeOf } from '../shared/matching/coded-set';

/** Places of one piece: its base64 stays well under the 2 MB that D1 takes for a value. */
const PIECE = 300_000;

export function newSecret(): string {
  return toBase64(crypto.getRandomValues(new Uint8Array(32)));
}

/** The sorted places of these keys. HMAC-SHA-256 under the secret. */
export async function placesOf(keys: readonly string[], secret: string, space: number): Promise<Float64Array> {
  const key = await crypto.subtle.importKey('raw', fromBase64(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const text = new TextEncoder();
  const places = await Promise.all(
    keys.map(async (one) => placeOf(new Uint8Array(await crypto.subtle.sign('HMAC', key, text.encode(one))), space)),
  );
  return Float64Array.from(places).sort();
}

/** A coded set of these keys, in base64. */
export async function setOf(keys: readonly string[], secret: string, space: number): Promise<string> {
  return toBase64(encodeSet(await placesOf(keys, secret, space), space));
}

/** The parts of a base put together and cut anew, each piece a coded set of its own in base64; and how many keys they hold. */
export function piecesOf(parts: readonly string[], space: number): { pieces: string[]; keys: number } {
  const decoded = parts.map((part) => decodeSet(fromBase64(part)));
  const all = new Float64Array(decoded.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const places of decoded) {
    all.set(places, at);
    at += places.length;
  }
  all.sort();
  const pieces: string[] = [];
  for (let from = 0; from < all.length || from === 0; from += PIECE)
    pieces.push(toBase64(encodeSet(all.subarray(from, from + PIECE), space)));
  return { pieces, keys: all.length };
}

/** A delta of keys that came and went, in base64. */
export async function deltaOf(came: readonly string[], went: readonly string[], secret: string, space: number): Promise<string> {
  const [added, removed] = [await placesOf(came, secret, space), await placesOf(went, secret, space)];
  return toBase64(encodeDelta({ added, removed }, space));
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 0x2000) text += String.fromCharCode(...bytes.subarray(from, from + 0x2000));
  return btoa(text);
}
function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
