/** What the on-device reading costs: time for an ordinary mail, and its code. */
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { openReader } from '../../../extension/reading/read';
import { ownSentences } from '../../reading/own-sentences';
import { type Figure, median, quantile, rounded, timed } from '../figure';

const RUNS = 300;
const SENTENCES = 12;
const ROOT = path.resolve(import.meta.dirname, '../../..');

export async function measure(): Promise<Figure[]> {
  const read = openReader(['Acme']);
  const times: Figure[] = [];
  for (const { language, sentences } of ownSentences()) {
    // Mails of twelve sentences, a different dozen each time, so that nearly all phrases are met.
    const mail = (run: number) =>
      sentences
        .map((_, i) => sentences[(run * SENTENCES + i) % sentences.length]?.text)
        .slice(0, SENTENCES)
        .join('\n');
    await timed(RUNS, (run) => read(mail(run)));
    const took = await timed(RUNS, (run) => read(mail(run)));
    const conditions = `a mail of ${SENTENCES} sentences, most of them hits, after warm-up; 95 of 100 under ${rounded(quantile(took, 0.95))} ms`;
    times.push({ name: `reading a mail, ${language}`, value: rounded(median(took)), unit: 'ms', budget: 2, better: 'lower', conditions });
  }
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      lib: { entry: path.join(ROOT, 'extension/reading/read.ts'), formats: ['es'], fileName: 'reading' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const code = output && 'output' in output ? output.output[0].code : '';
  const bytes = Buffer.byteLength(code);
  const conditions = `minified, with the folding of letters; gzip ${gzipSync(code, { level: 9 }).length} bytes`;
  return [...times, { name: 'code of the reading', value: bytes, unit: 'bytes', budget: 100 * 1024, better: 'lower', conditions }];
}
