/** What people say back to the model through the API: every button of the popup, who may press it, and what becomes of it. */
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { ActsAnswer } from '../../shared/api/contract';
import { closingEvent, openMatters } from '../../shared/judgement/matters';
import { NOTHING_SAID, RAISES, type RaiseSaid } from '../../shared/judgement/raises';
import { call, openStaffed, type Staffed, ulid } from './office';

const NOW = Date.now();
const DAY = 86_400_000;
let tokens: Staffed['tokens'];
beforeAll(async () => {
  ({ tokens } = await openStaffed('Judgement', NOW));
});
const SAID: RaiseSaid = { text: 'They said so', name: 'Northglass', minutes: 12, channel: 'phone', due: NOW + 30 * DAY, blocker: true };
const act = (type: string, data: Record<string, unknown> | null, more: Record<string, unknown> = {}) => ({
  id: ulid(),
  customer: 'mine',
  type,
  at: NOW - 60_000,
  data,
  ...more,
});
const send = (token: string, acts: unknown[]) => call('POST', '/v1/acts', { token, body: { acts } });
const results = async (token: string, acts: unknown[]) => v.parse(ActsAnswer, (await send(token, acts)).body).results;
const factsOf = async (customer = 'mine') => (await call('GET', `/v1/customers/${customer}`, { token: tokens.manager })).body.facts;

describe('acts of judgement', () => {
  test('every button that an agent may press for an own customer becomes an event, once, and a retry is answered alike', async () => {
    const acts = RAISES.map((raise, nth) => {
      const said = { ...NOTHING_SAID, ...Object.fromEntries([...raise.needs, ...raise.offers].map((field) => [field, SAID[field]])) };
      const { type, data } = raise.event(said, { newId: `P${nth}`, contact: 'k1', label: 'Noted', list: 'newsletter' });
      return act(type, data);
    });
    const first = await results(tokens.agent, acts);
    expect(first).toEqual(acts.map(({ id }) => ({ id, ok: true })));
    expect(await results(tokens.agent, acts)).toEqual(first);
    const facts = await factsOf();
    const kinds = RAISES.filter((raise) => raise.event(SAID, { newId: '', contact: '', label: '', list: 'l' }).type === 'remark');
    expect(facts.remarks.map(({ kind }: { kind: string }) => kind).sort()).toEqual(kinds.map(({ id }) => id).sort());
    expect(facts.waits).toMatchObject([{ seconds: 720 }]);
    expect(facts.subscriptions).toMatchObject({ newsletter: { active: false } });
    expect(facts.promises.map(({ by, kind }: { by: string; kind: string }) => [by, kind]).sort()).toEqual([
      ['us', 'action'],
      ['us', 'result'],
    ]);
    expect(facts.raised['social-silence']).toMatchObject({ by: 'agent-1' });
    expect(facts.notes.at(-1)).toMatchObject({ followUp: SAID.due, by: 'agent-1' });
  });

  test('what is open is ended by the same hand, and an undo takes the word back', async () => {
    const before = await factsOf();
    const promise = openMatters(before).find(({ kind }) => kind === 'promise');
    const complaint = before.remarks.find(({ kind }: { kind: string }) => kind === 'complaint');
    const kept = closingEvent('promise', promise?.id ?? '', 'partly');
    const received = closingEvent('remark', complaint.id, 'received');
    if (!kept || !received) throw new Error('nothing can be said');
    const [first, second] = [act(kept.type, kept.data), act(received.type, received.data)];
    expect(await results(tokens.agent, [first, second])).toMatchObject([{ ok: true }, { ok: true }]);
    const after = await factsOf();
    const promiseOf = (facts: typeof after) => facts.promises.find(({ id }: { id: string }) => id === promise?.id);
    expect(promiseOf(after)).toMatchObject({ outcome: 'partly' });
    expect(after.remarks.find(({ id }: { id: string }) => id === complaint.id)).toMatchObject({
      answeredAt: null,
      acknowledgedAt: NOW - 60_000,
    });
    expect(await results(tokens.agent, [{ ...first, data: null, revision: 1 }])).toMatchObject([{ ok: true }]);
    expect(promiseOf(await factsOf())).toMatchObject({ outcome: '', keptAt: null });
  });

  test('a promise stays ours or theirs, whoever writes it, and its writer may take it back', async () => {
    const promise = act('promise', { promise: 'P-own', what: 'The refund', due: NOW + DAY, by: 'them' });
    expect(await results(tokens.agent, [promise])).toMatchObject([{ ok: true }]);
    const own = async () => (await factsOf()).promises.find(({ id }: { id: string }) => id === 'P-own');
    expect(await own()).toMatchObject({ by: 'them' });
    expect(await results(tokens.agent, [{ ...promise, data: null, revision: 1 }])).toMatchObject([{ ok: true }]);
    expect(await own()).toBeUndefined();
  });

  test('a snooze with its reason, a wake and a pulse carry the name of who said them, whatever the device claims', async () => {
    const until = NOW + 7 * DAY;
    await results(tokens.agent, [
      act('signal.snoozed', { signal: 'raised', until, reason: 'in-work', by: 'somebody-else' }),
      act('pulse', { score: 2, reason: 'They compare offers', codes: ['price'], by: 'somebody-else' }),
    ]);
    const facts = await factsOf();
    expect(facts.snoozed.raised).toMatchObject({ until, reason: 'in-work', by: 'agent-1' });
    expect(facts.pulse).toMatchObject({ score: 2, codes: ['price'], by: 'agent-1' });
    await results(tokens.agent, [act('signal.snoozed', { signal: 'raised', until: NOW - 1000 }, { at: NOW - 1000 })]);
    expect((await factsOf()).snoozed.raised.until).toBeLessThan(NOW);
  });

  test('a pulse with four codes or no reason, and a wait without seconds, are refused by name', async () => {
    const codes = (
      await results(tokens.agent, [
        act('pulse', { score: 3, reason: 'So', codes: ['a', 'b', 'c', 'd'] }),
        act('pulse', { score: 3 }),
        act('wait', { channel: 'phone' }),
      ])
    ).map(({ code }) => code);
    expect(codes).toEqual(['event.attributes', 'event.attributes', 'event.attributes']);
  });

  test('an agent says nothing of a colleague’s customer, and a viewer nothing at all', async () => {
    const remark = { kind: 'competitor', name: 'Northglass' };
    expect(await results(tokens.agent, [act('remark', remark, { customer: 'theirs' })])).toMatchObject([
      { ok: false, code: 'customer.unknown' },
    ]);
    expect((await send(tokens.viewer, [act('remark', remark)])).status).toBe(403);
  });
});
