/** Once for all browser suites: the extension built for tests. Real servers are started by the first suite that needs them. */
import { randomUUID } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { buildExtension } from '../../worker/local/extension-build';
import { findBrowser } from '../../worker/local/find-browser';
import { stopServers } from './servers';

declare module 'vitest' {
  export interface ProvidedContext {
    missing: string[];
    /** Names this run: what it started is not another one's. */
    run: string;
    chromiumExtension: string;
    firefoxExtension: string;
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const missing = (process.env.VAFA_TEST_MISSING ?? '').split(',').filter(Boolean);
  for (const kind of ['chromium', 'firefox'] as const) if (!findBrowser(kind) && !missing.includes(kind)) missing.push(kind);
  const run = randomUUID();
  project.provide('missing', missing);
  project.provide('run', run);
  project.provide('chromiumExtension', missing.includes('chromium') ? '' : await buildExtension('chrome', 'e2e'));
  project.provide('firefoxExtension', missing.includes('firefox') ? '' : await buildExtension('firefox', 'e2e'));
  return () => stopServers(run);
}
