/** Workspaces with a past of their own, kept for so long, taken out and brought in. */
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { LiveEvent, VafaEvent } from '../../shared/event';
import { readWireEvent, writeWireEvent } from '../../shared/event-wire';
import { purgeOn } from '../../worker/jobs/retention';
import { demoEvents } from '../../worker/local/demo-data';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { setRetention } from '../../worker/store/retention';
import { anyEvents } from '../unit/facts/any-event';
import { call } from './office';

export const DAY = 86_400_000;
export const NOW = Date.UTC(2026, 9, 1);
export const ALL = 10_000;

/** The facts of every customer of a workspace, as their bytes. */
export async function factsOf(workspace: string): Promise<Map<string, string>> {
  const { results } = await env.DB.prepare('SELECT customer, body FROM facts WHERE workspace = ? ORDER BY customer')
    .bind(workspace)
    .all<{ customer: string; body: string }>();
  return new Map(results.map(({ customer, body }) => [customer, body]));
}
export const take = async (workspace: string, events: readonly VafaEvent[], now = NOW) => {
  const done = await ingest(env.DB, workspace, events, now);
  await foldPending(env.DB, workspace, now, ALL);
  return done;
};
export const refoldAll = async (workspace: string, now = NOW) => {
  await env.DB.prepare('UPDATE customers SET seq = seq + 1, stale_at = -9e15 WHERE workspace = ?').bind(workspace).run();
  await foldPending(env.DB, workspace, now, ALL);
};
/** The events as they come in over the wire; without those that would be refused there. */
const sent = (events: readonly LiveEvent[], now: number): VafaEvent[] =>
  events.flatMap((one) => {
    const read = readWireEvent(writeWireEvent(one), { source: one.source, now });
    return read.ok ? [read.event] : [];
  });
export const demo = (now: number) => sent(demoEvents(now).events as LiveEvent[], now);
/** Logs of every type of event, some of which are corrected and some deleted. */
export function random(now: number): VafaEvent[] {
  const logs = fc.sample(anyEvents(90), { numRuns: 12, seed: 7 });
  const events = logs.flatMap((log, nth) =>
    log.map((one): LiveEvent => JSON.parse(JSON.stringify({ ...one, customer: `any-${nth}` }).replaceAll(/"(e\d+)"/g, `"any-${nth}-$1"`))),
  );
  return sent(events, now).map((one, i) =>
    i % 11 === 0 ? ({ ...one, revision: 2, ...(i % 2 === 0 ? { data: null } : {}) } as VafaEvent) : one,
  );
}
/** A retention of so many months, set two days before `now`, carried out. */
export async function keepFor(workspace: string, months: number, now = NOW): Promise<void> {
  await setRetention(env.DB, workspace, months, 'admin', now - 2 * DAY);
  for (let run = 0; run < 30; run++) await purgeOn(env.DB, workspace, now, 7);
}

export async function exported(token: string, limit: number): Promise<string[]> {
  const pages: string[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const answer = await call('GET', `/v1/export?limit=${limit}${next === '' ? '' : `&after=${next}`}`, { token });
    expect(answer.status).toBe(200);
    const page = typeof answer.body === 'string' ? answer.body : `${JSON.stringify(answer.body)}\n`;
    pages.push(page);
    next = JSON.parse(page.trimEnd().split('\n').at(-1) ?? '').next;
  }
  return pages;
}
export const bring = (token: string, page: string) =>
  call('POST', '/v1/import-workspace', { token, body: page, headers: { 'content-type': 'application/x-ndjson' } });
