/** Wiring only: every file of routes/ is found here, failures become problem+json. */
import { Hono } from 'hono';
import { asReceived, problem } from '../shared/api/problems';
import { guard } from './auth/guard';
import { headers } from './auth/headers';
import type { Env } from './env';
import { firstFrame } from './failure';
import { type AppEnv, answerProblem, ProblemError } from './http';
import { runJobs } from './schedule';

const routeFiles = import.meta.glob<Hono<AppEnv>>('./routes/*.ts', { eager: true, import: 'routes' });

const app = new Hono<AppEnv>();
app.use(async (c, next) => {
  c.set('now', Date.now());
  await next();
});
app.use(headers);
app.use(guard);
for (const routes of Object.values(routeFiles)) if (routes) app.route('/', routes);
app.notFound((c) => answerProblem(problem('route.unknown', `nothing answers ${c.req.method} ${asReceived(c.req.path)}`)));
app.onError((error) => {
  if (error instanceof ProblemError) return answerProblem(error.problem);
  console.error(
    JSON.stringify({ event: 'request-failed', error: error instanceof Error ? error.name : 'unknown', where: firstFrame(error) }),
  );
  return answerProblem(problem(isBusy(error) ? 'server.busy' : 'server.error'));
});

/** D1 says in words that it is overloaded or restarting: worth trying again. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && /overloaded|timeout|reset|network connection lost|storage operation exceeded/i.test(error.message);
}

export default {
  fetch: app.fetch,
  // Awaited, not left to waitUntil: whoever starts the schedule by hand hears when its jobs have ended.
  async scheduled(_event, env) {
    await runJobs(env, Date.now());
  },
} satisfies ExportedHandler<Env>;
