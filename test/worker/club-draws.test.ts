/** Prize draws that anybody can check. */
import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { agent, DAY, factsOf, manager, member, NOW, office, openClub, take } from './club-office';
import { call, count, event, ulid } from './office';

openClub('Club, draws');

describe('prize draws (row 139)', () => {
  test('the list is frozen with its hash, the winners follow from it and the seed, nobody wins twice, and anybody can check', async () => {
    const rich = await member([5000, 3]);
    const draw = { id: ulid(), prize: 'A bicycle', winners: 3, per: 100 };
    const frozen = await call('POST', '/v1/draws', { token: manager, body: draw });
    expect(frozen).toMatchObject({ status: 201, body: { state: 'frozen', seed: null, won: [] } });
    expect(frozen.body.list_hash).toMatch(/^[0-9a-f]{64}$/);
    await take(event(rich, 'purchase', NOW - DAY, { amount: 99_999_900, currency: 'EUR' }));
    const [first, second] = await Promise.all([1, 2].map(() => call('POST', `/v1/draws/${draw.id}/draw`, { token: manager })));
    const drawn = (await call('POST', `/v1/draws/${draw.id}/draw`, { token: manager })).body;
    expect([first?.body.won, second?.body.won]).toEqual([drawn.won, drawn.won]);
    expect(drawn).toMatchObject({ state: 'drawn', list_hash: frozen.body.list_hash, chances: frozen.body.chances });
    expect(new Set(drawn.won.map(({ ticket }: { ticket: string }) => ticket)).size).toBe(drawn.won.length);
    for (const [i, { customer }] of drawn.won.entries()) {
      expect((await factsOf(customer)).awards?.wins).toEqual([{ id: draw.id, at: expect.any(Number), prize: 'A bicycle' }]);
      expect(
        await count(
          `SELECT count(*) AS n FROM events WHERE workspace = ? AND type = 'draw.won' AND data->>'place' = ?`,
          office.workspace,
          i + 1,
        ),
      ).toBe(1);
    }
    expect((await call('GET', `/v1/draws/${draw.id}/check`, { token: agent })).body).toMatchObject({ wrong: [] });
    await env.DB.prepare(`UPDATE draw_tickets SET weight = weight + 1 WHERE workspace = ? AND draw = ?`)
      .bind(office.workspace, draw.id)
      .run();
    expect((await call('GET', `/v1/draws/${draw.id}/check`, { token: agent })).body.wrong).toContain('list');
    // Who has won is left out of the next.
    const next = (await call('POST', '/v1/draws', { token: manager, body: { ...draw, id: ulid() } })).body;
    expect(next.entries).toBeLessThan(drawn.entries);
  });
});
