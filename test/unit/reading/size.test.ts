// @vitest-environment node
import path from 'node:path';
import { build } from 'vite';
import { expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');

it('the reading with all its phrases is shipped in no more than 100 KB', async () => {
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
  expect(code).toContain('unsubscribe');
  expect(Buffer.byteLength(code)).toBeLessThanOrEqual(100 * 1024);
});
