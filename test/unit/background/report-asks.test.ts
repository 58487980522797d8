import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Api, ApiAnswer, ApiCall } from '../../../extension/background/api-client';
import { openBook } from '../../../extension/background/book';
import { openConnection } from '../../../extension/background/connection';
import { Refusal } from '../../../extension/background/messages';
import type { OutboxEntry } from '../../../extension/background/outbox-entry';
import { reportAsks } from '../../../extension/background/report-asks';
import { defaultSettings, saveSettings } from '../../../extension/background/settings';
import type { EndpointName } from '../../../shared/api/endpoints';
import { translator } from '../../../shared/i18n/t';
import { EN, model, NOW, programme, quillbrook, recordOf } from '../present/quillbrook';
import { memoryStore } from './memory-store';

beforeEach(async () => {
  fakeBrowser.reset();
  await saveSettings(defaultSettings('en'));
});

/** A device that holds Quillbrook, and a Worker that answers each endpoint as told. */
async function device(answers: Partial<Record<EndpointName, ApiAnswer<unknown>>>, paired = true, waiting: OutboxEntry[] = []) {
  const store = memoryStore();
  const connection = openConnection(store);
  if (paired) await connection.pairedAs('https://vafa.example', 'vafa_w1_secret', null);
  const book = openBook(memoryStore());
  const record = recordOf(quillbrook());
  await book.apply({
    seq: 1,
    more: false,
    now: NOW,
    customers: [record],
    gone: [],
    left: [],
    restart: false,
    model,
    programme,
    users: { u1: 'Maya' },
  });
  const asked: { endpoint: EndpointName; path?: object; query?: object; body?: unknown }[] = [];
  const api: Api = {
    async call(endpoint: EndpointName, { answer: _, ...call }: ApiCall<never>) {
      asked.push({ endpoint, ...call });
      return (answers[endpoint] ?? { ok: false, code: 'network', status: 0 }) as never;
    },
  };
  const outbox = { visible: async () => waiting };
  const ask = reportAsks({ book, outbox, connection, api: () => api, workerNow: async () => NOW, words: async () => translator(EN) });
  return { ask, asked, record, book, connection };
}
const refusal = async (asked: Promise<unknown>) => {
  const error = await asked.catch((thrown: unknown) => thrown);
  return error instanceof Refusal ? { code: error.code, text: error.text } : error;
};

describe('what the customers page asks', () => {
  it('passes on only the filters that are set', async () => {
    const { ask, asked } = await device({ customers: { ok: true, value: { customers: [], cursor: null } } });
    await ask['report.customers']({ verb: 'report.customers', sort: 'risk', band: '', segment: 's1', text: 'کاشی', cursor: '' } as never);
    expect(asked).toEqual([{ endpoint: 'customers', query: { sort: 'risk', limit: 50, segment: 's1', q: 'کاشی' } }]);
  });

  it('shows the device’s own copy of a customer while the Worker is away, and says so', async () => {
    const { ask, record } = await device({});
    const page = await ask['report.customer']({ customer: 'quillbrook' } as never);
    expect(page).toMatchObject({ saved: true, now: NOW, record: { id: record.id }, model: { version: model.version } });
    expect(await refusal(ask['report.customer']({ customer: 'unknown' } as never))).toEqual({
      code: 'unreachable',
      text: 'The server does not answer.',
    });
  });

  const LIST = { band: '', segment: '', owner: null, text: '', sort: 'band', cursor: '' } as const;
  const inDollars = { id: 's1', name: 'In dollars', filter: { value: { currency: 'USD' } } };

  it.each(['network', 'timeout', 'server.busy'] as const)(
    'lists the book’s customers while the Worker is away (%s), and how old that is',
    async (code) => {
      const away = { ok: false, code, status: 0 } as const;
      const { ask, connection } = await device({ customers: away, customerSums: away });
      await connection.change({ syncedAt: NOW - 3 * 3_600_000, role: 'manager' });
      const page = await ask['report.customers']({ ...LIST } as never);
      expect(page).toMatchObject({ cursor: null, saved: { at: NOW - 3 * 3_600_000, holds: 'some' } });
      expect(page.customers).toMatchObject([{ id: 'quillbrook', name: 'Quillbrook Ceramics', owner: 'u1', as_of: NOW }]);
      expect((await ask['report.customers']({ ...LIST, text: 'nobody' } as never)).customers).toEqual([]);
      const { sort: _, cursor: __, ...who } = LIST;
      expect(await ask['report.sums'](who as never)).toMatchObject({
        customers: 1,
        unowned: 0,
        values: [{ currency: 'USD', customers: 1 }],
      });
    },
  );

  it('says whom the book holds: all there are, or one’s own and covered ones', async () => {
    const { ask, book } = await device({});
    const page = { seq: 2, more: false, now: NOW, customers: [], gone: [], left: [], users: {} };
    for (const scope of ['all', 'own', 'some'] as const) {
      await book.apply({ ...page, restart: false, scope });
      expect((await ask['report.customers']({ ...LIST } as never)).saved).toMatchObject({ holds: scope });
    }
  });

  it('counts a contact that still waits to be sent', async () => {
    const item = {
      id: 'n9',
      customer: 'quillbrook',
      type: 'note',
      at: NOW - 60_000,
      revision: 0,
      data: { kind: 'call', text: '', by: 'u1' },
    };
    const entry = { item, title: '', state: 'waiting', problem: '', attempts: 0 } as unknown as OutboxEntry;
    const { ask } = await device({}, true, [entry]);
    const { customers } = await ask['report.customers']({ ...LIST } as never);
    expect(customers[0]?.last_contact_at).toBe(NOW - 60_000);
  });

  it('counts saved segments in the book, and says so of one that it does not know', async () => {
    const { ask, book } = await device({});
    const page = { seq: 2, more: false, now: NOW, customers: [], gone: [], left: [], users: {}, restart: false };
    await book.apply({ ...page, segments: { version: 4, segments: [inDollars] } });
    expect(await ask['segments.read']({} as never)).toMatchObject({ version: 4, saved: true, segments: [{ id: 's1', count: 1 }] });
    expect((await ask['report.customers']({ ...LIST, segment: 's1' } as never)).customers).toHaveLength(1);
    expect(await refusal(ask['report.customers']({ ...LIST, segment: 'elsewhere' } as never))).toMatchObject({
      text: 'This segment cannot be counted on this device. It shows again when the server answers.',
    });
  });

  it('has no copy for what the Worker refuses, for a page behind one of its own, and on a device that holds nothing', async () => {
    const refused = await device({ customers: { ok: false, code: 'auth.revoked', status: 401 } });
    expect(await refusal(refused.ask['report.customers']({ ...LIST } as never))).toMatchObject({ code: 'auth.revoked' });
    const { ask, book } = await device({});
    expect(await refusal(ask['report.customers']({ ...LIST, cursor: 'WyJhbGwiXQ' } as never))).toMatchObject({ code: 'unreachable' });
    await book.wipe();
    expect(await refusal(ask['report.customers']({ ...LIST } as never))).toMatchObject({ code: 'unreachable' });
  });

  it('shows no copy of a customer that the Worker refuses', async () => {
    const { ask } = await device({ customer: { ok: false, code: 'customer.unknown', status: 404 } });
    expect(await refusal(ask['report.customer']({ customer: 'quillbrook' } as never))).toMatchObject({ code: 'customer.unknown' });
  });

  it('refuses in words where there is no workspace', async () => {
    const { ask, asked } = await device({}, false);
    expect(await refusal(ask['report.signals']({} as never))).toMatchObject({ code: 'not-paired' });
    expect(asked).toEqual([]);
  });

  it('reads the newest finished test, what runs, and why the newest one failed', async () => {
    const run = (id: string, state: string, share = 1) => ({ id, state, share, started_at: 1, ended_at: null, problem: null });
    const failed = { ...run('c', 'failed'), problem: { code: 'no-events', args: {} } };
    const { ask, asked } = await device({
      backtests: { ok: true, value: { backtests: [run('d', 'running', 0.3), failed, run('b', 'done'), run('a', 'done')] } },
      backtest: { ok: true, value: { ...run('b', 'done'), report: { format: 1 } } },
    });
    expect(await ask['backtest.read']({} as never)).toEqual({
      report: { format: 1 },
      running: { share: 0.3 },
      problem: { code: 'no-events', args: {} },
    });
    expect(asked.at(-1)).toMatchObject({ endpoint: 'backtest', path: { id: 'b' } });
  });
});
