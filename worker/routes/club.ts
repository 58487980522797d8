/** The club of one customer: its ledger, and what somebody does with it. */
import { ClubRequest } from '../../shared/api/club';
import { inForce } from '../../shared/loyalty/in-force';
import { LEAD_ACTS } from '../../shared/loyalty/lead-acts';
import { decideAct, eventIdOf, isAnswerTo } from '../club-acts';
import { decideOnce } from '../decide';
import { type Ctx, fail, newRoutes, parseBody } from '../http';
import { JOIN_PATH } from '../pages/join-page';
import { clubEvents, rewardCounts } from '../store/club';
import { whichVisible } from '../store/customers';
import { currentProgramme } from '../store/documents';
import { joinLinkOf } from '../store/joining';

const MOST_MOVES = 200;

export const routes = newRoutes()
  .get('/v1/customers/:id/ledger', async (c) => {
    const customer = await seen(c, c.req.param('id'));
    const { workspace, role } = c.get('caller');
    const [moves, counts, programme, link] = await Promise.all([
      clubEvents(c.env.DB, workspace, customer, MOST_MOVES),
      rewardCounts(c.env.DB, workspace),
      currentProgramme(c.env.DB, workspace),
      role === 'viewer' ? null : joinLinkOf(c.env.DB, workspace),
    ]);
    const left = inForce(programme, c.get('now')).rewards.flatMap(({ id, stock }) =>
      stock === null ? [] : [[id, Math.max(0, stock - (counts.get(id) ?? 0))] as const],
    );
    const join = link && `${new URL(c.req.url).origin}${JOIN_PATH}${link.token}`;
    return c.json({
      moves: moves.map(({ id, type, at, data }) => ({ id, type, at, data: data ?? {} })),
      left: Object.fromEntries(left),
      join,
    });
  })
  .post('/v1/customers/:id/club', async (c) => {
    const request = await parseBody(c, ClubRequest);
    const { workspace, user, role } = c.get('caller');
    if (LEAD_ACTS.includes(request.do) && role !== 'admin' && role !== 'manager')
      fail('act.not-allowed', `the role ${role} may not ${request.do}`);
    if (request.do === 'issue' && request.percent === undefined && (request.amount === undefined || request.currency === undefined))
      fail('request.malformed', 'a coupon is worth a percentage or an amount', '/percent');
    const customer = await seen(c, c.req.param('id'));
    if (request.do === 'refer') await seen(c, request.friend);
    const now = c.get('now');
    const programme = await currentProgramme(c.env.DB, workspace);
    const deciding = { workspace, customer, id: eventIdOf(request), actor: user, action: `club.${request.do}` };
    const decided = await decideOnce(c.env.DB, deciding, now, (facts) =>
      decideAct(c.env.DB, workspace, facts, programme, request, user, now),
    );
    if (!decided.ok) return fail(decided.code);
    if (!decided.first && !isAnswerTo(decided.stored, request)) fail('event.id-taken', 'this id stands for another act');
    const { id, type, data } = decided.stored;
    return c.json({ id, type, data: data ?? {} });
  });

/** The customer, who must be one that the caller may see. */
async function seen(c: Ctx, id: string): Promise<string> {
  if (!(await whichVisible(c.env.DB, c.get('caller'), [id])).has(id)) fail('customer.unknown', 'no customer with this id that you may see');
  return id;
}
