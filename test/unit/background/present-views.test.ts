import { beforeEach, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openBook } from '../../../extension/background/book';
import { openConnection } from '../../../extension/background/connection';
import { openLooks } from '../../../extension/background/looks';
import { openViews } from '../../../extension/background/present-views';
import { defaultSettings, saveSettings } from '../../../extension/background/settings';
import type { Changes } from '../../../shared/api/contract';
import { DAY } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import type { Look } from '../../../shared/health/explain';
import type { Model } from '../../../shared/health/model';
import { stripMarks } from '../../../shared/i18n/bidi';
import { events } from '../events';
import { memoryStore } from './memory-store';
import { testOutbox } from './test-outbox';

const NOW = Date.UTC(2026, 10, 21, 12);
const e = events('acme');
const ACME = {
  id: 'acme',
  seq: 1,
  trace: [],
  signals: [],
  facts: fold([
    e['customer.profile'](NOW - 300 * DAY, { name: 'Acme' }),
    ...Array.from({ length: 20 }, (_, i) => e.usage(NOW - (90 - i * 4) * DAY, {})),
    e['contract.set'](NOW - 200 * DAY, { contract: 'C', end: NOW + 300 * DAY }),
    e.note(NOW - 5 * DAY, { kind: 'call' }),
  ]),
};
const model: Model = { ...defaultModel(NOW - 30 * DAY), version: 1 };
const { population } = model;
/** Everybody uses it more: this customer's place falls, though nothing happened to them. */
const newer: Model = {
  ...model,
  version: 2,
  population: { ...population, riskCuts: { ...population.riskCuts, usage: population.riskCuts.usage.map((cut) => cut - 1) } },
};
const page = (published: Model): Changes => ({
  seq: 1,
  now: NOW,
  more: false,
  customers: [ACME],
  gone: [],
  left: [],
  restart: false,
  users: {},
  model: published,
  programme: undefined,
  segments: undefined,
});

beforeEach(async () => {
  fakeBrowser.reset();
  await saveSettings(defaultSettings('en'));
});

it('row 47: a card compares under the model of the last look, which the device keeps while the look stands', async () => {
  const device = memoryStore();
  const book = openBook(memoryStore());
  const looks = openLooks<Look>(device);
  const outbox = testOutbox(() => NOW);
  const views = openViews({ book, connection: openConnection(device), outbox, looks, now: () => NOW, online: () => true });
  const steps = async () => {
    const card = await views.customer('acme', { match: null, tab: null, logged: null, reading: null });
    if (card.kind !== 'customer') throw new Error(`a card of the state ${card.kind}`);
    return card.change.filter(({ kind }) => kind === 'factor' || kind === 'model').map(({ kind }) => kind);
  };

  await book.apply(page(model));
  const seen = await views.look('acme');
  if (seen === null) throw new Error('nothing to remember');
  await looks.shown(1, 'acme', seen, NOW);
  await looks.seen(1, 'acme');
  await looks.left(1, NOW);
  await book.apply(page(newer));
  await book.keepModels(await looks.models());
  expect(await steps()).toEqual(['model']);

  await book.keepModels(new Set());
  expect(await steps()).toEqual(['factor']);
});

it('row 48: the card names the saved segments that reached the book, and forgets those that are no more', async () => {
  const book = openBook(memoryStore());
  const device = memoryStore();
  const outbox = testOutbox(() => NOW);
  const views = openViews({
    book,
    connection: openConnection(device),
    outbox,
    looks: openLooks<Look>(device),
    now: () => NOW,
    online: () => true,
  });
  const named = async () => {
    const card = await views.customer('acme', { match: null, tab: null, logged: null, reading: null });
    if (card.kind !== 'customer') throw new Error(`a card of the state ${card.kind}`);
    return card.details.groups.find(({ id }) => id === 'segments')?.rows.map(({ text }) => stripMarks(text)) ?? [];
  };
  const everybody = { id: 'all', name: 'Everybody', filter: {} };
  await book.apply({ ...page(model), segments: { version: 1, segments: [everybody] } });
  expect((await book.cursor()).segments).toBe(1);
  expect(await named()).toEqual(['Everybody']);
  const before = book.version();
  await book.apply({ ...page(model), customers: [], model: undefined, segments: { version: 2, segments: [] } });
  expect(book.version()).toBeGreaterThan(before);
  expect(await named()).toEqual([]);
});
