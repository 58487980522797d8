/** Bundles and starts the Worker with the benchmark's door (in-worker/entry.ts) on a database of its own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { runOrFail, startCommand, stopProcess } from '../../worker/local/processes';
import { ROOT } from '../../worker/local/settings';
import { askLocal } from './asking';
import { processorTime } from './processor-time';

export interface BenchWorker {
  url: string;
  /** Opens a workspace of this name; answers a device's token. */
  open(workspace: string): Promise<string>;
  /** Calls one of the door's functions in a workspace. */
  call<T>(workspace: string, name: string, input: object): Promise<T>;
  /** Milliseconds of processor time that it has used so far, in all its threads; null where the system does not say. */
  used(): number | null;
  close(): Promise<void>;
}

export async function startBenchWorker(): Promise<BenchWorker> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vafa-bench-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: path.join(ROOT, 'test/bench/in-worker'),
    ssr: { target: 'webworker', noExternal: true },
    build: { ssr: 'entry.ts', outDir: path.join(folder, 'worker'), emptyOutDir: true, target: 'es2023' },
  });
  const date = /"compatibility_date": "([\d-]+)"/.exec(readFileSync(path.join(ROOT, 'worker/wrangler.jsonc'), 'utf8'))?.[1];
  const config = path.join(folder, 'wrangler.json');
  const database = {
    binding: 'DB',
    database_name: 'bench',
    database_id: '00000000-0000-0000-0000-000000000000',
    migrations_dir: path.join(ROOT, 'worker/migrations'),
  };
  writeFileSync(
    config,
    JSON.stringify({
      name: 'vafa-bench',
      main: path.join(folder, 'worker/entry.js'),
      no_bundle: true,
      compatibility_date: date,
      send_metrics: false,
      d1_databases: [database],
    }),
  );
  const state = ['--config', config, '--persist-to', path.join(folder, 'state')];
  await runOrFail('Preparing the database', 'wrangler', ['d1', 'migrations', 'apply', 'DB', '--local', ...state], { env: { CI: 'true' } });
  const port = await freePort();
  const child = startCommand(
    'wrangler',
    [
      'dev',
      ...state,
      '--port',
      String(port),
      '--ip',
      '127.0.0.1',
      '--inspector-port',
      '0',
      '--show-interactive-dev-session=false',
      '--log-level',
      'warn',
    ],
    { env: { CI: 'true' } },
  );
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      log = (log + chunk).slice(-4000);
    });
  child.stdin?.end();
  const close = async () => {
    await stopProcess(child);
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  for (
    const end = Date.now() + 60_000;
    !(await fetch(`${url}/v1/status`).then(
      (answer) => answer.ok,
      () => false,
    ));
  ) {
    if (child.exitCode !== null || Date.now() > end) {
      await close();
      throw new Error(`the benchmark's Worker did not start:\n${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const call = async <T>(workspace: string, name: string, input: object): Promise<T> => {
    const { status, text } = await askLocal(`${url}/bench/${workspace}/${name}`, { method: 'POST', body: JSON.stringify(input) });
    if (status !== 200) throw new Error(`${name} answered ${status}: ${text.slice(0, 800)}`);
    return JSON.parse(text) as T;
  };
  const used = () => (child.pid === undefined ? null : processorTime(child.pid));
  return { url, call, used, close, open: async (workspace) => (await call<{ token: string }>(workspace, 'open', {})).token };
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
