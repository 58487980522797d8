/** Stands before every route: foreign pages are refused, bodies and tries limited, and the endpoint table decides which roles may call what. */
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ENDPOINTS, type Endpoint, type EndpointName } from '../../shared/api/endpoints';
import { asReceived, problem } from '../../shared/api/problems';
import { type AppEnv, answerProblem, type Caller, type Ctx, fail } from '../http';
import { findCredential, noteUse } from '../store/credentials';
import { limitEndpoint } from './limits';
import { readToken } from './token';

const MEGABYTE = 1_048_576;
/** Largest body by the beginning of the path; the last line is for everything else. */
const BODY_LIMITS: readonly [string, number][] = [
  ['/v1/imports/', 32 * MEGABYTE],
  ['/import', 32 * MEGABYTE],
  ['/v1/import-workspace', 32 * MEGABYTE],
  ['/v1/events', 8 * MEGABYTE],
  ['/', MEGABYTE / 2],
];

const endpoints = (Object.entries(ENDPOINTS) as [EndpointName, Endpoint][]).map(([name, endpoint]) => ({
  ...endpoint,
  name,
  pattern: new RegExp(`^${endpoint.path.replace(/:[a-z]+/g, '[^/]+')}$`),
}));

export const guard: MiddlewareHandler<AppEnv> = async (c, next) => {
  refuseForeignPages(c);
  if (c.req.method === 'OPTIONS') return c.body(null, 204);
  if (c.req.path.startsWith('/v1/')) {
    const method = c.req.method === 'HEAD' ? 'GET' : c.req.method;
    const endpoint = endpoints.find((known) => known.method === method && known.pattern.test(c.req.path));
    if (!endpoint) fail('route.unknown', `nothing answers ${c.req.method} ${asReceived(c.req.path)}`);
    if (endpoint.roles !== 'anyone') {
      const caller = await readBearer(c);
      if (!endpoint.roles.includes(caller.role)) fail('auth.forbidden', `the role ${caller.role} may not call this`);
      c.set('caller', caller);
    }
    await limitEndpoint(c, endpoint.name);
  }
  const maxSize = BODY_LIMITS.find(([path]) => c.req.path.startsWith(path))?.[1] ?? MEGABYTE;
  const answer = await bodyLimit({ maxSize, onError: () => answerProblem(problem('request.too-large', `at most ${maxSize} bytes`)) })(
    c,
    next,
  );
  return answer;
};

/** No page of another origin may speak to us in its visitor's name; an extension's origin is not http(s), tools send none. */
function refuseForeignPages(c: Ctx): void {
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
  const own = new URL(c.req.url).origin;
  if (origin !== undefined && /^https?:/i.test(origin) && origin !== own)
    fail('origin.refused', 'pages of other origins may not call this');
  if (isRead || c.req.path.startsWith('/v1/')) return;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') fail('origin.refused', 'the form was not sent by our own page');
  if (origin !== undefined && origin !== own && site !== 'same-origin') fail('origin.refused', 'the form was not sent by our own page');
}

/** The caller that the bearer token names: one row read. */
async function readBearer(c: Ctx): Promise<Caller> {
  const header = c.req.header('authorization');
  if (!header) fail('auth.missing', 'send Authorization: Bearer and a token');
  const text = /^Bearer ([^\s]+)$/i.exec(header)?.[1];
  const token = text === undefined ? null : await readToken(text);
  if (!token) fail('auth.invalid', 'this is not a Vafa token');
  const found = await findCredential(c.env.DB, token.hash);
  if (!found || found.workspace !== token.workspace || (found.kind !== 'device' && found.kind !== 'key'))
    fail('auth.invalid', 'this token is not known');
  if (found.revoked_at !== null) fail('auth.revoked', 'this token was revoked');
  if (found.expires_at !== null) {
    if (found.expires_at <= c.get('now')) fail('auth.expired', 'this access token has ended');
    // From now on the device surely has it, so that the refresh token before it is of no use to anybody (see rotation.ts).
    if (found.used_at === null) c.executionCtx.waitUntil(noteUse(c.env.DB, found.hash, c.get('now')));
  }
  return { workspace: found.workspace, user: found.user, role: found.role, device: found.id };
}
