/** Starts and stops the real mail and ticket servers by the scripts in test/servers (Debian's packages, root, loopback). */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../../worker/local/settings';

const SCRIPTS = path.join(ROOT, 'test/servers');
/** Ports and state of these runs; another state folder must be reachable for the user www-data. */
export const SERVER_ENV = {
  SRV_STATE: process.env.VAFA_TEST_SERVERS ?? '/var/tmp/vafa-test-servers',
  MAIL_PORT: '24143',
  ROUNDCUBE_PORT: '24180',
  RT_PORT: '24181',
};
export const ROUNDCUBE_URL = `http://127.0.0.1:${SERVER_ENV.ROUNDCUBE_PORT}`;
export const RT_URL = `http://127.0.0.1:${SERVER_ENV.RT_PORT}`;
export const AGENT = { user: 'agent', persian: 'agent-fa', password: 'agentpass' };

function script(name: string): void {
  const done = spawnSync('bash', [path.join(SCRIPTS, name)], { encoding: 'utf8', env: { ...process.env, ...SERVER_ENV } });
  if (done.status !== 0) throw new Error(`${name} failed:\n${(done.stdout + done.stderr).trim().split('\n').slice(-20).join('\n')}`);
}
/** Sets a server up from nothing and starts it. */
export function startServer(name: 'roundcube' | 'rt'): void {
  script(`${name}/setup.sh`);
  script(`${name}/start.sh`);
}
export function stopServers(): void {
  for (const name of ['roundcube', 'rt', 'mail']) script(`${name}/stop.sh`);
}
