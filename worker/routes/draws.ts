/** Prize draws: started and frozen, drawn, and checked by anybody of the workspace. */
import { DrawRequest } from '../../shared/api/club';
import { collect, describeDraw, drawWinners, newSeed, recheckDraw, sha256Hex } from '../draws';
import { type Ctx, fail, newRoutes, parseBody } from '../http';
import { namesOf } from '../store/customer-names';
import { currentProgramme } from '../store/documents';
import { type DrawRow, findDraw, insertDraw, listDraws, sumsOfTickets } from '../store/draws';

const MOST_LISTED = 20;
/** So many pages of 500 are collected while the caller waits; a bigger book is left to the schedule. */
const PAGES_AT_ONCE = 10;

export const routes = newRoutes()
  .get('/v1/draws', async (c) => {
    const draws = await listDraws(c.env.DB, c.get('caller').workspace, MOST_LISTED);
    return c.json({ draws: await Promise.all(draws.map((draw) => told(c, draw))) });
  })
  .post('/v1/draws', async (c) => {
    const asked = await parseBody(c, DrawRequest);
    const { workspace, user } = c.get('caller');
    const now = c.get('now');
    const known = await findDraw(c.env.DB, workspace, asked.id);
    if (known && (known.prize !== asked.prize || known.winners !== asked.winners || known.per !== asked.per))
      fail('event.id-taken', 'this id stands for another draw');
    if (!known) {
      const seed = newSeed();
      await insertDraw(c.env.DB, workspace, { ...asked, seed, seed_hash: await sha256Hex(seed) }, user, now);
    }
    const programme = await currentProgramme(c.env.DB, workspace);
    const draw = await collect(c.env.DB, workspace, asked.id, programme, now, PAGES_AT_ONCE);
    return c.json(await told(c, draw ?? fail('draw.unknown')), known ? 200 : 201);
  })
  .post('/v1/draws/:id/draw', async (c) => {
    const { workspace, user } = c.get('caller');
    const draw = await findDraw(c.env.DB, workspace, c.req.param('id'));
    if (!draw) return fail('draw.unknown', 'no draw with this id');
    if (draw.state === 'collecting') fail('draw.not-frozen', 'its entries are still being collected');
    if ((await sumsOfTickets(c.env.DB, workspace, draw.id)).entries === 0) fail('draw.no-entries', 'nobody has a chance in it');
    await drawWinners(c.env.DB, workspace, draw, user, c.get('now'));
    return c.json(await told(c, (await findDraw(c.env.DB, workspace, draw.id)) ?? draw));
  })
  .get('/v1/draws/:id/check', async (c) => {
    const { workspace } = c.get('caller');
    const draw = await findDraw(c.env.DB, workspace, c.req.param('id'));
    if (!draw) return fail('draw.unknown', 'no draw with this id');
    if (draw.state !== 'drawn') fail('draw.not-frozen', 'nothing was drawn yet');
    return c.json(await recheckDraw(c.env.DB, workspace, draw));
  });

const told = (c: Ctx, draw: DrawRow) =>
  describeDraw(c.env.DB, c.get('caller').workspace, draw, (customers) => namesOf(c.env.DB, c.get('caller'), customers));
