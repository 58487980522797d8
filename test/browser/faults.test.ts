/** The fault run, twenty rounds of it, by its own command. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { ROOT } from '../../worker/local/settings';

describe.skipIf(inject('missing').includes('chromium'))('the fault run', () => {
  it('loses nothing, doubles nothing and leaves every book like the Worker, whatever is killed, lost or spoiled', async () => {
    const args = ['worker/local/launch.mjs', 'test/faults/run.ts', '--seed', '7', '--rounds', '20', '--json'];
    const run = spawn(process.execPath, args, { cwd: path.resolve(ROOT), env: process.env });
    const said = { out: '', err: '' };
    run.stdout.on('data', (chunk) => {
      said.out += chunk;
    });
    run.stderr.on('data', (chunk) => {
      said.err += chunk;
    });
    const code = await new Promise<number | null>((resolve) => run.on('exit', resolve));
    expect(said.err).toBe('');
    const sums = JSON.parse(said.out) as Record<string, number>;
    expect(sums).toMatchObject({ seed: 7, rounds: 20, lost: 0, duplicated: 0, mismatches: 0 });
    expect(sums.kills).toBeGreaterThan(10);
    expect(sums.acknowledged).toBeGreaterThan(500);
    expect(code).toBe(0);
  }, 600_000);
});
