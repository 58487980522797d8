/** Adding a live source: its login is tried first, then kept sealed. */
import type * as v from 'valibot';
import type { SourceAnswer, SourceRequest } from '../../shared/api/contract';
import type { Env } from '../env';
import { randomId } from '../store/ids';
import { addSource, findSource, type SourceRow } from '../store/sources';
import { type Fetcher, RtClient, RtProblem, type RtProblemCode } from './rt-client';
import { platformFetch } from './run-source';
import { seal } from './seal';

export type Connection = v.InferOutput<typeof SourceRequest>;
export type ConnectProblem = RtProblemCode | 'url' | 'login';

/** The new source, or why it cannot be connected. */
export async function connectSource(
  env: Env,
  { workspace, user }: { workspace: string; user: string },
  asked: Connection,
  now: number,
  fetcher: Fetcher = platformFetch,
): Promise<SourceRow | ConnectProblem> {
  const url = URL.parse(asked.url);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '') return 'url';
  if (!asked.token && !(asked.user && asked.password)) return 'login';
  const base = `${url.origin}${url.pathname}`.replace(/\/+$/, '');
  const login = { token: asked.token, user: asked.user, password: asked.password };
  try {
    await new RtClient({ url: base, ...login }, fetcher).check();
  } catch (error) {
    if (error instanceof RtProblem) return error.code;
    throw error;
  }
  const id = randomId();
  const secret = await seal(env.VAFA_SETUP_SECRET, JSON.stringify(login), id);
  await addSource(env.DB, { workspace, id, kind: 'rt', url: base, name: asked.name?.trim() || url.host, secret, created_at: now }, user);
  return (await findSource(env.DB, workspace, id)) ?? 'failing';
}

/** A source as the contract shows it: never its login. */
export function describeSource(source: SourceRow): v.InferOutput<typeof SourceAnswer> {
  const { id, kind, url, cursor, last_run_at, last_problem, events, strangers, too_old } = source;
  return { id, kind, url, cursor, last_run_at, last_problem, events, strangers, too_old };
}
