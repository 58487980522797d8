/**
 * The built Worker in a real workerd over a database on disk. It dies by SIGKILL and comes back over the same files in a fraction of a
 * second, since only workerd is started anew and not wrangler around it. An entry of the test's own stands before the product's, so that
 * its clock can be set off and its database be slow without any option in the product: see uneven-entry.ts.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { readD1Migrations } from '@cloudflare/vitest-plugin';
import { build } from 'vite';
import { ROOT } from '../../worker/local/settings';
import type { Chance } from './chance';
import { CLOCK_PATH, UNEVEN_ENTRY } from './uneven-entry';

interface Simulator {
  ready: Promise<URL>;
  dispose(): Promise<void>;
  getD1Database(name: string): Promise<D1Database>;
  getWorker(): Promise<{ scheduled(options: { cron: string }): Promise<unknown> }>;
}
/** The simulator that wrangler carries. */
const { Miniflare, convertV4MiniflareOptions } = createRequire(createRequire(import.meta.url).resolve('wrangler'))('miniflare') as {
  Miniflare: new (options: object) => Simulator;
  convertV4MiniflareOptions(options: object): object;
};

export interface KillableWorker {
  /** Where it answers now; null while it is dead. */
  origin(): string | null;
  /** SIGKILL. True when there was something to kill. */
  kill(): boolean;
  /** Starts it where it is dead. */
  start(): Promise<void>;
  /** Sets its clock off by so many ms, now and in its next lives. */
  clockOff(ms: number): Promise<void>;
  /** Runs the scheduled handler. */
  tick(): Promise<void>;
  rows<T>(sql: string): Promise<T[]>;
  close(): Promise<void>;
}

const ENTRY = 'uneven.js';

/** With `chance` the way to its database is slow by chance. */
export async function killableWorker(folder: string, secret: string, chance: Chance | null = null): Promise<KillableWorker> {
  const built = path.join(folder, 'worker');
  await build({
    configFile: path.join(ROOT, 'worker/vite.config.ts'),
    logLevel: 'error',
    build: { outDir: built, sourcemap: false },
  });
  writeFileSync(path.join(built, ENTRY), UNEVEN_ENTRY);
  // The entry first.
  const files = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  files.sort((a, b) => Number(b === ENTRY) - Number(a === ENTRY));
  const date = /"compatibility_date": "([\d-]+)"/.exec(readFileSync(path.join(ROOT, 'worker/wrangler.jsonc'), 'utf8'))?.[1];
  let off = 0;
  const options = () =>
    convertV4MiniflareOptions({
      modulesRoot: built,
      modules: files.map((file) => ({ type: 'ESModule', path: path.join(built, file) })),
      compatibilityDate: date,
      bindings: {
        VAFA_SETUP_SECRET: secret,
        CLOCK_OFF: String(off),
        SEED: chance === null ? '' : String(chance.between(0, 4_000_000_000)),
      },
      d1Databases: { DB: 'vafa' },
      resourcePersistencePath: path.join(folder, 'd1'),
      cf: false,
      host: '127.0.0.1',
      port: 0,
    });
  let simulator: Simulator | null = null;
  let origin: string | null = null;
  let ended: Promise<unknown> = Promise.resolve();

  let starting: Promise<void> | null = null;

  // Never two at once: they would write one database.
  const start = (): Promise<void> => {
    starting ??= (async () => {
      if (simulator !== null) return;
      await ended;
      const started = new Miniflare(options());
      const url = await started.ready;
      simulator = started;
      origin = url.origin;
    })().finally(() => {
      starting = null;
    });
    return starting;
  };
  const alive = (): Simulator => {
    if (simulator === null) throw new Error('the Worker is dead');
    return simulator;
  };
  await start();
  const db = await alive().getD1Database('DB');
  for (const { queries } of await readD1Migrations(path.join(ROOT, 'worker/migrations')))
    for (const query of queries) await db.prepare(query).run();

  return {
    origin: () => origin,
    kill() {
      if (simulator === null) return false;
      origin = null;
      for (const pid of children()) process.kill(pid, 'SIGKILL');
      ended = Promise.race([simulator.dispose().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 1000))]);
      simulator = null;
      return true;
    },
    start,
    async clockOff(ms) {
      off = ms;
      // Where it is dead, or dies of it, its next life begins so.
      if (origin !== null) await fetch(`${origin}${CLOCK_PATH}?off=${ms}`, { signal: AbortSignal.timeout(5000) }).catch(() => {});
    },
    tick: async () => {
      await (await alive().getWorker()).scheduled({ cron: '*/5 * * * *' });
    },
    rows: async <T>(sql: string) => (await (await alive().getD1Database('DB')).prepare(sql).all<T>()).results,
    close: async () => {
      await simulator?.dispose().catch(() => {});
      simulator = null;
    },
  };
}

/** The workerd processes that this process started. */
function children(): number[] {
  try {
    return execFileSync('pgrep', ['-P', String(process.pid), '-x', 'workerd'], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
}
