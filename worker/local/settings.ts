/** Where the local Worker listens and keeps its state: VAFA_PORT (8787) and VAFA_DATA (.vafa in the project). */
import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

export interface LocalSettings {
  port: number;
  mailboxPort: number;
  data: string;
  url: string;
}
/** An expected failure of a tool: one clear line for the person at the terminal, no stack. */
export class ToolError extends Error {}

/** Makes a folder and those above it, one by one: `recursive` never returns under some system folders such as /proc (Node 22, 2026-11). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}

/** Reads and checks the settings. Throws ToolError with the line to show. */
export function readSettings(env: NodeJS.ProcessEnv): LocalSettings {
  const port = Number(env.VAFA_PORT ?? 8787);
  if (!Number.isInteger(port) || port < 1 || port > 65_534)
    throw new ToolError(`VAFA_PORT must be a port number from 1 to 65534; it is "${env.VAFA_PORT}".`);
  const data = path.resolve(env.VAFA_CWD ?? ROOT, env.VAFA_DATA ?? path.join(ROOT, '.vafa'));
  try {
    makeFolder(data);
    if (!statSync(data).isDirectory()) throw new Error('not a folder');
    accessSync(data, constants.W_OK);
  } catch {
    throw new ToolError(`Vafa cannot write to ${data}. Choose another folder with VAFA_DATA, or give your user write access.`);
  }
  return { port, mailboxPort: port + 1, data, url: `http://127.0.0.1:${port}` };
}

/** The secret of this local Worker, made at the first start and kept in the data folder. */
export function readSetupSecret(data: string): { secret: string; file: string } {
  const file = path.join(data, 'secret.env');
  try {
    const secret = /VAFA_SETUP_SECRET=(\S+)/.exec(readFileSync(file, 'utf8'))?.[1];
    if (secret) return { secret, file };
  } catch {
    // The first start: made below.
  }
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(file, `VAFA_SETUP_SECRET=${secret}\n`, { mode: 0o600 });
  return { secret, file };
}
