/** Pairing a device: asking for a code, and fetching the token once a person approved. */
import { PairRequest, PairTokenRequest } from '../../shared/api/contract';
import { POLL_SECONDS, startPairing, takeToken } from '../auth/pairing';
import { fail, newRoutes, parseBody } from '../http';
import { countTry } from '../store/counters';

const WINDOW_MS = 10 * 60_000;
/** More devices than one office starts to pair in ten minutes. */
const PER_WINDOW = 60;

export const routes = newRoutes()
  .post('/v1/pair', async (c) => {
    const asked = await parseBody(c, PairRequest);
    const now = c.get('now');
    if ((await countTry(c.env.DB, `pair:${c.req.header('cf-connecting-ip') ?? 'local'}`, WINDOW_MS, now)) > PER_WINDOW)
      fail('rate.limited', 'too many pairings from here: wait ten minutes');
    const { pairing, code, expiresAt } = await startPairing(c.env, asked.challenge, asked.name, now);
    const approve = `${new URL(c.req.url).origin}/pair?code=${code}`;
    return c.json({ pairing, code, approve, expires_at: expiresAt, poll_seconds: POLL_SECONDS });
  })
  .post('/v1/pair/token', async (c) => {
    const { pairing, verifier } = await parseBody(c, PairTokenRequest);
    return c.json({ token: await takeToken(c.env, pairing, verifier, c.get('now')) });
  });
