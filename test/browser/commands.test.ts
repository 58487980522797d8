/** The two commands a newcomer runs: `npm start` and `npm run demo`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, inject, it } from 'vitest';
import { ROOT } from '../../worker/local/settings';
import { portTaken } from '../../worker/local/worker-process';
import { freePort } from './lab';

const data = mkdtempSync(path.join(os.tmpdir(), 'vafa-start-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

let running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running = [];
});

/** Starts a tool through the same launcher as npm does. */
function launch(tool: string, args: string[], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [path.join(ROOT, 'worker/local/launch.mjs'), tool, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
  running.push(child);
  const seen = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    seen.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    seen.err += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { child, seen, ended };
}

describe('npm start', () => {
  it('starts a Worker that is ready, with the demo, and ends everything when told to', async () => {
    const port = await freePort();
    const env = { VAFA_PORT: String(port), VAFA_DATA: data };
    const first = launch('worker/local/start.ts', ['--no-browser'], env);
    await expect.poll(() => first.seen.out, { timeout: 180_000 }).toContain('Ctrl-C ends everything');
    const status = await fetch(`http://127.0.0.1:${port}/v1/status`);
    expect(await status.json()).toMatchObject({ name: 'vafa', ready: true });
    expect(first.seen.out).toMatch(/Admin, opens once: http:\/\/127\.0\.0\.1:\d+\/link\/\S+/);

    const second = launch('worker/local/start.ts', ['--no-browser'], env);
    expect(await second.ended).toBe(1);
    expect(second.seen.err.trim().split('\n')).toEqual([expect.stringContaining(`Port ${port} is in use`)]);

    first.child.kill('SIGTERM');
    await first.ended;
    await expect.poll(() => portTaken(port), { timeout: 60_000 }).toBe(false);
    expect(await portTaken(port + 1)).toBe(false);
  }, 300_000);

  it.each([
    ['a port that is none', { VAFA_PORT: 'many' }, [], /VAFA_PORT must be a port number/],
    ['a data folder that is a file', { VAFA_DATA: path.join(data, 'file') }, [], /cannot write to .*file/],
    ['an option that it does not know', {}, ['--fast'], /Unknown option --fast/],
  ])('says one clear line for %s', async (_what, env, args, line) => {
    writeFileSync(path.join(data, 'file'), '');
    const run = launch('worker/local/start.ts', ['--no-browser', ...args], env);
    expect(await run.ended).not.toBe(0);
    expect(run.seen.err.trim().split('\n')).toHaveLength(1);
    expect(run.seen.err).toMatch(line);
  });
});

describe.skipIf(inject('missing').includes('chromium'))('npm run demo', () => {
  it('shows the right card for every sender and leaves its pictures', async () => {
    const port = await freePort();
    const run = launch('worker/local/demo.ts', [], { VAFA_PORT: String(port) });
    const code = await run.ended;
    expect(run.seen.err).not.toContain('WRONG');
    expect(code).toBe(0);
    const result = JSON.parse(run.seen.out) as { ok: boolean; pictures: string[] };
    expect(result.ok).toBe(true);
    for (const language of ['en', 'fa', 'ar'])
      expect(result.pictures).toEqual(
        expect.arrayContaining([
          `card-${language}-light.png`,
          `card-${language}-dark.png`,
          `popup-${language}.png`,
          `notification-${language}.png`,
        ]),
      );
  }, 240_000);
});
