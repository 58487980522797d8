/** The Worker as it runs on this computer: wrangler with its own local D1, no account and no network. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { runOrFail, startCommand, stopProcess } from './processes';
import { type LocalSettings, ROOT, readSetupSecret, ToolError } from './settings';

const CONFIG = path.join(ROOT, 'worker/wrangler.jsonc');

export interface LocalWorker {
  url: string;
  secret: string;
  /** Resolves with the last lines of its log when the Worker ends by itself. */
  ended: Promise<string>;
  /** Runs the scheduled handler, which wrangler never calls by itself. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/** True when something already listens on the port. */
export function portTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Applies the migrations that this database does not have yet; asked only when there are other ones than last time. */
async function migrate(settings: LocalSettings, say: (line: string) => void): Promise<void> {
  const stamp = path.join(settings.data, 'migrations');
  const names = readdirSync(path.join(ROOT, 'worker/migrations')).sort().join('\n');
  if (existsSync(path.join(settings.data, 'v3')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === names) return;
  say('Preparing the database …');
  await runOrFail(
    'Preparing the database',
    'wrangler',
    ['d1', 'migrations', 'apply', 'DB', '--local', '--config', CONFIG, '--persist-to', settings.data],
    { env: { CI: 'true' } },
  );
  writeFileSync(stamp, names);
}

/** Migrates and starts the Worker; resolves when /v1/status says ready. Throws ToolError when the port is taken. */
export async function startWorker(settings: LocalSettings, say: (line: string) => void = () => {}): Promise<LocalWorker> {
  if (await portTaken(settings.port))
    throw new ToolError(`Port ${settings.port} is in use. End what runs there, or choose another with VAFA_PORT.`);
  const { secret, file } = readSetupSecret(settings.data);
  await migrate(settings, say);
  say('Starting the Worker …');
  const child = startCommand(
    'wrangler',
    [
      'dev',
      '--config',
      CONFIG,
      '--port',
      String(settings.port),
      '--ip',
      '127.0.0.1',
      '--persist-to',
      settings.data,
      '--env-file',
      file,
      '--inspector-port',
      '0',
      '--show-interactive-dev-session=false',
      '--test-scheduled',
      '--log-level',
      'warn',
    ],
    { env: { CI: 'true' } },
  );
  let log = '';
  const keep = (chunk: Buffer) => {
    log = (log + chunk).slice(-8000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.stdin?.end();
  let hasEnded = false;
  const ended = new Promise<string>((resolve) =>
    child.once('exit', () => {
      hasEnded = true;
      resolve(log.trim());
    }),
  );
  for (const end = Date.now() + 60_000; ; ) {
    if (hasEnded) throw new ToolError(`The Worker ended while starting:\n${log.trim()}`);
    if (await isReady(settings.url)) break;
    if (Date.now() > end) {
      await stopProcess(child);
      throw new ToolError(`The Worker did not answer within a minute:\n${log.trim()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url: settings.url,
    secret,
    ended,
    tick: async () => {
      await fetch(`${settings.url}/__scheduled?cron=*/5+*+*+*+*`).then((answer) => answer.arrayBuffer());
    },
    stop: () => stopProcess(child),
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/v1/status`, { signal: AbortSignal.timeout(2000) });
    return answer.ok && ((await answer.json()) as { ready?: boolean }).ready === true;
  } catch {
    return false;
  }
}
