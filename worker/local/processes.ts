/** Running other programs: one command to its end, or one that is kept until it is told to stop. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT, ToolError } from './settings';

export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  input?: string;
}
/** The JavaScript file behind a package's command: run with this Node, so that no shell and no .cmd file is needed. */
const COMMANDS: Record<string, string> = {
  wrangler: 'node_modules/wrangler/bin/wrangler.js',
  wxt: 'node_modules/wxt/bin/wxt.mjs',
  vite: 'node_modules/vite/bin/vite.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  tsc: 'node_modules/typescript/bin/tsc',
  biome: 'node_modules/@biomejs/biome/bin/biome',
  'web-ext': 'node_modules/web-ext/bin/web-ext.js',
};
const ENV = { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_LOG_PATH: path.join(ROOT, '.wrangler/logs') };

/** Runs a package's command to its end; its output is returned, and shown in the error when it fails. */
export async function runCommand(
  command: keyof typeof COMMANDS | string,
  args: string[],
  options: RunOptions = {},
): Promise<{ code: number; output: string }> {
  const child = startCommand(command, args, options);
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  child.stdin?.end(options.input ?? '');
  const code = await new Promise<number>((resolve) => child.on('exit', (status) => resolve(status ?? 1)));
  return { code, output };
}

export async function runOrFail(what: string, command: string, args: string[], options: RunOptions = {}): Promise<string> {
  const { code, output } = await runCommand(command, args, options);
  if (code !== 0) throw new ToolError(`${what} failed:\n${output.trim().split('\n').slice(-25).join('\n')}`);
  return output;
}

/** Starts a package's command (or a program of the system) and leaves it running. */
export function startCommand(command: string, args: string[], options: RunOptions = {}): ChildProcess {
  const script = COMMANDS[command];
  const [program, all] = script ? [process.execPath, [path.join(ROOT, script), ...args]] : [command, args];
  return spawn(program, all, {
    cwd: options.cwd ?? ROOT,
    env: { ...process.env, ...ENV, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: false,
  });
}

/** Asks a process to end, and insists after three seconds. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
  await ended;
  clearTimeout(timer);
}
