/**
 * One page of an exported workspace, streamed. Its last line says where the next page begins and names what stands above it by a hash that
 * goes on from the page before, so that whoever takes the pages in notices a missing, cut or changed one.
 */
import { BEGIN, type ExportPlace, exportLines, isEnd } from './store/export';

export const FORMAT = 1;
/** Lines read at once. */
const CHUNK = 1000;
/** A page ends when it is so long (UTF-16 units), as one request has to take it in again. */
const MOST_LENGTH = 6_000_000;

export interface PageState {
  place: ExportPlace;
  /** Lines of each kind so far. */
  counts: Record<string, number>;
  /** Hash of the page before; '' before the first. */
  hash: string;
  /** When the first page was asked for, epoch ms. */
  begun: number;
}
export const startAt = (now: number): PageState => ({ place: BEGIN, counts: {}, hash: '', begun: now });

/** The last line of a page. `next` is null at the end, where `counts` are those of the whole export. */
export interface PageLine {
  kind: 'page';
  previous: string;
  hash: string;
  counts: Record<string, number>;
  next: string | null;
}

/** SHA-256 as hex over the hash of the page before, a line break, and the page's lines. */
export function pageHash(previous: string): { add(text: string): Promise<void>; end(): Promise<string> } {
  const stream = new crypto.DigestStream('SHA-256');
  const writer = stream.getWriter();
  const encoder = new TextEncoder();
  const add = (text: string) => writer.write(encoder.encode(text));
  const begun = add(`${previous}\n`);
  return {
    add: async (text) => {
      await begun;
      await add(text);
    },
    end: async () => {
      await writer.close();
      return [...new Uint8Array(await stream.digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    },
  };
}

export function exportedPage(
  db: D1Database,
  workspace: string,
  name: string,
  state: PageState,
  limit: number,
  now: number,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const hash = pageHash(state.hash);
  const counts = { ...state.counts };
  let { place } = state;
  let lines = 0;
  let length = 0;
  const head = state.hash === '' ? `${JSON.stringify({ kind: 'vafa-export', format: FORMAT, name, exported_at: now })}\n` : '';
  return new ReadableStream({
    async start(controller) {
      await hash.add(head);
      controller.enqueue(encoder.encode(head));
    },
    async pull(controller) {
      if (lines < limit && length < MOST_LENGTH && !isEnd(place)) {
        const read = await exportLines(db, workspace, place, Math.min(CHUNK, limit - lines));
        for (const { kind } of read.lines) counts[kind] = (counts[kind] ?? 0) + 1;
        const text = read.lines.map((line) => `${line.text}\n`).join('');
        lines += read.lines.length;
        length += text.length;
        place = read.to;
        await hash.add(text);
        controller.enqueue(encoder.encode(text));
        return;
      }
      const own = await hash.end();
      const next = isEnd(place) ? null : cursorOf({ place, counts, hash: own, begun: state.begun });
      const last: PageLine = { kind: 'page', previous: state.hash, hash: own, counts, next };
      controller.enqueue(encoder.encode(`${JSON.stringify(last)}\n`));
      controller.close();
    },
  });
}

/** The cursor as it stands in an address: base64 without what an address would need escaped. */
function cursorOf({ place, ...state }: PageState): string {
  const bytes = new TextEncoder().encode(JSON.stringify({ ...place, ...state }));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
