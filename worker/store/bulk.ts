/** Cutting bulk into pieces that one D1 statement carries: JSON arrays read by json_each(?), as there are at most 100 parameters. */

/** D1 refuses a string over 2 MB, and only its servers enforce it, so it is kept here. */
const MOST_BYTES = 1_500_000;
const MOST_ROWS = 5000;

const PLAIN = /^[\0-\x7f]*$/;
/** Bytes in UTF-8; where a short text is not plain ASCII, three for each UTF-16 unit, which is the most. */
function bytesOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  return text.length > 10_000 ? new TextEncoder().encode(text).length : text.length * 3;
}

/** Cuts rows into JSON arrays of at most 1.5 MB and 5000 rows each, keeping their order. */
export function* inPieces<T>(rows: readonly T[]): Generator<{ rows: T[]; json: string }> {
  let piece: T[] = [];
  let parts: string[] = [];
  let bytes = 0;
  for (const row of rows) {
    const part = JSON.stringify(row);
    const size = bytesOf(part) + 1;
    if (piece.length > 0 && (piece.length >= MOST_ROWS || bytes + size > MOST_BYTES)) {
      yield { rows: piece, json: `[${parts.join(',')}]` };
      piece = [];
      parts = [];
      bytes = 0;
    }
    piece.push(row);
    parts.push(part);
    bytes += size;
  }
  if (piece.length > 0) yield { rows: piece, json: `[${parts.join(',')}]` };
}
