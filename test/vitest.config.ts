import path from 'node:path';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const root = path.resolve(import.meta.dirname, '..');
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
        test: { name: 'unit', environment: 'happy-dom', include: ['test/{unit,sites}/**/*.test.{ts,tsx}', 'test/architecture.test.ts'] },
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
        test: { name: 'worker', include: ['test/worker/**/*.test.ts'], setupFiles: ['test/worker/apply-migrations.ts'] },
      },
      {
        root,
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          fileParallelism: false,
          globalSetup: ['test/browser/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
          sequence: { concurrent: false },
          maxWorkers: 1,
        },
      },
    ],
  },
});
