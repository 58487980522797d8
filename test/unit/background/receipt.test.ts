import { describe, expect, it } from 'vitest';
import { openReceipt } from '../../../extension/background/receipt';
import { memoryStore } from './memory-store';

const NOON = new Date(2026, 10, 21, 12).getTime();

/** A receipt over a Worker that answers `{"ok":true}`, or fails as told. */
function receipt(store = memoryStore()) {
  const clock = { now: NOON };
  const work: (() => void)[] = [];
  const fates: (number | 'network' | 'killed')[] = [];
  const request = (async () => {
    const fate = fates.shift() ?? 200;
    if (fate === 'network') throw new TypeError('Failed to fetch');
    if (fate === 'killed') return new Promise<Response>(() => {});
    return fate === 204
      ? new Response(null, { status: 204 })
      : new Response('{"ok":true}', { status: fate, headers: { 'content-type': 'a/b' } });
  }) as typeof fetch;
  const opened = openReceipt(store, { now: () => clock.now, request, later: (one) => void work.push(one) });
  return { ...opened, clock, fates, work, store };
}
const URL_OF = (path: string) => `https://vafa.example${path}`;

describe('the privacy receipt', () => {
  it('counts every request by kind and host, with the bytes that went and came', async () => {
    const { request, today, clock } = receipt();
    await request(URL_OF('/v1/changes?seq=12'), { method: 'GET' });
    clock.now += 60_000;
    await request(URL_OF('/v1/changes?seq=13'), { method: 'GET' });
    clock.now += 60_000;
    await request(URL_OF('/v1/lookup'), { method: 'POST', body: '{"address":"kim@acme.example"}' });
    expect(await today()).toEqual([
      { from: NOON + 120_000, to: NOON + 120_000, host: 'vafa.example', kind: 'lookup', requests: 1, failed: 0, bytesOut: 40, bytesIn: 11 },
      { from: NOON, to: NOON + 60_000, host: 'vafa.example', kind: 'sync', requests: 2, failed: 0, bytesOut: 36, bytesIn: 22 },
    ]);
  });
  it('keeps nothing of what was in them', async () => {
    const { request, today, store } = receipt();
    await request(URL_OF('/v1/lookup'), { method: 'POST', body: '{"address":"kim@acme.example"}' });
    await request(URL_OF('/v1/customers/acme-secret/history'));
    await today();
    expect(JSON.stringify([...store.items])).not.toMatch(/kim|acme/);
  });
  it('hands the answer on as it was, and a failure too', async () => {
    const { request, today, fates } = receipt();
    fates.push(200, 204, 401, 'network');
    expect(await (await request(URL_OF('/v1/me'))).json()).toEqual({ ok: true });
    expect((await request(URL_OF('/v1/me'))).status).toBe(204);
    const refused = await request(URL_OF('/v1/me'));
    expect([refused.status, refused.headers.get('content-type')]).toEqual([401, 'a/b']);
    await expect(request(URL_OF('/v1/me'))).rejects.toThrow('Failed to fetch');
    expect(await today()).toMatchObject([{ kind: 'account', requests: 4, failed: 2 }]);
  });
  it('says what came of requests a moment later, at once for many, and survives the background', async () => {
    const { request, work, store } = receipt();
    for (let i = 0; i < 5; i++) await request(URL_OF('/v1/acts'), { method: 'POST', body: '{}' });
    expect(work).toHaveLength(1);
    work[0]?.();
    await expect.poll(() => receipt(store).today()).toMatchObject([{ kind: 'acts', requests: 5, failed: 0, bytesIn: 55 }]);
  });
  it('has the request whose background was killed before an answer came', async () => {
    const { request, fates, store, today } = receipt();
    fates.push('killed');
    void request(URL_OF('/v1/lookup'), { method: 'POST', body: '{"address":"kim@acme.example"}' });
    await expect.poll(() => store.items.size).toBe(1);
    expect(await today()).toMatchObject([{ kind: 'lookup', requests: 1, failed: 0 }]);
    expect(await receipt(store).today()).toMatchObject([{ kind: 'lookup', requests: 1, failed: 1, bytesOut: 40, bytesIn: 0 }]);
  });
  it('never counts a failure away from another quarter of an hour', async () => {
    const { request, today, clock, fates } = receipt();
    fates.push('network');
    await expect(request(URL_OF('/v1/changes'))).rejects.toThrow();
    clock.now += 14 * 60_000;
    const slow = request(URL_OF('/v1/changes'));
    clock.now += 2 * 60_000;
    await Promise.all([slow, request(URL_OF('/v1/changes'))]);
    expect(await today()).toMatchObject([
      { requests: 1, failed: 0 },
      { requests: 2, failed: 1 },
    ]);
  });
  it('is no reason for a request not to be made, and is written when its store can be again', async () => {
    const { request, store, today } = receipt();
    store.full = true;
    expect((await request(URL_OF('/v1/me'))).status).toBe(200);
    store.full = false;
    expect(await today()).toMatchObject([{ kind: 'account', requests: 1, failed: 0, bytesIn: 11 }]);
  });
  it('shows the day, and forgets all but the day before', async () => {
    const { request, today, clock, store } = receipt();
    for (let day = 0; day < 4; day++) {
      clock.now = NOON + day * 86_400_000;
      await request(URL_OF('/v1/changes'));
      expect(await today()).toMatchObject([{ requests: 1 }]);
    }
    expect(store.items.size).toBe(2);
  });
  it('stays small over a long day of many kinds', async () => {
    const { request, today, clock } = receipt();
    for (let i = 0; i < 300; i++) {
      clock.now = NOON - 12 * 3_600_000 + i * 4 * 60_000;
      await request(URL_OF(['/v1/changes', '/v1/acts', '/v1/reports/book'][i % 3] ?? ''));
    }
    const rows = await today();
    expect(rows.length).toBeLessThanOrEqual(3 * 96);
    expect(rows.reduce((sum, { requests }) => sum + requests, 0)).toBe(300);
  });
  it('begins anew where what was kept is garbage', async () => {
    const { request, today, store, clock } = receipt();
    await request(URL_OF('/v1/changes'));
    await today();
    for (const key of store.items.keys()) store.items.set(key, [{ kind: 'x' }]);
    clock.now += 1000;
    await request(URL_OF('/v1/changes'));
    expect(await today()).toMatchObject([{ requests: 1 }]);
  });
});
