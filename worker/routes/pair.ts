/** Pairing a device: asking for a code, fetching the tokens once a person approved, and the next pair of tokens from then on. */
import { PairRequest, PairTokenRequest } from '../../shared/api/contract';
import { REFRESH_PATH, RefreshRequest } from '../../shared/api/tokens';
import { POLL_SECONDS, startPairing, takeToken } from '../auth/pairing';
import { refreshTokens } from '../auth/rotation';
import { newRoutes, parseBody } from '../http';

export const routes = newRoutes()
  .post('/v1/pair', async (c) => {
    const { pairing, code, expiresAt } = await startPairing(c.env, await parseBody(c, PairRequest), c.get('now'));
    const approve = `${new URL(c.req.url).origin}/pair?code=${code}`;
    return c.json({ pairing, code, approve, expires_at: expiresAt, poll_seconds: POLL_SECONDS });
  })
  .post('/v1/pair/token', async (c) => {
    const { pairing, verifier } = await parseBody(c, PairTokenRequest);
    return c.json(await takeToken(c.env, pairing, verifier, c.get('now')));
  })
  .post(REFRESH_PATH, async (c) =>
    c.json(await refreshTokens(c.env, await parseBody(c, RefreshRequest), new URL(c.req.url).host, c.get('now'))),
  );
