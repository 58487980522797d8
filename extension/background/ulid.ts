/** Ids made on the device: 26 characters of Crockford's base 32 (github.com/ulid/spec), so that a retry is known as one. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID: 48 bits of time (epoch ms), then 80 random bits given by the caller as 10 bytes. */
export function makeUlid(now: number, random: Uint8Array): string {
  let head = '';
  let rest = Math.max(0, Math.trunc(now));
  for (let place = 0; place < 10; place++) {
    head = (LETTERS[rest % 32] ?? '0') + head;
    rest = Math.floor(rest / 32);
  }
  return head + lettersOf(random, 16);
}

/** The id that the same text always has: the first 130 bits of its SHA-256, written as a ULID is. */
export async function idOfText(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return lettersOf(new Uint8Array(digest), 26);
}

function lettersOf(bytes: Uint8Array, length: number): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && text.length < length) {
      bits -= 5;
      text += LETTERS[(held >> bits) & 31] ?? '0';
    }
    held &= (1 << bits) - 1;
  }
  return text;
}
