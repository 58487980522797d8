/** What the full test run needs of the computer: browsers and real servers. Finds them, or installs them where it may. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { findBrowser } from '../worker/local/find-browser';

/** A part of the run that needs something of the computer; a missing one is skipped by name, never in silence. */
export type Need = 'chromium' | 'firefox' | 'roundcube' | 'rt' | 'redmine';

const PACKAGES: Record<Need, string[]> = {
  chromium: ['chromium', 'chromium-l10n', 'fonts-noto-core'],
  firefox: ['firefox-esr', 'firefox-esr-l10n-fa', 'firefox-esr-l10n-ar'],
  roundcube: [
    'dovecot-imapd',
    'php8.2-cgi',
    'php-cli',
    'php-sqlite3',
    'dbconfig-no-thanks',
    'roundcube-core',
    'roundcube-sqlite3',
    'roundcube-skin-larry',
    'roundcube-skin-classic',
    'curl',
    'procps',
    'sqlite3',
  ],
  rt: ['dbconfig-no-thanks', 'msmtp-mta', 'request-tracker5', 'rt5-db-sqlite', 'rt5-standalone', 'curl', 'procps', 'sqlite3'],
  redmine: ['dbconfig-no-thanks', 'msmtp-mta', 'redmine-sqlite', 'redmine', 'puma', 'curl', 'procps', 'sqlite3'],
};

const isRoot = () => process.getuid?.() === 0;
function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
}
function isInstalled(name: string): boolean {
  const asked = spawnSync('dpkg-query', ['-W', '-f=${db:Status-Status}', name], { encoding: 'utf8' });
  return asked.stdout === 'installed';
}
function isThere(need: Need): boolean {
  if (need === 'chromium' || need === 'firefox') return findBrowser(need) !== null;
  // The servers are started by scripts for Debian's packages, as root, on loopback.
  return isDebian() && isRoot() && PACKAGES[need].every(isInstalled);
}

/** Installs what is missing when allowed, and says what is missing still, with the one command that would bring it. */
export function prepareNeeds(mayInstall: boolean, say: (line: string) => void): { missing: Need[]; command: string } {
  const needs = Object.keys(PACKAGES) as Need[];
  let missing = needs.filter((need) => !isThere(need));
  const packages = () => [...new Set(missing.flatMap((need) => PACKAGES[need].filter((name) => !isInstalled(name))))];
  if (missing.length > 0 && mayInstall && isDebian() && isRoot()) {
    const names = packages();
    say(`Installing ${names.length} packages for ${missing.join(', ')} (a minute or two) …`);
    install(names, say);
    missing = needs.filter((need) => !isThere(need));
  }
  return {
    missing,
    command: isDebian()
      ? `sudo apt-get install -y --no-install-recommends ${packages().join(' ')}`
      : 'install Chromium and Firefox; the mail and ticket servers need Debian or Ubuntu and root',
  };
}

function install(names: string[], say: (line: string) => void): void {
  // No service of these packages may start by itself: the suites start their own, on loopback.
  const policy = '/usr/sbin/policy-rc.d';
  const own = !existsSync(policy);
  const sh = (script: string) =>
    spawnSync('sh', ['-c', script], { encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  if (own) sh(`printf '#!/bin/sh\\nexit 101\\n' > ${policy} && chmod 755 ${policy}`);
  const apt = `apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold ${names.join(' ')}`;
  sh('apt-get update -qq');
  const done = sh(apt);
  if (done.status !== 0) say(`Installing failed:\n${(done.stdout + done.stderr).trim().split('\n').slice(-12).join('\n')}`);
  if (own) sh(`rm -f ${policy}`);
}
