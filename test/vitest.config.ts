import path from 'node:path';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const root = path.resolve(import.meta.dirname, '..');
/**
 * A test says what is true, never how fast: on a loaded machine a test with a real workerd and D1 has been seen to take five times as
 * long as on a quiet one. A limit is only there to end what hangs.
 */
const patient = { testTimeout: 60_000, hookTimeout: 180_000 };
const jsx = { oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } } };

export default defineConfig({
  root,
  test: {
    reporters: ['default'],
    projects: [
      {
        root,
        ...jsx,
        plugins: [WxtVitest({ root })],
        test: {
          name: 'unit',
          environment: 'happy-dom',
          include: ['test/{unit,sites}/**/*.test.{ts,tsx}', 'test/architecture.test.ts'],
          ...patient,
        },
      },
      {
        root,
        plugins: [
          cloudflareTest({
            main: path.join(root, 'worker/index.ts'),
            wrangler: { configPath: path.join(root, 'worker/wrangler.jsonc') },
            miniflare: {
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations(path.join(root, 'worker/migrations')),
                VAFA_SETUP_SECRET: 'test-setup-secret-of-at-least-32-characters',
              },
            },
          }),
        ],
        test: { name: 'worker', include: ['test/worker/**/*.test.ts'], setupFiles: ['test/worker/apply-migrations.ts'], ...patient },
      },
      {
        root,
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          fileParallelism: false,
          globalSetup: ['test/browser/setup.ts'],
          ...patient,
          // The first suite that needs a real server installs and seeds it.
          hookTimeout: 600_000,
          sequence: { concurrent: false },
          maxWorkers: 1,
        },
      },
    ],
  },
});
