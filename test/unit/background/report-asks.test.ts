import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Api, ApiAnswer, ApiCall } from '../../../extension/background/api-client';
import { openBook } from '../../../extension/background/book';
import { openConnection } from '../../../extension/background/connection';
import { Refusal } from '../../../extension/background/messages';
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
async function device(answers: Partial<Record<EndpointName, ApiAnswer<unknown>>>, paired = true) {
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
  const ask = reportAsks({ book, connection, api: () => api, workerNow: async () => NOW, words: async () => translator(EN) });
  return { ask, asked, record };
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
