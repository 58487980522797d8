/** What every answer tells a browser, whatever was asked and however it ended. */
import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../http';

/** For answers that are no page: nothing in them may run, load or be framed. */
const SEALED = "default-src 'none'; frame-ancestors 'none'";
const YEAR_SECONDS = 31_536_000;

export const headers: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'no-referrer');
  c.header('cross-origin-resource-policy', 'same-origin');
  if (!c.res.headers.has('content-security-policy')) c.header('content-security-policy', SEALED);
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  if (new URL(c.req.url).protocol === 'https:') c.header('strict-transport-security', `max-age=${YEAR_SECONDS}`);
};
