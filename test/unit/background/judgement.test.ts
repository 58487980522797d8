import * as v from 'valibot';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openActs } from '../../../extension/background/acts';
import { type AskParts, askHandlers } from '../../../extension/background/ask-handlers';
import { openBook } from '../../../extension/background/book';
import { openConnection } from '../../../extension/background/connection';
import { ASK_PAYLOADS } from '../../../extension/background/payloads';
import { withPending } from '../../../extension/background/pending';
import { makeUlid } from '../../../extension/background/ulid';
import type { Judgement } from '../../../extension/protocol';
import { DAY, type LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { NOTHING_SAID } from '../../../shared/judgement/raises';
import type { CustomerRecord } from '../../../shared/record';
import { events } from '../events';
import { memoryStore } from './memory-store';
import { testOutbox } from './test-outbox';
import { workerDouble } from './worker-double';

const NOW = Date.UTC(2026, 9, 13, 12);
const say = events('acme');
const record = (...known: LiveEvent[]): CustomerRecord => ({ id: 'acme', seq: 1, facts: fold(known), trace: [], signals: [] });
const COMPETITOR: Judgement = { do: 'raise', raise: 'competitor', contact: 'k1', said: { ...NOTHING_SAID, name: 'Northglass' } };

/** A paired device with one customer in its book. */
async function device({ role = 'agent', known = [say['customer.profile']('2026-01-01', { name: 'Acme' })] as LiveEvent[] } = {}) {
  const store = memoryStore();
  const clock = { now: NOW };
  const now = () => clock.now;
  let made = 0;
  const connection = openConnection(store);
  await connection.pairedAs('https://vafa.example', 'vafa_w1_secret', null);
  await connection.change({ user: 'u1', userName: 'Maya', role: role as 'agent', workspace: 'w1', workspaceName: 'Acme' });
  const outbox = testOutbox(now);
  const newId = () => makeUlid(clock.now, new Uint8Array(10).fill(++made));
  const book = openBook(memoryStore());
  await book.apply({
    seq: 1,
    more: false,
    now: NOW,
    customers: [record(...known)],
    gone: [],
    left: [],
    restart: false,
    model: defaultModel(0),
    users: { u1: 'Maya' },
  });
  const published: string[] = [];
  const parts = {
    store,
    outbox,
    book,
    connection,
    now,
    acts: openActs({ outbox, store, newId, now: async () => clock.now, me: async () => 'u1' }),
    sightings: { publishAll: async (customers: string[] | null) => void published.push(...(customers ?? [])) },
    sync: async () => {},
    hasWork: () => {},
    online: () => true,
    version: '0.1.0',
    mode: 'demo',
  };
  return { ask: askHandlers(parts as unknown as AskParts), outbox, clock, published };
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.spyOn(browser.i18n, 'getUILanguage').mockReturnValue('en-GB');
});

describe('what a person says back to the model', () => {
  it('row 37: is kept as one act, and seen on this device before any network was asked', async () => {
    const { ask, outbox, published } = await device();
    const { text } = await ask.judge({ customer: 'acme', judgement: COMPETITOR });
    expect(text).toBe('Noted: Named a competitor');
    expect((await outbox.visible()).map(({ item, title }) => [item.type, item.data, title])).toEqual([
      ['remark', { kind: 'competitor', name: 'Northglass', contact: 'k1' }, 'Noted: Named a competitor'],
    ]);
    expect(published).toEqual(['acme']);
    expect((await ask['judge.view']({ customer: 'acme' }))?.signals.map(({ id }) => id)).toEqual(['competitor-named']);
  });
  it('is taken back by its id, and then was never said', async () => {
    const { ask, outbox, clock } = await device();
    const { id } = await ask.judge({ customer: 'acme', judgement: COMPETITOR });
    await ask['note.undo']({ id });
    expect((await ask['judge.view']({ customer: 'acme' }))?.signals).toEqual([]);
    clock.now += 60_000;
    const worker = workerDouble();
    await outbox.flush(worker);
    expect(worker.requests).toBe(0);
  });
  it('puts a signal aside with a reason, wakes it, and is seen; each says who', async () => {
    const { ask, outbox } = await device();
    await ask.judge({ customer: 'acme', judgement: COMPETITOR });
    const signal = 'competitor-named';
    const aside = async () => (await ask['judge.view']({ customer: 'acme' }))?.signals[0]?.snoozed;
    const until = NOW + 7 * DAY;
    expect((await ask.judge({ customer: 'acme', judgement: { do: 'snooze', signal, until, reason: ' in-work ' } })).text).toContain(
      '20 Oct',
    );
    expect(await aside()).toContain('We are on it');
    await ask.judge({ customer: 'acme', judgement: { do: 'wake', signal } });
    expect(await aside()).toBe('');
    await ask.judge({ customer: 'acme', judgement: { do: 'seen', signal } });
    expect((await ask['judge.view']({ customer: 'acme' }))?.signals[0]?.seen).toContain('Maya');
    expect((await outbox.visible()).slice(1).map(({ item }) => [item.type, item.data])).toEqual([
      ['signal.snoozed', { signal, until, reason: 'in-work', by: 'u1' }],
      ['signal.snoozed', { signal, until: NOW, by: 'u1' }],
      ['signal.acknowledged', { signal, by: 'u1' }],
    ]);
  });
  it('ends several things at once, and one undo takes back all of them', async () => {
    const known = ['r1', 'r2'].map((id, nth) => say.remark(`2026-10-0${nth + 1}`, { kind: 'competitor', name: id }, id));
    const { ask, outbox } = await device({ known });
    const [closing] = (await ask['judge.view']({ customer: 'acme' }))?.signals[0]?.closings ?? [];
    if (!closing) throw new Error('nothing is offered');
    const { id } = await ask.judge({ customer: 'acme', judgement: { do: 'close', ...closing } });
    expect((await outbox.visible()).map(({ item }) => item.data)).toEqual([
      { remark: 'r1', by: 'u1' },
      { remark: 'r2', by: 'u1' },
    ]);
    expect((await ask['judge.view']({ customer: 'acme' }))?.signals).toEqual([]);
    await ask['note.undo']({ id });
    expect(await outbox.visible()).toEqual([]);
  });
  it('row 43: keeps a promise as ours, and says of it that it was kept', async () => {
    const { ask, outbox } = await device();
    const said = { ...NOTHING_SAID, text: 'Half the returns', due: NOW + 30 * DAY };
    await ask.judge({ customer: 'acme', judgement: { do: 'raise', raise: 'result', contact: '', said } });
    const [matter] = (await ask['judge.view']({ customer: 'acme' }))?.matters ?? [];
    expect(matter).toMatchObject({ kind: 'promise', text: 'Half the returns', title: 'We promised' });
    const [kept] = matter?.closings ?? [];
    if (!kept) throw new Error('nothing can be said of it');
    await ask.judge({ customer: 'acme', judgement: { do: 'close', ...kept } });
    const [promise, answer] = (await outbox.visible()).map(({ item }) => item.data);
    expect(promise).toMatchObject({ by: 'us', kind: 'result' });
    expect(answer).toEqual({ promise: promise?.promise, outcome: 'yes' });
    expect((await ask['judge.view']({ customer: 'acme' }))?.matters).toEqual([]);
  });
  it('gives a pulse that stands beside health', async () => {
    const { ask } = await device();
    await ask.judge({ customer: 'acme', judgement: { do: 'pulse', score: 2, reason: 'They compare', codes: ['price'] } });
    const judged = await ask['judge.view']({ customer: 'acme' });
    expect(judged?.pulse).toMatchObject({ score: 2, reason: 'They compare', codes: ['Price and terms'] });
  });
  it.each<[string, Judgement]>([
    ['without what it needs', { do: 'raise', raise: 'competitor', contact: '', said: NOTHING_SAID }],
    ['with an end that has passed', { do: 'snooze', signal: 'raised', until: NOW, reason: '' }],
    ['with an end more than a year ahead', { do: 'snooze', signal: 'raised', until: NOW + 400 * DAY, reason: '' }],
    ['of a thing that it does not fit', { do: 'close', kind: 'step', ids: ['S1'], how: 'answered', label: 'x' }],
  ])('is refused %s', async (_what, judgement) => {
    const { ask, outbox } = await device();
    await expect(ask.judge({ customer: 'acme', judgement })).rejects.toMatchObject({ code: 'payload' });
    expect(await outbox.visible()).toEqual([]);
  });
  it('is refused to viewers, and of customers that are not in the book', async () => {
    const viewer = await device({ role: 'viewer' });
    await expect(viewer.ask.judge({ customer: 'acme', judgement: COMPETITOR })).rejects.toMatchObject({ code: 'auth.forbidden' });
    const agent = await device();
    await expect(agent.ask.judge({ customer: 'gone', judgement: COMPETITOR })).rejects.toMatchObject({ code: 'customer.unknown' });
    expect(await agent.ask['judge.view']({ customer: 'gone' })).toBeNull();
  });
  it.each([
    ['four reason codes', { do: 'pulse', score: 3, reason: 'So', codes: ['price', 'use', 'value', 'trust'] }],
    ['a code of no list', { do: 'pulse', score: 3, reason: 'So', codes: ['weather'] }],
    ['no reason', { do: 'pulse', score: 3, reason: '  ', codes: [] }],
    ['a six', { do: 'pulse', score: 6, reason: 'So', codes: [] }],
    ['a button that does not exist', { ...COMPETITOR, raise: 'weather' }],
  ])('does not come past the door with %s', (_what, judgement) => {
    expect(v.safeParse(ASK_PAYLOADS.judge, { customer: 'acme', judgement }).success).toBe(false);
  });
});

describe('a customer with what waits to be sent', () => {
  const entry = (item: object, state = 'waiting') =>
    ({ item: { customer: 'acme', revision: 0, ...item }, title: '', state, problem: '', attempts: 0, notBefore: 0, changedAt: 0 }) as never;
  const remark = { id: 'R1', type: 'remark', at: NOW, data: { kind: 'praise' } };
  const base = record(say.usage('2026-10-12', {}));
  it('has the act, even where its time lies before the last event', () => {
    expect(withPending(base, [entry(remark)]).facts.remarks).toHaveLength(1);
    expect(withPending(base, [entry({ ...remark, at: 5 })]).facts.remarks).toHaveLength(1);
  });
  it('has no act of another customer, none that was refused or taken back, no mail, and none twice', () => {
    const others = [
      entry({ ...remark, customer: 'brook' }),
      entry(remark, 'refused'),
      entry({ id: 'M1', type: 'mail', at: NOW, data: { direction: 'in' } }),
    ];
    expect(withPending(base, others)).toBe(base);
    expect(withPending(base, [entry(remark), entry({ ...remark, data: null, revision: 1 })])).toBe(base);
    const confirmed = record(say.remark('2026-10-12', { kind: 'praise' }, 'R1'));
    expect(withPending(confirmed, [entry(remark, 'sending')])).toBe(confirmed);
  });
});
