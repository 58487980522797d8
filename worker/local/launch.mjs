// The first step of `npm start`, `npm test` and the others: runs on the system's Node (20 or newer), installs what is
// missing, then hands over to the project's own Node. Plain JavaScript without a single dependency, on purpose.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const stop = (line) => {
  console.error(line);
  process.exit(1);
};

const major = Number(process.versions.node.split('.')[0]);
if (major < 20)
  stop(`Vafa needs Node 20 or newer; this is ${process.versions.node}. Get it from https://nodejs.org and run the command again.`);
try {
  accessSync(root, constants.W_OK);
} catch {
  stop(`Vafa cannot write to its own folder (${root}). Give your user write access to it and run the command again.`);
}

/** What the installed packages were installed from; another lock file means: install again. */
const lock = createHash('sha256')
  .update(readFileSync(path.join(root, 'package-lock.json')))
  .digest('hex');
const stamp = path.join(root, 'node_modules', '.vafa-lock');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.error('Installing packages (once, about half a minute) …');
  const npm = process.env.npm_execpath;
  const [command, before] = npm ? [process.execPath, [npm]] : ['npm', []];
  const done = spawnSync(command, [...before, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: !npm && process.platform === 'win32',
  });
  if (done.status !== 0) stop('Installing packages failed; see the lines above. With a network connection, run the command again.');
  writeFileSync(stamp, lock);
}

const own = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const node = existsSync(own) ? own : process.execPath;
const bin = path.join(root, 'node_modules', '.bin');
const child = spawn(node, [path.join(root, 'worker/local/run-ts.mjs'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: `${path.dirname(node)}${path.delimiter}${bin}${path.delimiter}${process.env.PATH ?? ''}`,
    VAFA_CWD: process.cwd(),
  },
});
// Ctrl-C reaches the child through the terminal; a signal sent to this process is passed on. Either way the child decides when all is ended.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
// npm's shell may end without a word to us, which leaves this process an orphan: then all is ended as if told to.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
