/** Identities made by the server. */

/** A random whole number that SQLite and JavaScript both hold exactly. */
export function randomNonce(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (high % 0x20_0000) * 0x1_0000_0000 + low;
}

const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz';
/** A random identifier of `length` characters, five bits each, lower case without i, l, o and u. */
export function randomId(length = 16): string {
  return [...crypto.getRandomValues(new Uint8Array(length))].map((byte) => BASE32[byte & 31]).join('');
}
