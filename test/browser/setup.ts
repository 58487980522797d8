/** Once for all browser suites: the real servers that are here, and the extension built for tests. */
import type { TestProject } from 'vitest/node';
import { buildExtension } from '../../worker/local/extension-build';
import { findBrowser } from '../../worker/local/find-browser';
import { startServer, stopServers } from './servers';

declare module 'vitest' {
  export interface ProvidedContext {
    missing: string[];
    chromiumExtension: string;
    firefoxExtension: string;
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const missing = (process.env.VAFA_TEST_MISSING ?? '').split(',').filter(Boolean);
  for (const kind of ['chromium', 'firefox'] as const) if (!findBrowser(kind) && !missing.includes(kind)) missing.push(kind);
  const servers = (['roundcube', 'rt'] as const).filter((name) => !missing.includes(name));
  for (const name of servers) startServer(name);
  project.provide('missing', missing);
  project.provide('chromiumExtension', missing.includes('chromium') ? '' : await buildExtension('chrome', 'e2e'));
  project.provide('firefoxExtension', missing.includes('firefox') ? '' : await buildExtension('firefox', 'e2e'));
  return () => {
    if (servers.length > 0) stopServers();
  };
}
