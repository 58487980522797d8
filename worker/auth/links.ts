/** One-time links: whoever opens one and confirms is signed in as its user. */
import type { Role } from '../../shared/api/contract';
import { issueStatement } from '../store/credentials';
import { randomId } from '../store/ids';
import { newToken } from './token';

/** Where the page that spends a link stands; the token follows. */
export const LINK_PATH = '/link/';
/** An admin link is made to be opened at once; an invitation travels by mail. */
export const SETUP_LINK_MS = 30 * 60_000;
export const INVITE_MS = 7 * 86_400_000;

export interface Link {
  url: string;
  expiresAt: number;
  statement: D1PreparedStatement;
}

/** Makes a link for a user; it holds once its statement has run. */
export async function makeLink(
  db: D1Database,
  origin: string,
  who: { workspace: string; user: string; role: Role },
  lifeMs: number,
  now: number,
): Promise<Link> {
  const { text, hash } = await newToken(who.workspace);
  const expiresAt = now + lifeMs;
  return {
    url: `${origin}${LINK_PATH}${text}`,
    expiresAt,
    statement: issueStatement(db, { hash, id: randomId(), ...who, kind: 'link', name: '', expiresAt }, now),
  };
}
