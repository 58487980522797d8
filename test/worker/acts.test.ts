/** What people do, as it reaches the Worker: once, in their own name, each judged by itself. */
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { ActsAnswer } from '../../shared/api/contract';
import { call, count, openStaffed, type Staffed, ulid } from './office';

const NOW = Date.now();
const DAY = 86_400_000;
let tokens: Staffed['tokens'];

beforeAll(async () => {
  ({ tokens } = await openStaffed('Acts', NOW));
});

describe('acts', () => {
  const act = (more: Record<string, unknown> = {}) => ({
    id: ulid(),
    customer: 'mine',
    type: 'note',
    at: NOW - 60_000,
    data: { kind: 'call', text: 'They want more seats', by: 'somebody-else' },
    ...more,
  });
  const send = async (token: string, acts: unknown[]) =>
    v.parse(ActsAnswer, (await call('POST', '/v1/acts', { token, body: { acts } })).body).results;

  test('a note is written once, in the name of the caller, and a retry gets the same answer', async () => {
    const note = act();
    const first = await send(tokens.agent, [note]);
    expect(first).toEqual([{ id: note.id, ok: true }]);
    expect(await send(tokens.agent, [note])).toEqual(first);
    const { facts } = (await call('GET', '/v1/customers/mine', { token: tokens.agent })).body;
    expect(facts.notes.filter(({ id }: { id: string }) => id === note.id)).toMatchObject([{ by: 'agent-1', text: 'They want more seats' }]);
    expect(await send(tokens.agent, [{ ...note, data: null, revision: 1 }])).toEqual(first);
    expect(
      (await call('GET', '/v1/customers/mine', { token: tokens.agent })).body.facts.notes.map(({ id }: { id: string }) => id),
    ).not.toContain(note.id);
  });

  test('each item is judged by itself, and a retry is the same after the customer was given away', async () => {
    const good = act({ customer: 'lent' });
    const give = (owner: string) =>
      call('POST', '/v1/events', {
        token: tokens.admin,
        body: { events: [{ customer: 'lent', type: 'customer.owner', at: Date.now(), data: { owner } }] },
      });
    await give('agent-1');
    const acts = [
      good,
      act({ customer: 'theirs' }),
      act({ type: 'purchase', data: {} }),
      act({ type: 'task.set', data: { title: 'no due' } }),
      act({ at: NOW + 3 * DAY }),
      act({ customer: 'nobody' }),
    ];
    const codes = (results: { ok: boolean; code?: string | undefined }[]) => results.map(({ ok, code }) => (ok ? 'ok' : code));
    const expected = ['ok', 'customer.unknown', 'act.not-allowed', 'event.attributes', 'event.too-far-ahead', 'customer.unknown'];
    expect(codes(await send(tokens.agent, acts))).toEqual(expected);
    await give('manager-1');
    expect(codes(await send(tokens.agent, acts))).toEqual(expected);
  });

  test('one id for two acts of one request: the second is named, not lost', async () => {
    const one = act();
    const other = { ...one, data: { kind: 'call', text: 'Something else' } };
    const results = await send(tokens.agent, [one, other, one]);
    expect(results.map(({ ok, code }) => (ok ? 'ok' : code))).toEqual(['ok', 'event.id-taken', 'ok']);
  });

  test.each([
    ['mail', { direction: 'in' }],
    ['remark', { kind: 'complaint' }],
  ])('the same %s told by two people at the same instant is one event and refused to neither', async (type, data) => {
    const seen = act({ type, data });
    const answers = await Promise.all([tokens.agent, tokens.manager].map((token, n) => send(token, [{ ...seen, at: seen.at + n }])));
    expect(answers.flat().map(({ ok }) => ok)).toEqual([true, true]);
    // The same, whichever of the two requests was read first.
    const again = act({ type, data });
    expect((await send(tokens.agent, [again, { ...again, at: again.at + 1 }])).map(({ ok }) => ok)).toEqual([true, true]);
    expect(await count('SELECT count(*) AS n FROM events WHERE id IN (?, ?)', seen.id, again.id)).toBe(2);
  });

  test('the same mail seen by two people is one event; nobody rewrites the note of another or an imported event', async () => {
    const mail = act({ type: 'mail', data: { direction: 'in' } });
    expect((await send(tokens.agent, [mail]))[0]).toMatchObject({ ok: true });
    expect((await send(tokens.manager, [mail]))[0]).toMatchObject({ ok: true });
    expect(await count('SELECT count(*) AS n FROM events WHERE id = ?', mail.id)).toBe(1);
    const note = act();
    await send(tokens.manager, [note]);
    expect((await send(tokens.agent, [{ ...note, revision: 1, data: null }]))[0]).toMatchObject({ ok: false, code: 'act.not-allowed' });
    const imported = ulid();
    await call('POST', '/v1/events', {
      token: tokens.ingest,
      body: { events: [{ id: imported, customer: 'mine', type: 'note', at: NOW - DAY, data: { kind: 'visit' } }] },
    });
    expect((await send(tokens.admin, [act({ id: imported, revision: 5 })]))[0]).toMatchObject({ ok: false, code: 'act.not-allowed' });
  });
});
