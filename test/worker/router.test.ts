/** The router's own list, held against the tables that say who may call what: a route that nobody entered there is found here, and answers nobody. */

import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { ENDPOINTS } from '../../shared/api/endpoints';
import { guard } from '../../worker/auth/guard';
import { type AppEnv, answerProblem, newRoutes, ProblemError } from '../../worker/http';
import { PAGES } from './calls';
import { openOffice } from './office';

const FILES = import.meta.glob<{ routes?: Hono<AppEnv> }>('../../worker/routes/*.ts', { eager: true });
const routed = (apps: readonly Hono<AppEnv>[]): string[] =>
  apps.flatMap(({ routes }) => routes.map(({ method, path }) => `${method} ${path}`));
const mounted = Object.values(FILES).flatMap(({ routes }) => routes ?? []);
const entered = new Set([...Object.values(ENDPOINTS).map(({ method, path }) => `${method} ${path}`), ...Object.keys(PAGES)]);

describe('every route of the router', () => {
  test('stands in a table, once, and no table names one that is gone', () => {
    const all = routed(mounted);
    expect(all.length).toBeGreaterThan(90);
    expect(all.filter((route) => !entered.has(route))).toEqual([]);
    expect([...entered].filter((route) => !all.includes(route))).toEqual([]);
    expect(all.filter((route, at) => all.indexOf(route) !== at)).toEqual([]);
    // As it would be found, had somebody added one.
    const more = newRoutes().get('/secrets', (c) => c.text('all of them'));
    expect(routed([...mounted, more]).filter((route) => !entered.has(route))).toEqual(['GET /secrets']);
  });

  test('matches the pattern of one endpoint alone, so that who may call it is never decided by another’s roles', () => {
    const pattern = (path: string) => new RegExp(`^${path.replace(/:[a-z]+/g, '[^/]+')}$`);
    const api = Object.values(ENDPOINTS);
    for (const { method, path } of api) {
      const asked = path.replace(/:[a-z]+/g, 'anything');
      expect(api.filter((other) => other.method === method && pattern(other.path).test(asked)).map((other) => other.path)).toEqual([path]);
    }
  });

  test('under /v1 answers nobody while no table says who may call it, not even an admin, and however the path is written', async () => {
    const office = await openOffice('Router');
    const app = new Hono<AppEnv>();
    app.use(async (c, next) => {
      c.set('now', Date.now());
      await next();
    });
    app.use(guard);
    app.all('*', (c) => c.text('reached'));
    app.onError((error) => (error instanceof ProblemError ? answerProblem(error.problem) : new Response('fault', { status: 500 })));
    const ask = async (method: string, path: string) => {
      const headers = { authorization: `Bearer ${office.adminToken}` };
      return (await app.fetch(new Request(`http://127.0.0.1:8787${path}`, { method, headers }), env, createExecutionContext())).text();
    };
    for (const path of ['/v1/secrets', '/v1//me', '/v1/me/', '/v1/customers/a/b', '/v1/ME', '/v1/me%2f', '/v1/./secrets', '/v1/customers/'])
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'QUERY'])
        expect(await ask(method, path), `${method} ${path}`).toContain('route.unknown');
    for (const method of ['PUT', 'PATCH', 'QUERY']) expect(await ask(method, '/v1/me')).toContain('route.unknown');
  });
});
