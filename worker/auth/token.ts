/** Opaque tokens: `vafa_<workspace>_<secret>`, 256 random bits, of which only the SHA-256 is stored. */

const SHAPE = /^vafa_([0-9a-z]{1,32})_([A-Za-z0-9_-]{43})$/;

export interface Token {
  workspace: string;
  /** What the credentials table is keyed by: base64url of the SHA-256 of the whole token. */
  hash: string;
}

/** A new token of a workspace: the text is shown once, the hash stored. */
export async function newToken(workspace: string): Promise<{ text: string; hash: string }> {
  return tokenOf(workspace, base64url(crypto.getRandomValues(new Uint8Array(32))));
}

/** The token with this secret (43 characters of base64url). */
export async function tokenOf(workspace: string, secret: string): Promise<{ text: string; hash: string }> {
  const text = `vafa_${workspace}_${secret}`;
  return { text, hash: await sha256(text) };
}

/** Reads a token's text; null when it has not the shape of one. */
export async function readToken(text: string): Promise<Token | null> {
  const match = SHAPE.exec(text);
  return match ? { workspace: match[1] ?? '', hash: await sha256(text) } : null;
}

/** Base64url of the SHA-256 of a text in UTF-8: RFC 7636 calls it S256. */
export async function sha256(text: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}

/** Compares two secrets through their hashes, so that the time taken says nothing of where they differ. */
export async function sameSecret(given: string, expected: string): Promise<boolean> {
  if (expected === '') return false;
  const [a, b] = [await sha256(given), await sha256(expected)];
  let differs = 0;
  for (let i = 0; i < a.length; i++) differs |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return differs === 0;
}

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
