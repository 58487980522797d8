// @vitest-environment node
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { deploy, deployConfig, findDatabaseId, parseJsonc, type Ran, readOptions, runWrangler } from '../../worker/local/deploy';

const root = path.resolve(import.meta.dirname, '../..');
const source = () => readFileSync(path.join(root, 'worker/wrangler.jsonc'), 'utf8');
const quiet = () => vi.spyOn(process.stdout, 'write').mockImplementation(() => true);

describe('deployment', () => {
  it('makes a configuration of its own, whose paths exist, without touching the source', () => {
    const before = source();
    const made = deployConfig(parseJsonc(before), { name: 'vafa', id: 'an-id' }, 'vafa');
    const [database] = made.d1_databases as { database_id: string; migrations_dir: string }[];
    expect(made).toMatchObject({
      name: 'vafa',
      compatibility_date: parseJsonc(before).compatibility_date,
      triggers: parseJsonc(before).triggers,
    });
    expect(database?.database_id).toBe('an-id');
    expect(existsSync(path.join(root, '.output/deploy', database?.migrations_dir ?? ''))).toBe(true);
    expect(source()).toBe(before);
  });
  it('reads its arguments and names a wrong one', () => {
    expect(readOptions(['--dry-run', '--name', 'acme'])).toEqual({ dryRun: true, name: 'acme' });
    expect(readOptions(['--force'])).toContain('--force');
    expect(readOptions(['--name', 'a; rm'])).toContain('letters');
  });
  it('finds the database in wrangler’s list, whatever stands around it', () => {
    expect(findDatabaseId('notice\n[{"name":"other","uuid":"1"},{"name":"vafa","uuid":"2"}]\n', 'vafa')).toBe('2');
    expect(findDatabaseId('not signed in', 'vafa')).toBeNull();
  });
  it('creates, migrates, deploys, sets the secret by standard input and prints the link, in that order', async () => {
    const out = quiet();
    const ran: string[] = [];
    let made = false;
    const secrets: (string | undefined)[] = [];
    const wrangler = async (args: readonly string[], input?: string): Promise<Ran> => {
      ran.push(args.slice(0, 2).join(' '));
      if (args[0] === 'secret') secrets.push(input);
      if (args[1] === 'create') made = true;
      if (args[1] === 'list') return { code: 0, output: made ? '[{"name":"trial","uuid":"u"}]' : '[]' };
      return { code: 0, output: args[0] === 'deploy' ? 'https://trial.acme.workers.dev' : '' };
    };
    const asked: [string, string | null][] = [];
    const ask = (async (url: string, init: RequestInit) => {
      asked.push([url, new Headers(init.headers).get('authorization')]);
      return Response.json({ url: 'https://trial.acme.workers.dev/link/x' });
    }) as unknown as typeof fetch;
    expect(await deploy({ dryRun: false, name: 'trial' }, wrangler, ask)).toBe(0);
    expect(ran).toEqual(['d1 list', 'd1 create', 'd1 list', 'd1 migrations', 'deploy --config', 'secret put']);
    expect(asked).toEqual([['https://trial.acme.workers.dev/v1/setup-links', `Bearer ${secrets[0]?.trim()}`]]);
    expect(out.mock.calls.join('')).toContain('/link/x');
    expect(out.mock.calls.join('')).not.toContain(secrets[0]?.trim());
    out.mockRestore();
  });
  it('stops at the first step that fails', async () => {
    const out = quiet();
    const ran: string[] = [];
    const failing = async (args: readonly string[]): Promise<Ran> => (ran.push(args.join(' ')), { code: 1, output: 'not signed in' });
    expect(await deploy({ dryRun: false, name: 'trial' }, failing)).toBe(1);
    expect(ran).toEqual(['d1 list --json']);
    out.mockRestore();
  });
  it('checks the real configuration in a dry run, without the network', async () => {
    const out = quiet();
    const err = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    const ran: string[] = [];
    const noNetwork = (() => Promise.reject(new Error('no network call is allowed'))) as unknown as typeof fetch;
    const code = await deploy(
      { dryRun: true, name: 'vafa' },
      (args, input) => (ran.push(args.slice(0, 2).join(' ')), runWrangler(args, input)),
      noNetwork,
    );
    const text = out.mock.calls.join('');
    out.mockRestore();
    err.mockRestore();
    expect(code).toBe(0);
    expect(ran).toEqual(['deploy --dry-run']);
    for (const step of ['d1 create', 'd1 migrations apply', 'secret put', 'admin link']) expect(text).toContain(step);
  }, 120_000);
});
