/** Sessions of the Worker's own pages: a cookie that only we read, started by a one-time link. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { type Caller, type Ctx, fail } from '../http';
import { auditStatement } from '../store/audit';
import { findCredential, revokeByHashStatement, spendLink } from '../store/credentials';
import { randomId } from '../store/ids';
import { newToken, readToken } from './token';

const SESSION_MS = 30 * 86_400_000;

/** Browsers keep a `__Host-` cookie only from https; on loopback the plain name serves. */
function cookieOf(c: Ctx): { name: string; secure: boolean } {
  const secure = new URL(c.req.url).protocol === 'https:';
  return { name: secure ? '__Host-vafa_session' : 'vafa_session', secure };
}
function setSession(c: Ctx, text: string): void {
  const { name, secure } = cookieOf(c);
  setCookie(c, name, text, { path: '/', httpOnly: true, secure, sameSite: 'Lax', maxAge: SESSION_MS / 1000 });
}

/** Who is signed in; null when nobody is, or the session ended. */
export async function readSession(c: Ctx): Promise<Caller | null> {
  const text = getCookie(c, cookieOf(c).name);
  const token = text === undefined ? null : await readToken(text);
  const found = token ? await findCredential(c.env.DB, token.hash) : null;
  if (found?.kind !== 'session' || found.workspace !== token?.workspace || found.revoked_at !== null) return null;
  if ((found.expires_at ?? 0) <= c.get('now')) return null;
  return { workspace: found.workspace, user: found.user, role: found.role, device: null };
}

/** Ends the session of the cookie, if there is one. */
export async function endSession(c: Ctx): Promise<void> {
  const { name, secure } = cookieOf(c);
  const token = await readToken(getCookie(c, name) ?? '');
  const found = token && (await findCredential(c.env.DB, token.hash));
  const now = c.get('now');
  if (found?.kind === 'session' && found.revoked_at === null) {
    await c.env.DB.batch([
      revokeByHashStatement(c.env.DB, found.hash, now),
      auditStatement(c.env.DB, found.workspace, { at: now, actor: found.user, action: 'session.ended', subject: found.id }),
    ]);
  }
  deleteCookie(c, name, { path: '/', secure });
}

/** Whether a one-time link would still let somebody in; asking spends nothing. */
export async function isLinkOpen(c: Ctx, text: string): Promise<boolean> {
  const token = await readToken(text);
  const link = token && (await findCredential(c.env.DB, token.hash));
  return link?.kind === 'link' && link.used_at === null && link.revoked_at === null && (link.expires_at ?? 0) > c.get('now');
}

/**
 * Spends a one-time link (the token in its path) and starts a session for its user. Call it on POST only: browsers and mail scanners
 * fetch links ahead. Fails with link.used when the link is unknown, expired or already spent.
 */
export async function consumeLink(c: Ctx, text: string): Promise<Caller> {
  const link = await readToken(text);
  if (!link) fail('link.used', 'this link is not complete');
  const session = await newToken(link.workspace);
  const now = c.get('now');
  const spent = await spendLink(c.env.DB, link.hash, { hash: session.hash, id: randomId(), expiresAt: now + SESSION_MS }, randomId(), now);
  if (!spent) fail('link.used', 'this link was used already, or is too old');
  setSession(c, session.text);
  return { ...spent, device: null };
}
