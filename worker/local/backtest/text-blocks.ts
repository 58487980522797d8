/** A CSV file of any size as blocks of whole rows, so that no more than a block stands in memory. */
import { createReadStream } from 'node:fs';
import { decodeText } from '../../connectors/csv/decode-text';
import { ToolError } from '../settings';

const CHUNK = 4_194_304;
/** How much of the beginning tells the encoding. */
const SAMPLE = 65_536;
/** A quote that has not closed after so much text never will: the rows are taken as they stand. */
const LONGEST_ROW = 16_777_216;

/** The file's text, block by block, each ending where a row ends. `onBytes` hears how much was read. Throws ToolError on a text that is not in the encoding it began in. */
export async function* textBlocks(file: string, onBytes: (bytes: number) => void = () => {}): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let rest = '';
  let read = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    read += chunk.length;
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      throw new ToolError(
        `The file begins as ${decoder.encoding} and goes on as something else. Save it as UTF-8 and run the command again.`,
      );
    }
    rest += text.replaceAll('\0', '');
    const end = endOfRows(rest);
    if (end > 0) {
      yield rest.slice(0, end);
      rest = rest.slice(end);
    }
    onBytes(read);
  }
  if (rest !== '') yield rest;
}

/** What the first bytes are written in. A character cut at the end of the sample must not make UTF-8 something else. */
function encodingOf(chunk: Buffer): string {
  const sample = chunk.subarray(0, SAMPLE);
  const lastLine = sample.length < chunk.length ? sample.lastIndexOf(10) : -1;
  return decodeText(lastLine > 0 ? sample.subarray(0, lastLine) : sample).encoding;
}

/** Where the last whole row ends: after a newline that stands in no quotes. 0 when there is none yet. */
function endOfRows(text: string): number {
  const lastNewline = text.lastIndexOf('\n') + 1;
  if (!text.includes('"')) return lastNewline;
  let end = 0;
  let inQuotes = false;
  let from = 0;
  for (let quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    if (!inQuotes) {
      const newline = text.lastIndexOf('\n', quote);
      if (newline >= from) end = newline + 1;
    }
    inQuotes = !inQuotes;
    from = quote;
  }
  if (!inQuotes && lastNewline > from) end = lastNewline;
  return end === 0 && text.length > LONGEST_ROW ? lastNewline : end;
}
