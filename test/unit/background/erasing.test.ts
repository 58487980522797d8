/** Erasing by an admin: what waited is sent first, and what the device kept besides the book goes too. */
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Api, ApiAnswer, ApiCall } from '../../../extension/background/api-client';
import { openBook } from '../../../extension/background/book';
import { openChoices } from '../../../extension/background/choices';
import { openConnection } from '../../../extension/background/connection';
import { forgetRemoved } from '../../../extension/background/forget-erased';
import { keepingAsks } from '../../../extension/background/keeping-asks';
import { readDrafts } from '../../../extension/background/log-asks';
import { Refusal } from '../../../extension/background/messages';
import type { EndpointName } from '../../../shared/api/endpoints';
import { translator } from '../../../shared/i18n/t';
import type { Match } from '../../../shared/matching/match';
import { EN, model, NOW, programme, quillbrook, recordOf } from '../present/quillbrook';
import { memoryStore } from './memory-store';
import { testOutbox } from './test-outbox';

const ID = (nth: number) => `01JD000000000000000000000${nth}`;
const FEED = { more: false, now: NOW, customers: [], gone: [], left: [], restart: false, model, programme, users: {} };

/** A device that holds Quillbrook, with a Worker that takes acts and answers each other endpoint as told. */
async function device(answers: Partial<Record<EndpointName, ApiAnswer<unknown>>>) {
  const stores = [memoryStore(), memoryStore(), memoryStore()] as const;
  const [store, first, second] = stores;
  const connection = openConnection(store);
  await connection.pairedAs('https://vafa.example', 'vafa_w1_secret', null);
  const book = openBook(memoryStore());
  await book.apply({ ...FEED, seq: 1, customers: [recordOf(quillbrook())] });
  const asked: EndpointName[] = [];
  const api: Api = {
    async call(endpoint: EndpointName, { body }: ApiCall<never>) {
      asked.push(endpoint);
      const acts = () => (body as unknown as { acts: { id: string }[] }).acts.map(({ id }) => ({ id, ok: true, seq: 2 }));
      const usual = endpoint === 'acts' ? { ok: true, value: { results: acts() } } : { ok: false, code: 'network', status: 0 };
      return (answers[endpoint] ?? usual) as never;
    },
  };
  const outbox = testOutbox(() => NOW, [first, second]);
  const choices = openChoices(store);
  const syncs: string[] = [];
  const ask = keepingAsks({
    ...{ connection, book, outbox, choices, store },
    api: () => api,
    now: () => NOW,
    words: async () => translator(EN),
    sync: async () => {
      syncs.push(asked.at(-1) ?? '');
      await book.apply({ ...FEED, seq: 2, gone: ['quillbrook'] });
    },
  });
  const say = (id: string, customer: string, text: string) =>
    outbox.add({ id, revision: 0, customer, type: 'note', at: NOW, data: { kind: 'call', text } } as never, text);
  const choose = (address: string, customer: string) => choices.choose({ kind: 'ask', domain: '', address } as unknown as Match, customer);
  const begin = (customer: string, text: string) =>
    store.write({ put: [[`draft:${customer}`, { customer, name: customer, kind: 'call', text, remindAt: null }]] });
  const kept = async () =>
    JSON.stringify([await first.entries(''), await second.entries(''), await readDrafts(store), await choices.read()]);
  return { ask, asked, syncs, api, traces: { outbox, choices, store }, book, outbox, say, choose, begin, kept };
}
const erased: ApiAnswer<unknown> = { ok: true, value: { events: 12 } };
const audit = (action: string): ApiAnswer<unknown> => ({
  ok: true,
  value: {
    rows: [
      { seq: 9, at: NOW, actor: 'u1', action: 'customer.merged', subject: 'quillbrook' },
      { seq: 8, at: NOW, actor: 'u1', action, subject: 'quillbrook' },
      { seq: 3, at: NOW - 1000, actor: 'u1', action, subject: 'quillbrook' },
    ],
  },
});

beforeEach(() => fakeBrowser.reset());

describe('erasing a customer', () => {
  it('sends first what still waits for its undo, then erases, then reads on, and the book has let go', async () => {
    const { ask, asked, syncs, book, say, outbox } = await device({ erase: erased, audit: audit('customer.erased') });
    await say(ID(1), 'quillbrook', 'Called');
    const { events, row } = await ask['keeping.erase']({ customer: 'quillbrook' } as never);
    expect(asked).toEqual(['acts', 'erase', 'audit']);
    expect([events, row?.seq]).toEqual([12, 8]);
    expect(syncs).toEqual(['erase']);
    expect(await book.record('quillbrook')).toBeNull();
    expect(await outbox.visible()).toEqual([]);
  });

  it('takes what the device kept of it besides the book, and nothing of others', async () => {
    const { ask, say, choose, begin, kept } = await device({ erase: erased, audit: audit('customer.erased') });
    await say(ID(1), 'quillbrook', 'The kiln again');
    await say(ID(2), 'brook', 'Spoke of prices');
    await begin('quillbrook', 'Half a sen');
    await begin('brook', 'Half a word');
    await choose('ann@two.example', 'quillbrook');
    await choose('bob@two.example', 'brook');
    await ask['keeping.erase']({ customer: 'quillbrook' } as never);
    expect(await kept()).not.toMatch(/quillbrook|kiln|Half a sen|ann@/);
    for (const other of ['Spoke of prices', 'Half a word', 'bob@two.example']) expect(await kept()).toContain(other);
  });

  it('does nothing where what waits cannot be sent: it would come after', async () => {
    const { ask, asked, say, kept } = await device({ erase: erased, acts: { ok: false, code: 'network', status: 0 } });
    await say(ID(1), 'quillbrook', 'The kiln again');
    const refused = await ask['keeping.erase']({ customer: 'quillbrook' } as never).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ code: 'unreachable', text: 'The server does not answer.' });
    expect(asked).toEqual(['acts']);
    expect(await kept()).toContain('The kiln again');
  });

  it('that the Worker refuses leaves everything as it was', async () => {
    const { ask, book, begin, kept, syncs } = await device({ erase: { ok: false, code: 'auth.forbidden', status: 403 } });
    await begin('quillbrook', 'Half a sen');
    expect(await ask['keeping.erase']({ customer: 'quillbrook' } as never).catch((error: Refusal) => error.code)).toBe('auth.forbidden');
    expect(await book.record('quillbrook')).not.toBeNull();
    expect(await kept()).toContain('Half a sen');
    expect(syncs).toEqual([]);
  });

  it('is done though its row of the audit cannot be read', async () => {
    const { ask } = await device({ erase: erased });
    expect(await ask['keeping.erase']({ customer: 'quillbrook' } as never)).toEqual({ events: 12, row: null });
  });
});

describe('erasing a contact', () => {
  it('takes what the device kept that names them, and keeps what only concerns their customer', async () => {
    const { ask, say, choose, begin, kept } = await device({ erase: erased, audit: audit('contact.erased') });
    await say(ID(1), 'quillbrook', 'Tamsin is on leave');
    await say(ID(2), 'quillbrook', 'The kiln again');
    await say(ID(3), 'brook', 'Tamsin of theirs called');
    await begin('quillbrook', 'Ask Orrell once more');
    await choose('tamsin@quillbrook.example', 'brook');
    await choose('ann@two.example', 'quillbrook');
    await ask['keeping.erase']({ customer: 'quillbrook', contact: 'tamsin' } as never);
    expect(await kept()).not.toMatch(/on leave|Orrell|tamsin@/);
    for (const rest of ['The kiln again', 'Tamsin of theirs called', 'ann@two.example']) expect(await kept()).toContain(rest);
  });

  it('leaves a begun note that does not name them, though the customer has a part of their name', async () => {
    const { ask, begin, kept } = await device({ erase: erased, audit: audit('contact.erased') });
    await begin('quillbrook', 'About the second kiln');
    await ask['keeping.erase']({ customer: 'quillbrook', contact: 'tamsin' } as never);
    expect(await kept()).toContain('About the second kiln');
  });
});

describe('a customer removed by another device or system', () => {
  it('takes what was begun, said and settled here with it; what waits is still sent', async () => {
    const { traces, outbox, api, say, choose, begin, kept } = await device({});
    await say(ID(1), 'quillbrook', 'The kiln again');
    await outbox.flush(api, { last: true });
    await say(ID(2), 'quillbrook', 'Rang back at once');
    await say(ID(3), 'brook', 'Spoke of prices');
    await begin('quillbrook', 'Half a sen');
    await begin('brook', 'Half a word');
    await choose('ann@two.example', 'quillbrook');
    await forgetRemoved(traces, ['quillbrook', 'another']);
    expect(await kept()).not.toMatch(/kiln|Half a sen|ann@/);
    for (const other of ['Rang back at once', 'Spoke of prices', 'Half a word']) expect(await kept()).toContain(other);
  });
});
