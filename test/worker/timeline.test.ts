/** The timeline of a customer: newest first, by kind, a page at a time, for those who may see them. */

import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { TimelineAnswer } from '../../shared/api/timeline-answer';
import { call, event, openStaffed, type Staffed, ulid } from './office';

const NOW = Date.now();
const DAY = 86_400_000;
let tokens: Staffed['tokens'];
const read = async (query = '', token = tokens.admin, customer = 'mine') => {
  const answer = await call('GET', `/v1/customers/${customer}/timeline${query}`, { token });
  return { status: answer.status, code: answer.body.code, page: answer.status === 200 ? v.parse(TimelineAnswer, answer.body) : null };
};

beforeAll(async () => {
  ({ tokens } = await openStaffed('Timeline', NOW));
  const ago = (days: number) => NOW - days * DAY;
  const events = [
    ...Array.from({ length: 30 }, (_, nth) => event('mine', 'note', ago(60 - nth), { kind: 'call', text: `Call ${nth}` })),
    event('mine', 'note', ago(300), { kind: 'meeting', text: 'What we agreed for good', pinned: true }),
    event('mine', 'mail', ago(20), { direction: 'in' }),
    event('mine', 'ticket.opened', ago(10), { ticket: 'T1', subject: 'Kiln stops' }),
    ...Array.from({ length: 1100 }, (_, nth) => event('mine', 'usage', ago(100) - nth * 1000, { feature: 'orders' })),
  ];
  const answer = await call('POST', '/v1/events', { token: tokens.admin, body: { events } });
  expect(answer.body.refused ?? []).toEqual([]);
});

describe('the timeline of a customer', () => {
  test('goes from the newest back in pages that hold each entry once, and tells what was pinned first', async () => {
    const seen: { id: string; at: number }[] = [];
    let cursor = '';
    let pages = 0;
    for (; ; pages++) {
      const { page } = await read(`?limit=10${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
      if (page === null) throw new Error('no page');
      if (pages === 0) expect(page.pinned.map(({ data }) => data.text)).toEqual(['What we agreed for good']);
      else expect(page.pinned).toEqual([]);
      seen.push(...page.entries);
      if (page.cursor === null) break;
      expect(Math.min(...page.entries.map(({ at }) => at), Number.POSITIVE_INFINITY)).toBeGreaterThanOrEqual(page.since);
      cursor = page.cursor;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(seen.map(({ at }) => at)).toEqual([...seen].map(({ at }) => at).sort((a, b) => b - a));
    expect(seen.filter(({ at }) => at < NOW - 61 * DAY).length).toBeGreaterThan(0);
    expect(pages).toBeGreaterThan(3);
  });
  test('shows one kind alone, past a thousand events that have no place in it', async () => {
    const first = (await read('?kinds=tickets')).page;
    expect(first?.entries.map(({ type }) => type)).toEqual(['ticket.opened']);
    const notes = (await read('?kinds=notes&limit=100')).page;
    expect(notes?.entries.every(({ type }) => type === 'note')).toBe(true);
    const rest = (await read(`?kinds=notes&limit=100&cursor=${encodeURIComponent(notes?.cursor ?? '')}`)).page;
    expect(rest?.entries.map(({ data }) => data.text)).toEqual(['What we agreed for good']);
  });
  test('follows a note that its writer corrects, and one that is taken away', async () => {
    const id = ulid();
    const act = (revision: number, data: unknown) => ({ id, customer: 'mine', type: 'note', at: NOW - 1000, data, revision });
    const write = async (revision: number, data: unknown, token = tokens.agent) =>
      (await call('POST', '/v1/acts', { token, body: { acts: [act(revision, data)] } })).body.results[0];
    expect(await write(0, { kind: 'call', text: 'Forst words' })).toMatchObject({ ok: true });
    expect(await write(1, { kind: 'call', text: 'First words', pinned: true })).toMatchObject({ ok: true });
    const page = (await read()).page;
    expect(page?.entries.filter((entry) => entry.id === id).map(({ data, revision }) => [data.text, revision])).toEqual([
      ['First words', 1],
    ]);
    expect(page?.pinned[0]?.id).toBe(id);
    expect(await write(2, null)).toMatchObject({ ok: true });
    const after = (await read()).page;
    expect([...(after?.entries ?? []), ...(after?.pinned ?? [])].some((entry) => entry.id === id)).toBe(false);
  });
  test('is not there for who may not see the customer, and refuses what it cannot read', async () => {
    expect(await read('', tokens.agent, 'theirs')).toMatchObject({ status: 404, code: 'customer.unknown' });
    expect(await read('', tokens.admin, 'nowhere')).toMatchObject({ status: 404, code: 'customer.unknown' });
    expect(await read('?kinds=notes,secrets')).toMatchObject({ status: 400, code: 'request.malformed' });
    expect(await read('?cursor=nonsense')).toMatchObject({ status: 400, code: 'request.malformed' });
  });
});
