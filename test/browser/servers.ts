/** Starts and stops the real mail and ticket servers by the scripts in test/servers (Debian's packages, root, loopback). */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../worker/local/settings';

const SCRIPTS = path.join(ROOT, 'test/servers');
/** Ports and state of these runs; another state folder must be reachable for the user www-data. */
export const SERVER_ENV = {
  SRV_STATE: process.env.VAFA_TEST_SERVERS ?? '/var/tmp/vafa-test-servers',
  MAIL_PORT: '24143',
  ROUNDCUBE_PORT: '24180',
  RT_PORT: '24181',
  REDMINE_PORT: '24183',
};
export const ROUNDCUBE_URL = `http://127.0.0.1:${SERVER_ENV.ROUNDCUBE_PORT}`;
export const RT_URL = `http://127.0.0.1:${SERVER_ENV.RT_PORT}`;
export const REDMINE_URL = `http://127.0.0.1:${SERVER_ENV.REDMINE_PORT}`;
export const AGENT = { user: 'agent', persian: 'agent-fa', password: 'agentpass' };

/** The servers that suites may need, by the names of their folders. */
const SERVERS = ['roundcube', 'rt', 'redmine'] as const;
type ServerName = (typeof SERVERS)[number];
const environment = { ...process.env, ...SERVER_ENV };
const lastLines = (text: string) => text.trim().split('\n').slice(-20).join('\n');

async function script(name: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    execFile('bash', [path.join(SCRIPTS, name)], { env: environment }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${name} failed:\n${lastLines(stdout + stderr)}`));
      else resolve();
    });
  });
}

/** Which run of the suites set a server up: its state is that run's, and nobody else's to reuse or to stop. */
const markOf = (name: ServerName) => path.join(SERVER_ENV.SRV_STATE, `${name}.run`);
const isOfRun = (name: ServerName, run: string) => existsSync(markOf(name)) && readFileSync(markOf(name), 'utf8') === run;

/** Sets a server up from nothing and starts it, once in a run: by the first suite that needs it. */
export async function needServer(name: ServerName, run: string): Promise<void> {
  if (isOfRun(name, run)) return;
  await script(`${name}/setup.sh`);
  await script(`${name}/start.sh`);
  writeFileSync(markOf(name), run);
}

export type Skin = 'elastic' | 'larry' | 'classic';
/** Shows the webmail in another of its skins, from the next page on. */
export function dressRoundcube(skin: Skin): void {
  writeFileSync(path.join(SERVER_ENV.SRV_STATE, 'roundcube/skin'), skin);
}

/** Stops what this run started. */
export function stopServers(run: string): void {
  for (const name of SERVERS.filter((each) => isOfRun(each, run))) {
    for (const part of name === 'roundcube' ? [name, 'mail'] : [name])
      spawnSync('bash', [path.join(SCRIPTS, `${part}/stop.sh`)], { env: environment });
    writeFileSync(markOf(name), '');
  }
}
