/** Bytes of an uploaded file → text: finds the encoding that spreadsheets in Iran and the Arab world really write. */

export interface DecodedText {
  text: string;
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1256';
}

const startsWith = (bytes: Uint8Array, ...mark: number[]) => mark.every((byte, i) => bytes[i] === byte);

/** Without a byte order mark, UTF-16 shows as zero bytes on one side of nearly every Latin letter, comma or newline. */
function utf16Side(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = Math.min(bytes.length, 4096) & ~1;
  if (sample < 4) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  // Persian text has few zero bytes, yet delimiters and newlines alone are more than this share.
  const few = sample / 2 / 40;
  if (odd > few && even === 0) return 'utf-16le';
  if (even > few && odd === 0) return 'utf-16be';
  return null;
}

/**
 * Decodes by byte order mark, else UTF-16 by its zero bytes, else strict UTF-8, else Windows-1256 (what Excel saves
 * as "CSV" on Persian and Arabic systems). Never fails: Windows-1256 gives every byte a letter.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const as = (encoding: DecodedText['encoding'], fatal = false) =>
    ({ text: new TextDecoder(encoding, { fatal, ignoreBOM: false }).decode(bytes).replace(/^\uFEFF/, ''), encoding }) as const;
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return as('utf-8');
  if (startsWith(bytes, 0xff, 0xfe)) return as('utf-16le');
  if (startsWith(bytes, 0xfe, 0xff)) return as('utf-16be');
  const side = utf16Side(bytes);
  if (side) return as(side);
  try {
    return as('utf-8', true);
  } catch {
    return as('windows-1256');
  }
}
