/** Logins of live sources, sealed with a key made from the Worker's own secret: the database alone does not open them. */

async function keyOf(secret: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), 'HKDF', false, ['deriveKey']);
  const shape = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: new TextEncoder().encode('vafa source login') };
  return crypto.subtle.deriveKey(shape, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

const toText = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const toBytes = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** AES-256-GCM with a fresh nonce; `bound` (the source's id) must be given again to open it. */
export async function seal(secret: string, text: string, bound: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(bound) },
    await keyOf(secret),
    new TextEncoder().encode(text),
  );
  return `${toText(iv)}.${toText(new Uint8Array(sealed))}`;
}

/** The sealed text, or null where the Worker's secret was changed since. */
export async function unseal(secret: string, sealed: string, bound: string): Promise<string | null> {
  const [iv, body] = sealed.split('.');
  if (!iv || !body) return null;
  try {
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: toBytes(iv), additionalData: new TextEncoder().encode(bound) },
      await keyOf(secret),
      toBytes(body),
    );
    return new TextDecoder().decode(plain);
  } catch {
    return null;
  }
}
