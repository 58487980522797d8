/** After a new model, or a build that computes otherwise: every customer is read again in pages. */
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { ModelVersions } from '../../shared/api/model-answers';
import { emptyFacts } from '../../shared/facts/fold';
import type { ModelDocument } from '../../shared/health/model-document';
import type { TraceMark } from '../../shared/record';
import { job as dueChanges } from '../../worker/jobs/due-changes';
import { walkOn } from '../../worker/jobs/repredict';
import { modelInForce, refreshPopulation } from '../../worker/model-in-force';
import { shownScore } from '../../worker/standing';
import { recordsOf } from '../../worker/store/customers';
import { currentModel } from '../../worker/store/documents';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { walkCursor } from '../../worker/store/repredict';
import { call, count, event } from './office';
import { ALL, DAY, NOW, openShop, publishEdited, stands, strict, worker } from './shop';

describe('a build that computes otherwise', () => {
  test('publishes its formula at once, then takes the picture of the book anew, and everybody is read again', async () => {
    const own = await openShop('upgraded', 25);
    await refreshPopulation(env.DB, own.workspace, NOW);
    const model = await currentModel(env.DB, own.workspace);
    await env.DB.prepare(`UPDATE documents SET body = json_set(body, '$.formula', 0) WHERE workspace = ? AND kind = 'model'`)
      .bind(own.workspace)
      .run();
    const newer = await modelInForce(env.DB, own.workspace, NOW);
    expect(newer).toMatchObject({ version: model.version + 1, formula: model.formula });
    expect((await walkCursor(env.DB, own.workspace, 'repredict'))?.state).toBe(`${newer.version} traces`);
    expect(await refreshPopulation(env.DB, own.workspace, NOW)).toBe(true);
    const { versions } = v.parse(ModelVersions, (await call('GET', '/v1/model/versions', { token: own.adminToken })).body);
    expect(versions.slice(0, 2)).toMatchObject([
      { author: 'vafa', causes: ['population'], changes: [] },
      { author: 'vafa', causes: ['formula', 'population'], changes: [] },
    ]);
    expect(await refreshPopulation(env.DB, own.workspace, NOW)).toBe(false);
  });
});

describe('after a new model', () => {
  test('row 47: every customer is read again in pages, and those who do not change are not written', async () => {
    const own = await openShop('walked', 1100);
    const before = await stands(own);
    await publishEdited(own, (document) => {
      document.bands.healthy = 80;
    });
    await walkOn(env.DB, own.workspace, 'repredict', NOW, 1);
    // Interrupted after a page: it goes on from there.
    expect(await walkCursor(env.DB, own.workspace, 'repredict')).toMatchObject({ cursor: 'walked-0499' });
    const half = await stands(own);
    expect(half.slice(500)).toEqual(before.slice(500));
    await walkOn(env.DB, own.workspace, 'repredict', NOW, 10);
    const after = await stands(own);
    const model = await currentModel(env.DB, own.workspace);
    expect(model.bands.healthy).toBe(80);
    const changed = after.filter((row, i) => JSON.stringify(row) !== JSON.stringify(before[i]));
    expect(changed.length).toBeGreaterThan(0);
    const others = after.filter(
      (row, i) => row.band === before[i]?.band && row.signals === before[i]?.signals && row.next_at === before[i]?.next_at,
    );
    expect(others.length + changed.length).toBe(after.length);
    // Devices have the model and read bands themselves: only a signal's log has to travel.
    expect(after.filter((row, i) => row.feed !== before[i]?.feed).map(({ id }) => id)).toEqual(
      after.filter((row, i) => row.signals !== before[i]?.signals).map(({ id }) => id),
    );
    const records = new Map(
      (
        await recordsOf(
          env.DB,
          own.workspace,
          after.map(({ id }) => id),
        )
      ).map((record) => [record.id, record]),
    );
    const wrong = after.filter(({ id, band }) => {
      const facts = records.get(id)?.facts ?? emptyFacts(id);
      const score = shownScore(facts, model, NOW);
      return band !== (score === null ? 3 : score >= 80 ? 2 : score >= 50 ? 1 : 0);
    });
    expect(wrong).toEqual([]);
    // Bands alone changed: no past score did, so the second walk writes nothing.
    expect(await walkCursor(env.DB, own.workspace, 'retrace')).not.toBeNull();
    await walkOn(env.DB, own.workspace, 'retrace', NOW, 100);
    expect(await walkCursor(env.DB, own.workspace, 'retrace')).toBeNull();
    expect(await stands(own)).toEqual(after);
  });

  test('a new model that moves nobody writes nobody, on both walks', async () => {
    const own = await openShop('unmoved', 30);
    const before = await stands(own);
    const bodies = () => env.DB.prepare('SELECT body, trace FROM facts WHERE workspace = ? ORDER BY customer').bind(own.workspace).all();
    const facts = (await bodies()).results;
    await publishEdited(own, (document) => {
      document.note = 'Read this first';
      document.weights.trade = document.weights['*'] as ModelDocument['weights'][string];
    });
    for (const walk of ['repredict', 'retrace'] as const) await walkOn(env.DB, own.workspace, walk, NOW + 5000, 10);
    expect(await walkCursor(env.DB, own.workspace, 'retrace')).toBeNull();
    expect(await stands(own)).toEqual(before);
    expect((await bodies()).results).toEqual(facts);
  });

  test('past scores are read again under a model that people edited, with a place in the feed only where one differs', async () => {
    const own = await openShop('traced', 30);
    const before = await stands(own);
    const traces = async () =>
      new Map(
        (
          await recordsOf(
            env.DB,
            own.workspace,
            before.map(({ id }) => id),
          )
        ).map(({ id, trace }) => [id, trace]),
      );
    const old = await traces();
    await publishEdited(own, (document) => {
      document.knots = [
        [0, 0.3],
        [1, 1],
      ];
    });
    for (const walk of ['repredict', 'retrace'] as const) await walkOn(env.DB, own.workspace, walk, NOW, 10);
    const now = await traces();
    const scores = (trace: TraceMark[] | undefined) => JSON.stringify(trace?.map(({ score }) => score));
    const retraced = [...now].filter(([id, trace]) => scores(trace) !== scores(old.get(id))).map(([id]) => id);
    expect(retraced.length).toBeGreaterThan(20);
    const after = await stands(own);
    for (const id of retraced)
      expect(after.find((row) => row.id === id)?.feed).toBeGreaterThan(before.find((row) => row.id === id)?.feed ?? 0);
    // The same marks as a fold from the beginning makes.
    await env.DB.prepare('UPDATE customers SET seq = seq + 1, stale_at = -9000000000000000 WHERE workspace = ?').bind(own.workspace).run();
    await foldPending(env.DB, own.workspace, NOW, ALL);
    expect(await traces()).toEqual(now);
  });

  test('a model published during the walk starts it anew, and what falls due meanwhile still flips', async () => {
    const own = await openShop('restarted', 1001);
    await publishEdited(own, strict);
    await walkOn(env.DB, own.workspace, 'repredict', NOW, 1);
    const version = await publishEdited(own, (document) => {
      document.bands = { healthy: 76, watch: 51 };
    });
    expect(await walkCursor(env.DB, own.workspace, 'repredict')).toEqual({ cursor: '', state: `${version} traces` });
    const due = (await stands(own)).filter(({ next_at }) => next_at !== null && next_at <= NOW + 20 * DAY);
    expect(due.length).toBeGreaterThan(0);
    await dueChanges.run(worker, NOW + 20 * DAY);
    expect(await count('SELECT count(*) AS n FROM customers WHERE workspace = ? AND next_at <= ?', own.workspace, NOW + 20 * DAY)).toBe(0);
    await walkOn(env.DB, own.workspace, 'repredict', NOW + 20 * DAY, 10);
    const model = await currentModel(env.DB, own.workspace);
    const rows = await stands(own);
    const records = await recordsOf(
      env.DB,
      own.workspace,
      rows.map(({ id }) => id),
    );
    const band = new Map(rows.map((row) => [row.id, row.band]));
    const wrong = records.filter(({ id, facts }) => {
      const score = shownScore(facts, model, NOW + 20 * DAY);
      return band.get(id) !== (score === null ? 3 : score >= 76 ? 2 : score >= 51 ? 1 : 0);
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
    expect(await walkCursor(env.DB, own.workspace, 'repredict')).toBeNull();
  });

  test('a customer who waits to be folded is the fold’s, which reads the newest model', async () => {
    const own = await openShop('waiting', 3);
    await publishEdited(own, strict);
    await ingest(env.DB, own.workspace, [event('waiting-0001', 'purchase', NOW, { amount: 1, currency: 'EUR' })], NOW);
    const before = (await stands(own))[1];
    await walkOn(env.DB, own.workspace, 'repredict', NOW, 10);
    expect((await stands(own))[1]).toEqual(before);
    await foldPending(env.DB, own.workspace, NOW, ALL);
    expect((await stands(own))[1]?.feed).toBeGreaterThan(before?.feed ?? 0);
  });
});
