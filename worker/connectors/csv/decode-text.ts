/** Bytes of an uploaded file → text: finds the encoding that spreadsheets in Iran and the Arab world really write. */

export interface DecodedText {
  text: string;
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1256';
}

const startsWith = (bytes: Uint8Array, ...mark: number[]) => mark.every((byte, i) => bytes[i] === byte);

/** In UTF-16 nearly every high byte names a script's page below this one (Latin 0, Arabic 6 …); in UTF-8 such bytes are control characters. */
const PAGES = 0x20;
const isPage = (byte: number) => byte < PAGES && byte !== 9 && byte !== 10 && byte !== 13;

/**
 * Without a byte order mark, UTF-16 shows by its high bytes, all on one side: most are pages of scripts, and those of delimiters,
 * newlines and digits are zero, also in Persian text. A stray zero byte in UTF-8 makes neither share.
 */
function utf16Side(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = Math.min(bytes.length, 4096) & ~1;
  if (sample < 4) return null;
  const zeros = [0, 0];
  const pages = [0, 0];
  for (let i = 0; i < sample; i++) {
    const byte = bytes[i] ?? 0;
    const side = i & 1;
    if (byte === 0) zeros[side] = (zeros[side] ?? 0) + 1;
    if (isPage(byte)) pages[side] = (pages[side] ?? 0) + 1;
  }
  const pairs = sample / 2;
  const isHigh = (side: number) =>
    (zeros[side] ?? 0) > pairs / 40 && (pages[side] ?? 0) > pairs * 0.7 && (pages[1 - side] ?? 0) < pairs * 0.1;
  if (isHigh(1)) return 'utf-16le';
  return isHigh(0) ? 'utf-16be' : null;
}

/**
 * Decodes by byte order mark, else UTF-16 by its zero bytes, else strict UTF-8, else Windows-1256 (what Excel saves
 * as "CSV" on Persian and Arabic systems). Never fails: Windows-1256 gives every byte a letter. Stray zero bytes are left out.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const as = (encoding: DecodedText['encoding'], fatal = false) =>
    ({
      text: new TextDecoder(encoding, { fatal, ignoreBOM: false })
        .decode(bytes)
        .replace(/^\uFEFF/, '')
        .replaceAll('\0', ''),
      encoding,
    }) as const;
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
