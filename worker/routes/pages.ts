/** The Worker's own pages: signing in by link, approving devices, and an admin's overview, imports, sources and people. */
import type { TextKey } from '../../shared/i18n/language';
import { LINK_PATH } from '../auth/links';
import { endSession, readSession } from '../auth/sessions';
import { type Caller, type Ctx, newRoutes, ProblemError } from '../http';
import { auditPage } from '../pages/audit-page';
import { clubPage, takeJoinDecision, takeJoinLink } from '../pages/club-page';
import { homePage } from '../pages/home-page';
import { ICON, notice, sendPage, withLanguage } from '../pages/html';
import { importPage, takeImport } from '../pages/import-page';
import { JOIN_PATH, joinPage, takeJoin } from '../pages/join-page';
import { peoplePage, takeInvite, takeKey, takePerson, takeRemoval, takeRevocation, takeRole } from '../pages/people-page';
import { linkPage, pairPage, signInPage, takeLink, takePairing } from '../pages/sign-in-page';
import { runSourceNow, sourcesPage, takeSource } from '../pages/sources-page';
import { STYLES } from '../pages/styles';
import { localeOf, say } from '../pages/text';

type Show = (c: Ctx, caller: Caller) => Promise<Response>;
/** Only for people who are signed in, of these roles. */
const forRoles = (roles: readonly Caller['role'][] | 'all', show: Show) => async (c: Ctx) => {
  const caller = await readSession(c);
  if (!caller) return signInPage(c);
  if (roles !== 'all' && !roles.includes(caller.role)) return wrongPage(c, caller, 403, 'wrong.forbidden');
  return orWrongPage(c, caller, () => show(c, caller));
};
/** The page that says in words why it could not be done. */
function wrongPage(c: Ctx, caller: Caller | null, status: number, why: TextKey): Promise<Response> {
  const locale = localeOf(c);
  return sendPage(c, { title: say(locale, 'wrong.title'), caller, status, body: notice('risk', say(locale, why)) });
}
/** An expected failure that the page itself has no words for. */
async function orWrongPage(c: Ctx, caller: Caller | null, show: () => Promise<Response>): Promise<Response> {
  try {
    return await show();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { status, retry_after: seconds } = error.problem;
    if (seconds !== undefined) c.header('retry-after', String(seconds));
    return wrongPage(c, caller, status, status === 429 ? 'wrong.limited' : 'wrong.request');
  }
}
const admin = (show: Show) => forRoles(['admin'], show);
const importer = (show: Show) => forRoles(['admin', 'manager'], show);
const leader = importer;
const fixed = (type: string, body: string) => (c: Ctx) =>
  c.body(body, 200, { 'content-type': type, 'cache-control': 'public, max-age=3600' });

export const routes = newRoutes()
  .get('/pages.css', fixed('text/css; charset=utf-8', STYLES))
  .get('/icon.svg', fixed('image/svg+xml', ICON))
  .get('/', forRoles('all', homePage))
  .get('/setup', forRoles('all', homePage))
  .get(`${LINK_PATH}:token`, (c) => linkPage(c, c.req.param('token')))
  .post(`${LINK_PATH}:token`, (c) => orWrongPage(c, null, () => takeLink(c, c.req.param('token'))))
  .post('/sign-out', async (c) => {
    await endSession(c);
    return c.redirect(withLanguage(c, '/'), 303);
  })
  .get('/pair', forRoles('all', pairPage))
  .post('/pair', forRoles('all', takePairing))
  .get(
    '/import',
    importer((c, caller) => importPage(c, caller)),
  )
  .post('/import', importer(takeImport))
  .get(
    '/sources',
    admin((c, caller) => sourcesPage(c, caller)),
  )
  .post('/sources', admin(takeSource))
  .get('/sources/:id/run', (c) => c.redirect('/sources', 303))
  .post('/sources/:id/run', admin(runSourceNow))
  .get('/audit', admin(auditPage))
  .get(
    '/people',
    admin((c, caller) => peoplePage(c, caller)),
  )
  .post('/people', admin(takePerson))
  .get(`${JOIN_PATH}:token`, (c) => joinPage(c))
  .post(`${JOIN_PATH}:token`, (c) => orWrongPage(c, null, () => takeJoin(c)))
  .get('/club', leader(clubPage))
  .get('/club/link', (c) => c.redirect('/club', 303))
  .post('/club/link', leader(takeJoinLink))
  .get('/club/requests/:id', (c) => c.redirect('/club', 303))
  .post('/club/requests/:id', leader(takeJoinDecision))
  .get('/keys', (c) => c.redirect('/people', 303))
  .post('/keys', admin(takeKey))
  .get('/people/:id/link', (c) => c.redirect('/people', 303))
  .post('/people/:id/link', admin(takeInvite))
  .get('/people/:id/role', (c) => c.redirect('/people', 303))
  .post('/people/:id/role', admin(takeRole))
  .get('/people/:id/remove', (c) => c.redirect('/people', 303))
  .post('/people/:id/remove', admin(takeRemoval))
  .get('/devices/:id/revoke', (c) => c.redirect('/people', 303))
  .post('/devices/:id/revoke', admin(takeRevocation));
