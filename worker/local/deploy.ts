/**
 * `npm run deploy`: puts Vafa on a Cloudflare account: makes the D1 database, writes its id into a generated configuration (the source is
 * never edited), migrates, deploys, sets the secret, and prints the one-time admin link. `--dry-run` prints and checks each step and
 * makes no network call.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, '.output', 'deploy');
const configFile = path.join(folder, 'wrangler.json');
const UNKNOWN_ID = '00000000-0000-0000-0000-000000000000';

export interface Ran {
  code: number;
  output: string;
}
/** Runs wrangler with an argument list (never a shell line) and, where a secret is given, that text on its standard input. */
export type RunWrangler = (args: readonly string[], input?: string) => Promise<Ran>;

/** wrangler's own file under this Node: no `.cmd` wrapper, so it is the same on Windows. */
export const runWrangler: RunWrangler = (args, input) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js'), ...args], {
      cwd: folder,
      shell: false,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: process.env.CI ?? (input === undefined ? '' : '1') },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        process.stderr.write(text);
      });
    }
    child.on('error', reject).on('close', (code) => resolve({ code: code ?? 1, output }));
    child.stdin.end(input ?? '');
  });

/** Comments and trailing commas out of a .jsonc file, strings left alone. */
export function parseJsonc(text: string): Record<string, unknown> {
  const plain = text.replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, quoted?: string) => quoted ?? '');
  return JSON.parse(plain.replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, (_, quoted?: string) => quoted ?? '')) as Record<string, unknown>;
}

/** The source's configuration with this database and with paths as seen from the generated file. */
export function deployConfig(
  source: Record<string, unknown>,
  database: { name: string; id: string },
  name: string,
): Record<string, unknown> {
  const { $schema: _schema, dev: _dev, ...kept } = source;
  const fromHere = (...parts: string[]) =>
    path
      .relative(folder, path.join(root, ...parts))
      .split(path.sep)
      .join('/');
  const [binding] = source.d1_databases as { binding: string }[];
  return {
    ...kept,
    name,
    main: fromHere('.output', 'worker', 'index.js'),
    build: { command: 'vite build --config worker/vite.config.ts --logLevel warn', cwd: fromHere() },
    d1_databases: [
      {
        binding: binding?.binding ?? 'DB',
        database_name: database.name,
        database_id: database.id,
        migrations_dir: fromHere('worker', 'migrations'),
      },
    ],
  };
}

export interface DeployOptions {
  dryRun: boolean;
  name: string;
}
export function readOptions(argv: readonly string[]): DeployOptions | string {
  const options = { dryRun: false, name: 'vafa' };
  for (let i = 0; i < argv.length; i++) {
    if (argv[i] === '--dry-run') options.dryRun = true;
    else if (argv[i] === '--name') options.name = argv[++i] ?? '';
    else return `unknown argument ${argv[i]}; known: --dry-run, --name NAME`;
  }
  return /^[a-z0-9][a-z0-9-]{0,50}$/.test(options.name) ? options : 'a name has small letters, digits and dashes, at most 51';
}

/** The database's id as `wrangler d1 list --json` or the generated configuration of an earlier deployment has it. */
export function findDatabaseId(listed: string, name: string): string | null {
  const start = listed.indexOf('[');
  if (start < 0) return null;
  try {
    const rows = JSON.parse(listed.slice(start, listed.lastIndexOf(']') + 1)) as { name?: string; uuid?: string }[];
    return rows.find((row) => row.name === name)?.uuid ?? null;
  } catch {
    return null;
  }
}

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Runs the steps; answers the exit code. `wrangler` and `ask` are given by tests. */
export async function deploy(options: DeployOptions, wrangler: RunWrangler = runWrangler, ask: typeof fetch = fetch): Promise<number> {
  const source = parseJsonc(readFileSync(path.join(root, 'worker', 'wrangler.jsonc'), 'utf8'));
  mkdirSync(folder, { recursive: true });
  const write = (id: string) =>
    writeFileSync(configFile, `${JSON.stringify(deployConfig(source, { name: options.name, id }, options.name), null, 2)}\n`);
  const step = async (title: string, args: readonly string[], input?: string): Promise<Ran> => {
    say(`\n${title}\n  wrangler ${args.join(' ')}`);
    const ran = await wrangler(args, input);
    if (ran.code !== 0) say(`This step failed (${ran.code}). Nothing after it was done; run the command again once it is repaired.`);
    return ran;
  };
  if (options.dryRun) return dryRun(options, write, step);

  const listed = await step('1. Look for the database', ['d1', 'list', '--json']);
  if (listed.code !== 0) return listed.code;
  let id = findDatabaseId(listed.output, options.name);
  if (!id) {
    const made = await step('   Create it', ['d1', 'create', options.name]);
    if (made.code !== 0) return made.code;
    id = findDatabaseId((await wrangler(['d1', 'list', '--json'])).output, options.name);
  }
  if (!id) {
    say('The database was made, but the account does not list it yet: run the command again.');
    return 1;
  }
  write(id);
  say(`   ${options.name} is ${id}; configuration in ${path.relative(root, configFile)}`);
  const migrated = await step('2. Migrate', ['d1', 'migrations', 'apply', options.name, '--remote', '--config', configFile], '');
  if (migrated.code !== 0) return migrated.code;
  const deployed = await step('3. Deploy', ['deploy', '--config', configFile]);
  if (deployed.code !== 0) return deployed.code;
  const secret = randomBytes(32).toString('base64url');
  const stored = await storeSecret(step, secret);
  if (stored !== 0) return stored;
  const address = /https:\/\/[\w.-]+\.workers\.dev/.exec(deployed.output)?.[0];
  return printLink(address ?? null, existsSecret(), ask);
}

/** The secret is kept when there is one: live sources are sealed with it. */
const secretFile = path.join(folder, 'setup-secret');
const existsSecret = (): string => readFileSync(secretFile, 'utf8').trim();
async function storeSecret(step: (title: string, args: readonly string[], input?: string) => Promise<Ran>, fresh: string): Promise<number> {
  if (!existsSync(secretFile)) writeFileSync(secretFile, `${fresh}\n`, { mode: 0o600 });
  return (
    await step('4. Set the secret VAFA_SETUP_SECRET', ['secret', 'put', 'VAFA_SETUP_SECRET', '--config', configFile], `${existsSecret()}\n`)
  ).code;
}

async function printLink(address: string | null, secret: string, ask: typeof fetch): Promise<number> {
  if (!address) {
    say('\nDeployed on your own route. Ask it for the admin link: POST /v1/setup-links with the secret as bearer token.');
    return 0;
  }
  // A new secret takes a few seconds to reach every place.
  for (let attempt = 0; attempt < 10; attempt++) {
    const answer = await ask(`${address}/v1/setup-links`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: '{}',
    });
    if (answer.ok) {
      const { url } = (await answer.json()) as { url: string };
      say(`\nOpen this link once, within half an hour, to become the admin:\n  ${url}`);
      return 0;
    }
    await new Promise((resolve) => setTimeout(resolve, 3000));
  }
  say(`\n${address} is deployed but does not make the admin link yet: run the command again in a minute.`);
  return 1;
}

async function dryRun(
  options: DeployOptions,
  write: (id: string) => void,
  step: (title: string, args: readonly string[], input?: string) => Promise<Ran>,
): Promise<number> {
  say('Dry run: nothing leaves this computer.');
  say(`\n1. Create the D1 database unless it is there\n  wrangler d1 create ${options.name}`);
  write(UNKNOWN_ID);
  say(`   configuration in ${path.relative(root, configFile)}`);
  say(`\n2. Migrate\n  wrangler d1 migrations apply ${options.name} --remote --config ${path.relative(root, configFile)}`);
  const checked = await step('3. Deploy (built and checked here)', [
    'deploy',
    '--dry-run',
    '--outdir',
    path.join(folder, 'out'),
    '--config',
    configFile,
  ]);
  if (checked.code !== 0) return checked.code;
  say('\n4. Set the secret VAFA_SETUP_SECRET\n  wrangler secret put VAFA_SETUP_SECRET');
  say('\n5. Print the one-time admin link');
  return 0;
}

/** Entry for run-ts.mjs. */
export async function main(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  if (typeof options !== 'string') return deploy(options);
  say(options);
  return 2;
}
