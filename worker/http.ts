/** What every route shares: the caller, parsing a body by its schema, and failing with a problem. */

import type { Context } from 'hono';
import { Hono } from 'hono';
import * as v from 'valibot';
import type { Role } from '../shared/api/contract';
import { asReceived, type Problem, type ProblemCode, problem } from '../shared/api/problems';
import type { Env } from './env';

/** Who is asking, as the token or session says. */
export interface Caller {
  workspace: string;
  user: string;
  role: Role;
  /** The device or key that the token belongs to; a session has none. */
  device: string | null;
}
export interface AppEnv {
  Bindings: Env;
  Variables: { caller: Caller; now: number };
}
export type Ctx = Context<AppEnv>;
/** A route file exports `routes`: an app whose paths start with /v1/… or a page path; index.ts mounts them all. */
export const newRoutes = () => new Hono<AppEnv>();

/** An expected failure: caught at the root and answered as problem+json. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}
export function fail(code: ProblemCode, detail?: string, at?: string): never {
  throw new ProblemError(problem(code, detail, at));
}

/** The body as text, which must be UTF-8: what is broken would be kept as marks of replacement, and nobody told. */
async function bodyText(c: Ctx): Promise<string> {
  const bytes = await c.req.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return fail('request.malformed', 'the body is not UTF-8');
  }
}

/** Parses a JSON body by its schema, once, at the border. */
export async function parseBody<S extends v.GenericSchema>(c: Ctx, schema: S): Promise<v.InferOutput<S>> {
  const text = await bodyText(c);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    fail('request.malformed', 'the body is not JSON');
  }
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  return fail('request.malformed', asReceived(issue.message), `/${(issue.path ?? []).map((p) => String(p.key)).join('/')}`);
}

/** A problem as the API answers it (RFC 9457). */
export function answerProblem(what: Problem): Response {
  return new Response(JSON.stringify(what), {
    status: what.status,
    headers: {
      'content-type': 'application/problem+json',
      ...(what.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(what.retry_after === undefined ? {} : { 'retry-after': String(what.retry_after) }),
    },
  });
}
