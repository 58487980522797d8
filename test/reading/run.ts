/** `npm run -s reading -- --json FILE`: what the on-device reading finds in a file of texts, one a line. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openReader } from '../../extension/reading/read';
import { measureReading, table } from './measure';

const USAGE = `usage: npm run -s reading -- [--json] [--rivals A,B] FILE     one text a line, one JSON object a line
       npm run -s reading -- --measure [--json] [--data DIR]    precision, recall and F1 on the labelled sets`;

/** @returns the exit code: 0 when the texts were read, 2 when there is no file to read. */
export async function main(argv: string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        rivals: { type: 'string' },
        measure: { type: 'boolean' },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.measure) {
      const rows = measureReading(values.data);
      console.log(values.json ? JSON.stringify(rows, null, 1) : table(rows));
      return 0;
    }
    const [file] = positionals;
    if (values.help || !file) {
      console.error(USAGE);
      return values.help ? 0 : 2;
    }
    const read = openReader((values.rivals ?? '').split(',').filter((name) => name.trim() !== ''));
    const lines = readFileSync(path.resolve(process.env.INIT_CWD ?? process.env.VAFA_CWD ?? '.', file), 'utf8').split(/\r?\n/u);
    if (lines.at(-1) === '') lines.pop();
    const out = lines.map((text, i) => {
      const hits = read(text);
      return JSON.stringify({ line: i + 1, kinds: hits.map(({ kind }) => kind), words: hits.map(({ words }) => words) });
    });
    process.stdout.write(out.length ? `${out.join('\n')}\n` : '');
    return 0;
  } catch (problem) {
    console.error(problem instanceof Error ? problem.message : String(problem));
    return 2;
  }
}
